"""`/privacy`: what is kept, for how long, and what for."""

from bot.core.outcome import Outcome
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import privacy as texts
from bot.texts.catalogue import Texts


class Privacy(PersonalCommand):
    """Says what the bot keeps about people."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.privacy_summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        return await self.tell(call, texts.policy(call.texts))
