"""`/start`: what the bot is, or what a deep link leads to."""

from dataclasses import replace

from bot.core.outcome import Outcome
from bot.telegram.command import CommandCall, all_commands
from bot.telegram.commands._personal import PersonalCommand
from bot.telegram.payload import all_payloads
from bot.texts import help as texts
from bot.texts.catalogue import Texts


class Start(PersonalCommand):
    """Says what the bot does. A deep link leads to one of `bot/telegram/payloads/`, or gives a personal command."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.start_summary(t)

    async def run(self, call: CommandCall) -> None:
        name, _, rest = call.words.partition("_")
        if call.private and (payload := all_payloads().get(name)) is not None:
            await payload(self.tools).run(call, rest)
            return
        command = all_commands().get(name)
        if call.private and command is not None and issubclass(command, PersonalCommand):
            await command(self.tools).answer(replace(call, words=rest))
            return
        await super().run(call)

    async def answer(self, call: CommandCall) -> Outcome | None:
        return await self.tell(call, texts.greeting(call.texts))
