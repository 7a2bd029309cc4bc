"""Takes every update to whoever handles it: posts to the moderator, commands and presses to their handlers."""

import logging
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.core.ports import RawUpdate
from bot.core.post import Post
from bot.core.rest import Rest, both
from bot.telegram.handlers import Handlers
from bot.telegram.read import POST_UPDATES, read

Note = Callable[[RawUpdate], Awaitable[None]]
Begin = Callable[[RawUpdate], Awaitable[Rest | None]]
CardChats = Callable[[], Awaitable[Collection[int]]]
NoteMembers = Callable[[RawUpdate], Awaitable[Rest | None]]
Moderate = Callable[[Post], Awaitable[tuple[Any, Rest | None]]]

_MEMBERSHIP = frozenset({"my_chat_member", "chat_member"})
_PRIVATE = "private"
_log = logging.getLogger(__name__)


class Dispatcher:
    """Handles one update at a time for each chat.

    `members` takes changes of membership, `moves` any update that may tell of a chat's new id; `button` hangs one under
    channel posts. `unmoderated` are the chats whose posts nobody judges: those in which moderators quote what they
    moderate. `card_chats` tells further ones, which owners named.
    """

    def __init__(
        self,
        *,
        moderate: Moderate,
        handlers: Handlers,
        members: NoteMembers,
        moves: Note,
        button: Begin | None = None,
        unmoderated: frozenset[int] = frozenset(),
        card_chats: CardChats | None = None,
    ) -> None:
        self._moderate, self._handlers = moderate, handlers
        self._members, self._moves, self._button = members, moves, button
        self._unmoderated, self._card_chats = set(unmoderated), card_chats

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
            noted = await self._members(update)
            return both(noted, await self._judge(update, understood=True))
        wanted = self._handlers.wants(update)
        rest = None
        if not (wanted and self._handlers.removes(update)):
            rest = await self._judge(update, understood=wanted)
        if wanted:
            await self._handlers.handle(update)
        if self._button is None or "channel_post" not in update:
            return rest
        return both(rest, await self._button(update))

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
        if post.chat.type == _PRIVATE or await self._spared(post.chat.id):
            return None
        _, rest = await self._moderate(post)
        return rest

    async def _spared(self, chat_id: int) -> bool:
        if chat_id in self._unmoderated:
            return True
        return self._card_chats is not None and chat_id in await self._card_chats()
