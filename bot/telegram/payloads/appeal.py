"""`https://t.me/BOT?start=appeal_C-7K2M`: asks why somebody objects to a decision."""

from bot.cases.desk.attempt import Presser
from bot.telegram.appealing import Appealing, read_ref
from bot.telegram.command import CommandCall
from bot.telegram.payload import Payload
from bot.texts import appeals as texts


class Appeal(Payload):
    """Asks for the reasons."""

    async def run(self, call: CommandCall, rest: str) -> None:
        appealing, key = Appealing(self.tools), f"{call.chat_id}:{call.message_id}:appeal"
        person = Presser(call.caller.id, call.caller.name, call.caller.language)
        if (ref := read_ref(rest)) is None:
            await appealing.tell(person.id, texts.how(call.texts), key)
        elif (refused := await appealing.ask(person, ref, f"{key}:question")) is not None:
            await appealing.tell(person.id, refused, key)
