"""What people do to members, and to the bot itself, of their own accord: into the log, with who did it."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.ports import ActionLog, Contacts, Presence, RawUpdate
from bot.core.post import Chat
from bot.core.rest import Rest
from bot.telegram.reading.membership import Change, Deed, may_concern_admins, read_change

PRIVATE = "private"

Regained = Callable[[Chat, frozenset[str]], Awaitable[None]]
"""Takes up what waited in a chat for rights that the bot has now."""

_log = logging.getLogger(__name__)


class Members:
    """Takes changes of membership.

    What the bot did itself is in the log already and is not written there again. `forget` is told of every chat whose
    admins may have changed, `regained` of rights that the bot was given; `me` is the bot's own user id.
    """

    def __init__(
        self,
        *,
        log: ActionLog,
        presence: Presence,
        contacts: Contacts,
        forget: Callable[[int], None],
        regained: Regained,
        me: int,
    ) -> None:
        self._log, self._presence, self._forget, self._me = log, presence, forget, me
        self._contacts = contacts
        self._regained = regained

    async def note(self, update: RawUpdate) -> Rest | None:
        """Note what a `chat_member` or `my_chat_member` tells; the rest is what can be done now that could not before.

        Raises `StorageError`; noting it again does no harm.
        """
        mine = update.get("my_chat_member")
        event = update.get("chat_member") if mine is None else mine
        if mine is not None or may_concern_admins(event):
            self._forget_chat(event)
        change = read_change(event)
        if change is None or change.chat.type == PRIVATE:
            if change is not None and mine is not None:
                await self._note_contact(change)
            return None
        rest = None if mine is None else await self._note_own(change)
        if change.actor_id != self._me:
            deeds = (*change.deeds, Deed("add")) if mine is not None and change.came else change.deeds
            entries = [_entry(change, deed, update.get("update_id")) for deed in deeds]
            if entries:
                await self._log.intend(entries)
        return rest

    async def _note_contact(self, change: Change) -> None:
        """Telegram tells of a private chat when the person in it blocks the bot, and when they take that back."""
        if change.gone:
            await self._contacts.lost(change.actor_id)
        elif change.came:
            await self._contacts.met(change.actor_id, change.language, change.at)

    def _forget_chat(self, event: Any) -> None:
        chat = event.get("chat") if isinstance(event, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            self._forget(chat["id"])

    async def _note_own(self, change: Change) -> Rest | None:
        """Where the bot is, and what it may do there."""
        chat_id = change.chat.id
        _log.info("chat %s: the bot is now %s", chat_id, change.status)
        if change.gone:
            expired = await self._presence.leave(chat_id, change.at)
            _log.warning(
                "the bot is not in chat %s any more; %s actions that waited there are given up", chat_id, expired
            )
            return None
        regained = frozenset(await self._presence.regain(chat_id, change.rights))
        for right in sorted(regained):
            _log.info("chat %s: the bot has the right %s again", chat_id, right)
        # What was gained is told again if the process ends before the rest; what was lacking is forgotten by then.
        rights = regained | change.gained
        return partial(self._regained, change.chat, rights) if rights else None


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
