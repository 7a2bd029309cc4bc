"""`/deletemydata`: a person has deleted what is kept about them."""

from bot.core.outcome import Outcome
from bot.telegram.buttons.erasure import erasure_button
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import privacy as texts
from bot.texts.catalogue import Texts


class DeleteMyData(PersonalCommand):
    """Asks first: it cannot be undone."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.deletemydata_summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        button = erasure_button(call.texts, call.caller.id)
        return await self.tell(call, texts.confirm_deleting(call.texts), buttons=[[button]])
