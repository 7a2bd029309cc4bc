"""An answer to the bot's question why somebody objects to a decision."""

from typing import ClassVar

from bot.cases.desk.attempt import Presser
from bot.telegram.appealing import Appealing, ref_in_question
from bot.telegram.command import CommandCall, RawMessage
from bot.telegram.talk import Talk


class AppealTalk(Talk):
    """Takes the reasons."""

    rank: ClassVar[int] = 10

    def wants(self, message: RawMessage) -> bool:
        return ref_in_question(message, self.tools.me) is not None

    async def run(self, call: CommandCall) -> None:
        ref = ref_in_question(call.message, self.tools.me)
        assert ref is not None
        appealing, key = Appealing(self.tools), f"{call.chat_id}:{call.message_id}"
        person = Presser(call.caller.id, call.caller.name, call.caller.language)
        await appealing.tell(person.id, await appealing.take(person, ref, call.words, key), f"{key}:appeal")
