"""Takes every update to whoever handles it: posts to the moderator, commands and presses to their handlers."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.core.ports import RawUpdate
from bot.core.post import Post
from bot.telegram.handlers import Handlers
from bot.telegram.read import POST_UPDATES, read

Rest = Callable[[], Awaitable[None]]
Note = Callable[[RawUpdate], Awaitable[None]]
Moderate = Callable[[Post], Awaitable[tuple[Any, Rest | None]]]

_MEMBERSHIP = frozenset({"my_chat_member", "chat_member"})
_PRIVATE = "private"
_log = logging.getLogger(__name__)


class Dispatcher:
    """Handles one update at a time for each chat.

    `members` takes changes of membership, `moves` any update that may tell of a chat's new id. `unmoderated` are the
    chats whose posts nobody judges: those in which moderators quote what they moderate.
    """

    def __init__(
        self,
        *,
        moderate: Moderate,
        handlers: Handlers,
        members: Note,
        moves: Note,
        unmoderated: frozenset[int] = frozenset(),
    ) -> None:
        self._moderate, self._handlers = moderate, handlers
        self._members, self._moves = members, moves
        self._unmoderated = set(unmoderated)

    def chat_moved(self, old: int, new: int) -> None:
        """The chat has another id now."""
        if old in self._unmoderated:
            self._unmoderated.add(new)

    async def handle(self, update: RawUpdate) -> Rest | None:
        """Handle one update; one that nothing understands is logged and passed over.

        Returns what may take its time, and need not keep the chat's next updates waiting.
        """
        await self._moves(update)
        if not _MEMBERSHIP.isdisjoint(update):
            await self._members(update)
            return await self._judge(update, understood=True)
        wanted = self._handlers.wants(update)
        rest = None
        if not (wanted and self._handlers.removes(update)):
            rest = await self._judge(update, understood=wanted)
        if wanted:
            await self._handlers.handle(update)
        return rest

    async def _judge(self, update: RawUpdate, *, understood: bool) -> Rest | None:
        try:
            post = read(update)
        except UnreadableUpdate as error:
            _log.warning("update %s cannot be read and is passed over: %s", update.get("update_id"), error)
            return None
        if post is None:
            if not understood and POST_UPDATES.isdisjoint(update):
                kinds = ", ".join(sorted(key for key in update if key != "update_id"))
                _log.info("update %s is of a kind that nothing handles: %s", update.get("update_id"), kinds)
            return None
        if post.chat.type == _PRIVATE or post.chat.id in self._unmoderated:
            return None
        _, rest = await self._moderate(post)
        return rest
