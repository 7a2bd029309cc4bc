"""What people do to members, and to the bot itself, of their own accord: into the log, with who did it."""

import logging
from collections.abc import Callable
from typing import Any

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.ports import ActionLog, Presence, RawUpdate
from bot.telegram.reading.membership import Change, Deed, may_concern_admins, read_change

PRIVATE = "private"

_log = logging.getLogger(__name__)


class Members:
    """Takes changes of membership.

    What the bot did itself is in the log already and is not written there again. `forget` is told of every chat whose
    admins may have changed; `me` is the bot's own user id.
    """

    def __init__(self, *, log: ActionLog, presence: Presence, forget: Callable[[int], None], me: int) -> None:
        self._log, self._presence, self._forget, self._me = log, presence, forget, me

    async def note(self, update: RawUpdate) -> None:
        """Note what a `chat_member` or `my_chat_member` tells. Raises `StorageError`; noting it again does no harm."""
        mine = update.get("my_chat_member")
        event = update.get("chat_member") if mine is None else mine
        if mine is not None or may_concern_admins(event):
            self._forget_chat(event)
        change = read_change(event)
        if change is None or change.chat.type == PRIVATE:
            return
        if mine is not None:
            await self._note_own(change)
        if change.actor_id != self._me:
            deeds = (*change.deeds, Deed("add")) if mine is not None and change.came else change.deeds
            entries = [_entry(change, deed, update.get("update_id")) for deed in deeds]
            if entries:
                await self._log.intend(entries)

    def _forget_chat(self, event: Any) -> None:
        chat = event.get("chat") if isinstance(event, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            self._forget(chat["id"])

    async def _note_own(self, change: Change) -> None:
        """Where the bot is, and what it may do there."""
        chat_id = change.chat.id
        _log.info("chat %s: the bot is now %s", chat_id, change.status)
        if change.gone:
            expired = await self._presence.leave(chat_id, change.at)
            _log.warning(
                "the bot is not in chat %s any more; %s actions that waited there are given up", chat_id, expired
            )
            return
        if change.came:
            await self._presence.enter(chat_id)
        for right in sorted(await self._presence.regain(chat_id, change.rights)):
            _log.info("chat %s: the bot has the right %s again", chat_id, right)


def _entry(change: Change, deed: Deed, update_id: Any) -> LogEntry:
    return LogEntry(
        key=f"{change.chat.id}:member-{change.user_id}-{change.at}-{update_id}:{deed.action}",
        at=change.at,
        chat_id=change.chat.id,
        message_id=None,
        user_id=change.user_id,
        action=deed.action,
        outcome=Status.DONE,
        detail=deed.detail,
        actor=str(change.actor_id),
    )
