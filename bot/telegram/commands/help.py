"""`/help`: what the bot can be told, by this person, here."""

from bot.core.outcome import Outcome
from bot.telegram.command import Audience, CommandCall, Place, all_commands, offered
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import help as texts
from bot.texts.catalogue import Texts


class Help(PersonalCommand):
    """Lists the commands that the person can use where they ask; the answer is private."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.help_summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        place = Place.PRIVATE if call.private else Place.GROUP
        audiences = frozenset(Audience) if await self._is_staff(call) else frozenset({Audience.EVERYBODY})
        commands = offered(all_commands().values(), place, audiences)
        lines = ((command.name, command.summary(call.texts)) for command in commands)
        return await self.tell(call, texts.command_list(call.texts, lines))

    async def _is_staff(self, call: CommandCall) -> bool:
        """Whether the person moderates here; in private, anywhere as far as is known."""
        caller = call.caller.id
        if caller in self.tools.operators:
            return True
        if call.private:
            return self.tools.administrators.anywhere(caller)
        return caller in (await self.tools.administrators.of(call.chat_id) or ())
