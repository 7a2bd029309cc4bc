"""`/appeal C-7K2M why`: somebody objects to a decision."""

from typing import ClassVar

from bot.cases.desk.attempt import Presser
from bot.core.action import Call
from bot.telegram.appealing import Appealing, read_ref
from bot.telegram.command import Command, CommandCall
from bot.texts import appeals as texts
from bot.texts.catalogue import Texts


class Appeal(Command):
    """Takes an appeal, or asks for the reasons. In a group the command goes at once, and is answered in private."""

    removes_itself: ClassVar[bool] = True

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t)

    async def run(self, call: CommandCall) -> None:
        if not call.private:
            await self._remove(call)
        if not call.caller.reachable:
            return
        word, words = (*call.words.split(maxsplit=1), "", "")[:2]
        if (ref := read_ref(word)) is None:
            await self.tell(call, texts.how(call.texts))
            return
        appealing = Appealing(self.tools)
        person = Presser(call.caller.id, call.caller.name, call.caller.language)
        key = f"{call.chat_id}:{call.message_id}"
        if words.strip():
            await self.tell(call, await appealing.take(person, ref, words, key))
        elif (refused := await appealing.ask(person, ref, f"{key}:{self.name}:question")) is not None:
            await self.tell(call, refused)

    async def _remove(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}:command"
        await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))
