"""Presses as they come from Telegram: callback queries in, answers out."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.cases.desk.attempt import Answer, Presser
from bot.core.action import Call
from bot.core.ports import ChatPort
from bot.telegram.button import all_buttons
from bot.telegram.reading.values import full_name
from bot.telegram.tools import Tools
from bot.texts.catalogue import translator
from bot.texts.presses import still_at_it, unknown_button

PATIENCE = 6.0
"""Seconds after which a press is answered though its work still waits, for Telegram's limits on sending as a rule."""


class PressHandler:
    """Takes raw callback queries to their buttons, and answers every one: an unanswered button seems to hang."""

    def __init__(self, tools: Tools, patience: float = PATIENCE) -> None:
        self._chat: ChatPort = tools.chat
        self._patience = patience
        self._families = {word: family(tools) for word, family in all_buttons().items()}

    async def run(self, query: Mapping[str, Any]) -> None:
        """Handle one callback query. Raises `StorageError` only."""
        user = query["from"]
        presser = Presser(user["id"], full_name(user) or str(user["id"]), user.get("language_code"))
        t, work = translator(presser.language), asyncio.create_task(self._press(presser, query))
        try:
            done, _ = await asyncio.wait({work}, timeout=self._patience)
            if not done:
                # Telegram forgets the press before long, and takes one answer.
                await self._answer(query["id"], Answer(still_at_it(t)))
            answer = await work
        finally:
            work.cancel()
        if done:
            await self._answer(query["id"], answer or Answer(unknown_button(t)))

    async def _press(self, presser: Presser, query: Mapping[str, Any]) -> Answer | None:
        data = query.get("data")
        if not isinstance(data, str) or (family := self._families.get(data.partition(":")[0])) is None:
            return None
        return await family.press(presser, data, query)

    async def _answer(self, query_id: str, answer: Answer) -> None:
        params = {"callback_query_id": query_id, "text": answer.text, "show_alert": answer.alert}
        # Answering again does no harm; that the query is too old by then does none either.
        await self._chat.call(Call("answerCallbackQuery", params, f"callback:{query_id}", idempotent=True))
