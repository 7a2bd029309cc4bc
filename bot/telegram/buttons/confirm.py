"""The buttons under a question to anonymous admins."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.core.action import Call
from bot.telegram.button import Buttons
from bot.telegram.confirming import Confirmation, words_of
from bot.telegram.reading.values import integer, mapping
from bot.texts import commands as texts
from bot.texts.catalogue import translator


class ConfirmButtons(Buttons):
    """An admin says by a press, which tells who they are, that an anonymous admin's command was meant."""

    word: ClassVar[str] = "m"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        confirmation, question = Confirmation.parse(data), mapping(query.get("message"))
        if confirmation is None or integer(mapping(question.get("chat")).get("id")) is None:
            return None
        t = translator(presser.language)
        order = confirmation.order({"date": 0, **question}, "", self.tools)
        if (why := await self.tools.commanding.leave(presser.id, order)) is not None:
            return Answer(texts.refused(t, why.name, order.verb), alert=True, moved=False)
        if confirmation.cancels:
            await self._remove(question)
            return Answer(texts.cancelled(t))
        words = await words_of(confirmation, order, self.tools)
        order = confirmation.order({"date": 0, **question}, words, self.tools)
        answer = await self.tools.commanding.obey(presser, order)
        if answer.moved:
            await self._remove(question)
        return answer

    async def _remove(self, question: Mapping[str, Any]) -> None:
        chat_id, message_id = question["chat"]["id"], question.get("message_id")
        params = {"chat_id": chat_id, "message_id": message_id}
        await self.tools.chat.call(Call("deleteMessage", params, f"{chat_id}:{message_id}:asked", idempotent=True))
