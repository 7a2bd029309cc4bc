"""The button that deletes what is kept about a person: `x:12345`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.core.action import Call
from bot.telegram.button import Buttons
from bot.texts import privacy as texts
from bot.texts.catalogue import Texts, translator

WORD = "x"


def erasure_button(t: Texts, user_id: int) -> dict[str, str]:
    """The button for one person."""
    return {"text": texts.delete_button(t), "callback_data": f"{WORD}:{user_id}"}


class ErasureButtons(Buttons):
    """Deletes the presser's own data, and nobody else's."""

    word: ClassVar[str] = WORD

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        t = translator(presser.language)
        if data != f"{WORD}:{presser.id}":
            return Answer(texts.not_your_data(t), alert=True)
        erased = await self.tools.kept.subjects.erase(presser.id)
        told = texts.deleted(t, sum(erased.values()))
        await self._show(query.get("message"), told)
        return Answer(told)

    async def _show(self, message: Any, told: str) -> None:
        """Put the answer in the question's place."""
        if isinstance(message, Mapping):
            chat_id, message_id = message["chat"]["id"], message["message_id"]
            params = {"chat_id": chat_id, "message_id": message_id, "text": told}
            await self.tools.chat.call(Call("editMessageText", params, f"{chat_id}:{message_id}:erased", True))  # noqa: FBT003 - idempotent
