"""Presses as they come from Telegram: callback queries in, answers out."""

from collections.abc import Mapping
from typing import Any

from bot.cases.attempt import Answer, Presser
from bot.cases.callback import Press
from bot.cases.press import Presses
from bot.core.action import Call
from bot.core.ports import ChatPort
from bot.pausing.notices import PausePress
from bot.pausing.presses import PausePresses
from bot.telegram.reading.values import full_name
from bot.texts.catalogue import translator
from bot.texts.presses import unknown_button


class PressHandler:
    """Takes raw callback queries, has them decided, and answers every one: an unanswered button seems to hang."""

    def __init__(self, presses: Presses, pauses: PausePresses, chat: ChatPort) -> None:
        self._presses, self._pauses, self._chat = presses, pauses, chat

    async def run(self, query: Mapping[str, Any]) -> None:
        """Handle one callback query. Raises `StorageError` only."""
        user = query["from"]
        presser = Presser(user["id"], full_name(user) or str(user["id"]), user.get("language_code"))
        await self._answer(query["id"], await self._press(presser, query))

    async def _press(self, presser: Presser, query: Mapping[str, Any]) -> Answer:
        data = query.get("data")
        if press := Press.parse(data):
            return await self._presses.press(presser, press.ref, press.decision, query["id"])
        if pause_press := PausePress.parse(data):
            return await self._pauses.press(presser, pause_press, query["id"], query.get("message"))
        return Answer(unknown_button(translator(presser.language)))

    async def _answer(self, query_id: str, answer: Answer) -> None:
        params = {"callback_query_id": query_id, "text": answer.text, "show_alert": answer.alert}
        # Answering again does no harm; that the query is too old by then does none either.
        await self._chat.call(Call("answerCallbackQuery", params, f"callback:{query_id}", idempotent=True))
