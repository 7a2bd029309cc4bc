"""Users, bots among them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class User:
    """An account. `extra` holds further fields of the Bot API's `User`.

    `started` says that the user once wrote to the bot, so that it may write back; `blocked` that the user since
    blocked it.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    language_code: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The Bot API's `User`."""
        found: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            found["last_name"] = self.last_name
        if self.username:
            found["username"] = self.username
        if self.language_code:
            found["language_code"] = self.language_code
        return found | self.extra


ANONYMOUS_ADMIN = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Stands as sender where an admin posts in the name of the group."""

CHANNEL_FORWARDER = User(777000, "Telegram")
"""Stands as sender of a channel's posts in its discussion group."""

CHANNEL_MASK = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
"""Stands as sender where a user posts in the name of a channel."""

STAND_INS = frozenset({ANONYMOUS_ADMIN.id, CHANNEL_FORWARDER.id, CHANNEL_MASK.id})
