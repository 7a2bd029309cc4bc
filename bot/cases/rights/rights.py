"""Rights that the bot lacks: the chat's owner is told once of each, and again only after it had come back."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.ports import Administrators, ChatPort, Clock, Presence
from bot.texts.catalogue import Texts, translator
from bot.texts.rights import missing_right

_DELETE, _RESTRICT, _INVITE = "can_delete_messages", "can_restrict_members", "can_invite_users"
RIGHTS: Mapping[str, str] = {
    "deleteMessage": _DELETE,
    "deleteMessages": _DELETE,
    "deleteMessageReaction": _DELETE,
    "banChatMember": _RESTRICT,
    "unbanChatMember": _RESTRICT,
    "restrictChatMember": _RESTRICT,
    "banChatSenderChat": _RESTRICT,
    "approveChatJoinRequest": _INVITE,
    "declineChatJoinRequest": _INVITE,
}
"""What a method needs, by the Bot API's names."""

_LACKING = ("not enough rights", "need administrator rights", "chat_admin_required")
_PERHAPS_LACKING = ("message can't be deleted",)
_ABSENT = ("bot was kicked", "bot is not a member")
"""What Telegram says for lack of a right; for that, or for a message that is too old; and where the bot is not."""

_log = logging.getLogger(__name__)


class RightsWatch:
    """A chat port over another one, which looks at what is refused.

    An outcome whose cause was told before is marked so: then nobody needs to hear of it once more. `me` is the bot's
    own user id; `escalation_chat` is told where the owner cannot be.
    """

    def __init__(
        self,
        *,
        chat: ChatPort,
        presence: Presence,
        administrators: Administrators,
        clock: Clock,
        me: int,
        escalation_chat: int | None = None,
        texts: Texts | None = None,
    ) -> None:
        self._chat, self._presence, self._administrators, self._clock = chat, presence, administrators, clock
        self._me, self._escalation_chat, self._texts = me, escalation_chat, texts or translator(None)

    async def call(self, call: Call) -> Outcome:
        """Make the call. Raises `StorageError` if it cannot be remembered that somebody is told."""
        outcome = await self._chat.call(call)
        right, chat_id = RIGHTS.get(call.method), call.params.get("chat_id")
        if outcome.status is not Status.FAILED or right is None or not isinstance(chat_id, int):
            return outcome
        if _says(outcome, _ABSENT):
            return replace(outcome, reported=True)
        if not await self._lacks(chat_id, right, outcome):
            return outcome
        if not await self._presence.lack(chat_id, right, int(self._clock.now())):
            return replace(outcome, reported=True)
        _log.warning("chat %s: the bot lacks the right %s", chat_id, right)
        await self._tell(chat_id, right)
        return outcome

    async def _lacks(self, chat_id: int, right: str, outcome: Outcome) -> bool:
        if _says(outcome, _LACKING):
            return True
        if not _says(outcome, _PERHAPS_LACKING):
            return False
        params = {"chat_id": chat_id, "user_id": self._me}
        found = await self._chat.call(Call("getChatMember", params, f"{chat_id}:rights", idempotent=True))
        return found.done and isinstance(found.result, Mapping) and not _has(found.result, right)

    async def _tell(self, chat_id: int, right: str) -> None:
        text = str(missing_right(self._texts, right, await self._title(chat_id)))
        for place in (await self._administrators.owner(chat_id), self._escalation_chat):
            if place is None:
                continue
            params = {"chat_id": place, "text": text, "parse_mode": "HTML"}
            told = await self._chat.call(Call("sendMessage", params, f"{chat_id}:lacks:{right}:{place}"))
            if told.status is not Status.FAILED:
                return

    async def _title(self, chat_id: int) -> str:
        found = await self._chat.call(Call("getChat", {"chat_id": chat_id}, f"{chat_id}:title", idempotent=True))
        title = found.result.get("title") if found.done and isinstance(found.result, Mapping) else None
        return title if isinstance(title, str) else str(chat_id)


def _says(outcome: Outcome, words: tuple[str, ...]) -> bool:
    detail = outcome.detail.lower()
    return any(word in detail for word in words)


def says_lacking(detail: str) -> bool:
    """Whether the log's words about a failure may be about a right that the bot lacks."""
    return any(words in detail.lower() for words in (*_LACKING, *_PERHAPS_LACKING))


def _has(member: Mapping[str, Any], right: str) -> bool:
    return member.get("status") == "creator" or member.get(right) is True
