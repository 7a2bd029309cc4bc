"""`chat`: where the post stands."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.core.arguments import ChatRef, argument
from bot.core.condition import Condition, Context
from bot.core.errors import ArgumentError
from bot.core.finding import Finding


class ChatType(StrEnum):
    """What Telegram calls the kinds of chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Chat(Condition):
    """Holds if the post's chat fits every argument that is given.

    Example: `chat: {type: [group, supergroup], title: jobs}`.
    """

    id: tuple[ChatRef, ...] = argument(
        "Which chat, one of these, by id or @username.", default=(), example="[-1001234567890]"
    )
    type: tuple[ChatType, ...] = argument("What kind of chat, one of these.", default=(), example="[supergroup]")
    title: tuple[str, ...] = argument(
        "What the chat's title contains, one of these; case does not count.", default=(), example="[jobs]"
    )

    def __post_init__(self) -> None:
        if not any(vars(self).values()):
            raise ArgumentError("`chat` needs an argument", hint="for example `chat: {type: channel}`")

    def check(self, context: Context) -> Finding:
        chat = context.post.chat
        names = {str(chat.id), f"@{(chat.username or '').lower()}"}
        title = (chat.title or "").casefold()
        return Finding.of(
            (not self.id or not names.isdisjoint(self._ids))
            and (not self.type or chat.type in self.type)
            and (not self.title or any(part in title for part in self._titles))
        )

    def account(self, context: Context) -> str:
        chat = context.post.chat
        name = f"@{chat.username}" if chat.username else str(chat.id)
        seen = (
            chat.type if self.type else None,
            name if self.id else None,
            f"`{chat.title or ''}`" if self.title else None,
        )
        return ", ".join(filter(None, seen))

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self.id)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(title.casefold() for title in self.title)
