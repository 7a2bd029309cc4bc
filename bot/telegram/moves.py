"""Groups that become supergroups: whoever knows a chat by its id learns the new one.

Telegram says so twice in service messages, one in each chat, and in its answer to a call that names the old id; which
of these comes first does not matter.
"""

import logging
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from bot.core.ports import Clock, FormerChats, RawUpdate
from bot.telegram.reading.values import integer, mapping

_log = logging.getLogger(__name__)


@runtime_checkable
class FollowsChats(Protocol):
    """Something that knows chats by their ids."""

    def chat_moved(self, old: int, new: int) -> None:
        """The chat has another id now."""
        ...


class Moves:
    """Which chats have become others."""

    def __init__(self, store: FormerChats, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._learners: tuple[FollowsChats, ...] = ()
        self._now: dict[int, int] = {}

    async def tell(self, *learners: FollowsChats) -> None:
        """Tell these of every move, at once of those that earlier processes learnt. Raises `StorageError`."""
        self._learners = learners
        for old, new in (await self._store.former_chats()).items():
            self._learn(old, new)

    def current(self, chat_id: int) -> int:
        """The id that the chat has now."""
        return self._now.get(chat_id, chat_id)

    async def note(self, update: RawUpdate) -> None:
        """Take a move from a service message, if it is one. Raises `StorageError`."""
        if (found := moved(update)) is not None:
            await self.moved(*found)

    async def moved(self, old: int, new: int) -> None:
        """The chat has another id now. Raises `StorageError`; learning it again does no harm."""
        if self._now.get(old) == new:
            return
        if await self._store.move_chat(old, new, self._clock.now()):
            _log.warning(
                "group %s is a supergroup now, with the id %s: write that id wherever you wrote the old", old, new
            )
        self._learn(old, new)

    def _learn(self, old: int, new: int) -> None:
        self._now = {chat: new if now == old else now for chat, now in self._now.items()} | {old: new}
        for learner in self._learners:
            learner.chat_moved(old, new)


def moved(update: RawUpdate) -> tuple[int, int] | None:
    """The former and the present id, if the update is a service message about that."""
    message = update.get("message")
    if not isinstance(message, Mapping) or not ("migrate_to_chat_id" in message or "migrate_from_chat_id" in message):
        return None
    here = integer(mapping(message.get("chat")).get("id"))
    to, origin = integer(message.get("migrate_to_chat_id")), integer(message.get("migrate_from_chat_id"))
    if here is None or (to is None) == (origin is None):
        return None
    return (here, to) if to is not None else (origin or 0, here)
