"""`/start`: what the bot is."""

from bot.telegram.command import Command, CommandCall
from bot.texts import help as texts
from bot.texts.catalogue import Texts


class Start(Command):
    """Says what the bot does. The payload of a deep link is not read yet."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.start_summary(t)

    async def run(self, call: CommandCall) -> None:
        await self.tell(call, texts.greeting(call.texts))
