"""The message about a rule that the circuit breaker paused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bot.core.action import Call
from bot.core.pause import ALL_CHATS, Pause
from bot.core.ports import Administrators, ChatPort
from bot.texts import pauses as texts
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html, join


class Ruling(StrEnum):
    """What a moderator may say about a rule that was paused."""

    GO = "go"
    STAY = "stay"


_DATA = re.compile(rf"p:(-?\d{{1,16}}):([0-9a-f]{{8}}):({'|'.join(Ruling)})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PausePress:
    """A button of the message: `p:-1001234567890:0a1b2c3d:go`. `rule` is a digest of the rule's name."""

    chat_id: int
    rule: str
    ruling: Ruling

    @property
    def data(self) -> str:
        """What Telegram carries, in at most 64 bytes."""
        return f"p:{self.chat_id}:{self.rule}:{self.ruling}"

    @classmethod
    def parse(cls, data: object) -> "PausePress | None":
        """The button that carries this data; None if it is none of these."""
        match = _DATA.fullmatch(data) if isinstance(data, str) else None
        return cls(int(match[1]), match[2], Ruling(match[3])) if match else None


class Notices:
    """Tells of rules that the breaker paused, once each."""

    def __init__(
        self,
        chat: ChatPort,
        administrators: Administrators,
        operators: frozenset[int],
        escalation_chat: int | None = None,
    ) -> None:
        self._chat, self._administrators = chat, administrators
        self._operators, self._escalation_chat = operators, escalation_chat
        self._texts = translator(None)

    async def tell(self, pause: Pause) -> None:
        """Tell the escalation chat; where there is none the chat's owner, and of all chats the operators."""
        for place in await self._places(pause.chat_id):
            params = _params(place, texts.rule_paused(self._texts, pause)) | _buttons(self._texts, pause)
            await self._chat.call(Call("sendMessage", params, f"pause:{pause.chat_id}:{pause.since}:{place}"))

    async def ruled(self, message: Any, pause: Pause, ruling: Ruling, name: str) -> None:
        """Say in the message, given as Telegram sends it, who ruled what; a message out of reach is left alone."""
        try:
            chat_id, message_id = message["chat"]["id"], message["message_id"]
        except (KeyError, TypeError):
            return
        line = texts.ruled(self._texts, ruling is Ruling.GO, name)
        params = _params(chat_id, join("\n\n", [texts.rule_paused(self._texts, pause), line]))
        key = f"pause:{pause.chat_id}:{pause.since}:{chat_id}:{message_id}:edit"
        await self._chat.call(Call("editMessageText", params | {"message_id": message_id}, key, idempotent=True))

    async def _places(self, chat_id: int) -> Sequence[int]:
        if self._escalation_chat is not None:
            return [self._escalation_chat]
        if chat_id == ALL_CHATS:
            return sorted(self._operators)
        owner = await self._administrators.owner(chat_id)
        return [] if owner is None else [owner]


def _params(chat_id: int, text: Html) -> dict[str, Any]:
    return {"chat_id": chat_id, "text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _buttons(t: Texts, pause: Pause) -> dict[str, Any]:
    labels = {Ruling.GO: texts.go_button(t), Ruling.STAY: texts.stay_button(t)}
    row = [
        {"text": label, "callback_data": PausePress(pause.chat_id, digest(pause.rule), ruling).data}
        for ruling, label in labels.items()
    ]
    return {"reply_markup": {"inline_keyboard": [row]}}


def digest(rule: str) -> str:
    """A rule's name, short enough for a button."""
    return sha256(rule.encode()).hexdigest()[:8]
