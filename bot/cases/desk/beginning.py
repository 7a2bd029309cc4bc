"""How everything that a moderator does to a case begins: it is logged, and somebody may not do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.cases.desk.attempt import Answer, Presser, entry_of, explained
from bot.cases.desk.office import Office
from bot.cases.desk.refusal import Refusal
from bot.core.case import UNDECIDED, Case, State
from bot.core.errors import AlreadyInTargetState, CaseError, ClaimedByAnother, Conflict, StaleVersion
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Post
from bot.core.transitions import Actor
from bot.texts import presses as texts
from bot.texts.catalogue import Texts, translator

REFUSED: Mapping[Refusal, Callable[[Texts], str]] = {
    Refusal.NOT_AN_ADMIN: texts.not_an_admin,
    Refusal.ADMINS_UNKNOWN: texts.admins_unknown,
    Refusal.OWN_POST: texts.own_post,
    Refusal.REPORTED_IT: texts.reported_it,
    Refusal.AIMED_AT: texts.aimed_at,
    Refusal.OWNER_DECIDES: texts.owner_decides,
    Refusal.NO_SANCTION: texts.no_sanction,
}


@dataclass(frozen=True, slots=True)
class Begun:
    """Something that a person does about a case, with its row in the log.

    `at`, in seconds since 1970 UTC, stays the same when it is handled again, which `again` says; `settled` if the log
    knows already what came of it.
    """

    person: Presser
    case: Case
    post: Post
    entry: LogEntry
    at: int
    again: bool = False
    settled: bool = False

    @property
    def key(self) -> str:
        """Names it for ever."""
        return self.entry.key

    @property
    def texts(self) -> Texts:
        """The texts in the person's language."""
        return translator(self.person.language)


class Beginnings:
    """Begins what people do, and ends what they may not do or are too late for."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def begin(self, person: Presser, ref: str, key: str, action: str, words: str = "") -> Begun | Answer:
        """Log it. Everything that somebody does to a case that exists is logged, what is refused too.

        `words` are the person's own reason.
        """
        self._office.names.learn(person)
        if (case := await self._office.cases.case(ref)) is None:
            return Answer(texts.unknown_case(translator(person.language)), alert=True, moved=False)
        post = await self._office.post(case)
        entry = replace(entry_of(case, person, key, action, self._office.clock.now()), detail=words)
        earlier = (await self._office.log.intend([entry])).get(key)
        if earlier is None:
            return Begun(person, case, post, entry, int(entry.at))
        settled = earlier.outcome is not Status.PENDING
        return Begun(person, case, post, entry, int(earlier.at), again=True, settled=settled)

    async def judge(self, begun: Begun) -> Actor | Answer:
        """Who the person is to the case; the answer for those who may do nothing about it."""
        if begun.settled:
            return Answer(texts.handled_before(begun.texts), moved=False)
        judge = await self._office.judge(begun.person, begun.case, begun.post)
        return await self.refused(begun, judge) if isinstance(judge, Refusal) else judge

    async def refused(self, begun: Begun, why: Refusal) -> Answer:
        """Log why somebody may not, and tell them."""
        await self.settle(begun, Outcome(Status.SKIPPED, why.value))
        return Answer(REFUSED[why](begun.texts), alert=True, moved=False)

    async def settle(self, begun: Begun, outcome: Outcome = DONE) -> None:
        """Log what came of it."""
        told = replace(outcome, detail=explained(begun.entry.detail, outcome.detail))
        await self._office.log.settle([Settlement(begun.key, told, begun.case.ref)])

    async def too_late(self, begun: Begun, error: CaseError) -> Answer:
        """The case allows it no more, or not yet: somebody else was faster, or is on it."""
        case = await self._office.cases.case(begun.case.ref) or begun.case
        why, told = await self._why(begun, case, error)
        await self.settle(begun, Outcome(Status.SKIPPED, why))
        return Answer(told, alert=True, moved=False)

    async def _why(self, begun: Begun, case: Case, error: CaseError) -> tuple[str, str]:
        """Why it came to nothing, for the log and for the person."""
        t = begun.texts
        if isinstance(error, StaleVersion):
            return "the case kept changing", texts.busy(t)
        if isinstance(error, Conflict):
            return f"refused: {error}", texts.not_alone(t)
        if case.claimed_by not in (None, begun.person.id) and isinstance(
            error, ClaimedByAnother | AlreadyInTargetState
        ):
            assert case.claimed_by is not None
            name, until = await self._name(case.claimed_by, case), case.claimed_until or 0
            return f"{case.claimed_by} is on it", texts.somebody_on_it(t, name, until)
        if case.decided_by is not None and case.state not in UNDECIDED:
            name = await self._name(case.decided_by, case)
            return f"already decided by {case.decided_by}", texts.already_decided(t, name)
        return str(error), await self._stands(begun, case)

    async def _stands(self, begun: Begun, case: Case) -> str:
        """How the case stands, where nobody has decided it."""
        t = begun.texts
        if case.state is State.CLAIMED and case.claimed_by == begun.person.id:
            return texts.on_it_already(t)
        if case.state is State.AWAITING_SECOND:
            return texts.waits_for_second(t, await self._name(case.decided_by or 0, case))
        if case.state is State.VOID:
            return texts.nothing_left(t)
        return texts.decided_by_rule(t) if case.automated else texts.not_now(t)

    async def _name(self, person_id: int, case: Case) -> str:
        return await self._office.names.of(person_id, case.card.chat_id if case.card else case.chat_id)

    async def step(
        self,
        begun: Begun,
        step: Callable[[Case, Actor], Case],
        reached: Callable[[Case], bool] = lambda _: False,
    ) -> Case | Answer:
        """The case after one step; `reached` tells whether it is there already, if this is handled again."""
        if begun.again and reached(begun.case):
            return begun.case
        judge = await self.judge(begun)
        if isinstance(judge, Answer):
            return judge
        try:
            return await self._office.advance(begun.case, lambda fresh: step(fresh, judge))
        except CaseError as error:
            return await self.too_late(begun, error)
