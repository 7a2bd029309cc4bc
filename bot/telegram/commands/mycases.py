"""`/mycases`: what was decided about one's own messages, in all chats."""

from bot.cases.measures.parts import shown_state
from bot.core.case import Case
from bot.core.outcome import Outcome
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import mycases as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html

MOST = 10


class MyCases(PersonalCommand):
    """Lists the latest cases about the caller's own messages, each with the way to its statement."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        cases = await self.tools.statements.about(call.caller.id) if call.caller.reachable else ()
        entries = [await self._entry(case, call.texts) for case in cases[:MOST]]
        return await self.tell(call, texts.listing(call.texts, entries, len(cases) - len(entries)))

    async def _entry(self, case: Case, t: Texts) -> Html:
        chat, done = await self.tools.statements.summary(case, t)
        return texts.entry(t, case.ref, chat, done, shown_state(case), self.tools.deep_link(f"case_{case.ref}"))
