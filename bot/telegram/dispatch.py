"""Takes every update to whoever handles it: posts to the moderator, commands and presses to their handlers."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.core.ports import RawUpdate
from bot.core.post import Post
from bot.telegram.handlers import Handlers
from bot.telegram.read import POST_UPDATES, read

Moderate = Callable[[Post], Awaitable[Any]]

_MEMBERSHIP = ("my_chat_member", "chat_member")
_PRIVATE = "private"
_log = logging.getLogger(__name__)


class Dispatcher:
    """Handles one update at a time for each chat.

    `forget` is told of every chat whose admins may have changed. `unmoderated` are the chats whose posts nobody judges:
    those in which moderators quote what they moderate.
    """

    def __init__(
        self,
        *,
        moderate: Moderate,
        handlers: Handlers,
        forget: Callable[[int], None],
        unmoderated: frozenset[int] = frozenset(),
    ) -> None:
        self._moderate, self._handlers, self._forget = moderate, handlers, forget
        self._unmoderated = unmoderated

    async def handle(self, update: RawUpdate) -> None:
        """Handle one update; one that nothing understands is logged and passed over."""
        if membership := next((update[kind] for kind in _MEMBERSHIP if kind in update), None):
            self._forget(membership["chat"]["id"])
            if "my_chat_member" in update:
                _log.info("chat %s: the bot is now %s", membership["chat"]["id"], _status(membership))
            return
        wanted = self._handlers.wants(update)
        if not (wanted and self._handlers.removes(update)):
            await self._judge(update, understood=wanted)
        if wanted:
            await self._handlers.handle(update)

    async def _judge(self, update: RawUpdate, *, understood: bool) -> None:
        try:
            post = read(update)
        except UnreadableUpdate as error:
            _log.warning("update %s cannot be read and is passed over: %s", update.get("update_id"), error)
            return
        if post is None:
            if not understood and POST_UPDATES.isdisjoint(update):
                kinds = ", ".join(sorted(key for key in update if key != "update_id"))
                _log.info("update %s is of a kind that nothing handles: %s", update.get("update_id"), kinds)
            return
        if post.chat.type != _PRIVATE and post.chat.id not in self._unmoderated:
            await self._moderate(post)


def _status(membership: Mapping[str, Any]) -> str:
    return str(membership.get("new_chat_member", {}).get("status", "something else"))
