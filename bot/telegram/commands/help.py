"""`/help`: what the bot can be told."""

from bot.telegram.command import Command, CommandCall, all_commands
from bot.texts import help as texts
from bot.texts.catalogue import Texts


class Help(Command):
    """Lists the commands."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.help_summary(t)

    async def run(self, call: CommandCall) -> None:
        commands = ((name, command.summary(call.texts)) for name, command in all_commands().items())
        await self.tell(call, texts.command_list(call.texts, commands))
