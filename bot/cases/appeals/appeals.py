"""Taking appeals: somebody objects to a decision, and a reviewer is called."""

from dataclasses import dataclass

from bot.cases.appeals.card import main_buttons, send_call
from bot.cases.appeals.hearing import Objection, heard
from bot.cases.appeals.reposting import repostable
from bot.cases.desk.attempt import Presser
from bot.cases.desk.office import Office
from bot.cases.measures.parts import offered
from bot.core.appeal import Appeal
from bot.core.case import Case, State
from bot.core.errors import CaseError, StaleVersion
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome, Status
from bot.core.ports import AppealStore
from bot.core.transitions import Actor, Party, advanced
from bot.texts.catalogue import translator

ACTION = "appeal"
TERM = 7 * 86_400
"""Seconds within which an appeal is normally answered."""


@dataclass(frozen=True, slots=True)
class Lodged:
    """An appeal that was taken; `due` is when it should be answered, in seconds since 1970 UTC."""

    case: Case
    party: Party
    due: int


class Appeals:
    """Takes appeals. Handling the same message again takes none twice."""

    def __init__(self, office: Office, appeals: AppealStore) -> None:
        self._office, self._appeals = office, appeals

    async def hear(self, person_id: int, ref: str) -> tuple[Case, Party] | Objection:
        """The case that somebody may appeal against, and as whom; or why not."""
        if (case := await self._office.cases.case(ref)) is None:
            return Objection.UNKNOWN
        reported = any(report.reporter_id == person_id for report in await self._office.reports.reports_about(ref))
        party = heard(case, person_id, self._office.now(), reported=reported)
        return party if isinstance(party, Objection) else (case, party)

    async def title(self, case: Case) -> str | None:
        """What the chat is called, as far as the case tells."""
        return (await self._office.post(case)).chat.title

    async def appeal(self, person: Presser, ref: str, words: str, key: str) -> Lodged | Objection:
        """Take an appeal; `key` names the appellant's message for ever. Raises `StorageError`."""
        found = await self.hear(person.id, ref)
        if isinstance(found, Objection):
            return await self._resumed(person, ref, key) or found
        case, party = found
        entry = self._entry(case, person, key)
        await self._office.log.intend([entry])
        at = self._office.now()
        appeal = Appeal(ref, case.decided_at or 0, person.id, party, at, words)
        await self._appeals.add_appeal(appeal)
        try:
            case = await self._office.advance(case, lambda fresh: _appealed(fresh, appeal))
        except CaseError as error:
            await self._settle(entry, case, Outcome(Status.SKIPPED, str(error)))
            return Objection.BUSY if isinstance(error, StaleVersion) else Objection.WAITS
        return await self._call(case, appeal, entry)

    async def _resumed(self, person: Presser, ref: str, key: str) -> Lodged | None:
        """The appeal that this very message made before, when it was cut short; None if it made none."""
        case = await self._office.cases.case(ref)
        if case is None or case.appellant != person.id:
            return None
        mine = [entry for entry in await self._office.cases.case_entries(ref) if entry.key == key]
        appeal = await standing(self._appeals, case)
        if not mine or appeal is None:
            return None
        if mine[0].outcome is not Status.PENDING or case.state is not State.APPEALED:
            return Lodged(case, appeal.party, case.due_at or appeal.at + TERM)
        return await self._call(case, appeal, mine[0])

    async def _call(self, case: Case, appeal: Appeal, entry: LogEntry) -> Lodged:
        """Make the case's card say so, and call a reviewer beside it."""
        office, t = self._office, translator(None)
        outcome = await office.board.ensure(case.ref)
        case = await office.cases.case(case.ref) or case
        if case.card is not None:
            post = await office.post(case)
            parts = offered(case, office.now(), text=repostable(post))
            keyboard = main_buttons(case, appeal.party, parts, t)
            sent = await office.chat.call(send_call(case, appeal, case.card, keyboard, t))
            outcome = Outcome(sent.status, sent.detail)
        await self._settle(entry, case, outcome)
        return Lodged(case, appeal.party, case.due_at or appeal.at + TERM)

    async def _settle(self, entry: LogEntry, case: Case, outcome: Outcome) -> None:
        await self._office.log.settle([Settlement(entry.key, outcome, case.ref)])

    def _entry(self, case: Case, person: Presser, key: str) -> LogEntry:
        return LogEntry(
            key=key,
            at=self._office.clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id,
            action=ACTION,
            rule=case.rule,
            rule_version=case.rule_version,
            actor=str(person.id),
            case=case.ref,
        )


async def standing(appeals: AppealStore, case: Case) -> Appeal | None:
    """The appeal against the case's present decision."""
    found = await appeals.appeals_about(case.ref)
    return next((appeal for appeal in found if appeal.decided_at == case.decided_at), None)


def _appealed(fresh: Case, appeal: Appeal) -> Case:
    if fresh.state is State.APPEALED and (fresh.appellant, fresh.decided_at) == (appeal.by, appeal.decided_at):
        return fresh
    return advanced(fresh, State.APPEALED, Actor(appeal.party, appeal.by), appeal.at, due_at=appeal.at + TERM)
