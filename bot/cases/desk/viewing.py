"""Looking at one case again: its card, and who did what about it when."""

from collections.abc import Iterable

from bot.cases.desk.attempt import Presser
from bot.cases.desk.office import Office
from bot.core.case import Case
from bot.core.log import BOT, LogEntry
from bot.core.outcome import Outcome
from bot.texts import history as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html

MOST = 20
"""Lines of a case's history; what came before the last of them is only counted."""

_BY_MEMBERS = ("report", "appeal", "unfounded", "discard")
"""What the actions begin with whose actors are members, or tell of them: nobody is told who reported."""


class Views:
    """Shows cases to the moderators of their chats."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def find(self, person: Presser, ref: str) -> Case | None:
        """The case of that name, if the person may see it."""
        self._office.names.learn(person)
        case = await self._office.cases.case(ref)
        if case is None or not (await self._office.staff(case.chat_id)).moderates(person.id):
            return None
        return case

    async def show(self, case: Case, chat_id: int, key: str, t: Texts) -> Outcome:
        """Send its card to a chat with its history and all buttons that make sense, at most once for each `key`."""
        entries = await self._office.cases.case_entries(case.ref)
        return await self._office.board.show_at(case, chat_id, key, await self._history(case, entries, t))

    async def _history(self, case: Case, entries: Iterable[LogEntry], t: Texts) -> Html:
        rows = sorted(entries, key=lambda entry: entry.at)
        lines = [texts.opened(t, case.opened_at)]
        if (left_out := len(rows) - MOST) > 0:
            lines.append(texts.left_out(t, left_out))
        for entry in rows[-MOST:]:
            outcome = Outcome(entry.outcome, entry.detail)
            lines.append(texts.line(t, int(entry.at), await self._actor(case, entry, t), entry.action, outcome))
        return texts.listing(t, lines)

    async def _actor(self, case: Case, entry: LogEntry, t: Texts) -> str:
        if entry.actor == BOT:
            return texts.bot(t)
        if entry.action.startswith(_BY_MEMBERS) or not entry.actor.lstrip("-").isdecimal():
            return texts.member(t)
        if int(entry.actor) == case.author_id:
            return texts.author(t)
        return await self._office.names.of(int(entry.actor), case.card.chat_id if case.card else case.chat_id)
