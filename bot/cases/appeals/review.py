"""Reviewing: a person who did not decide looks at a decision again, and what was wrong is undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cases.appeals.appeals import standing
from bot.cases.appeals.card import again_buttons, keyboard_call, main_buttons, part_buttons, result_call
from bot.cases.appeals.reposting import repostable
from bot.cases.desk.attempt import WELL, Answer, Presser, united
from bot.cases.desk.beginning import REFUSED, Beginnings, Begun
from bot.cases.desk.interests import interests_in
from bot.cases.desk.office import Office
from bot.cases.desk.refusal import Refusal
from bot.cases.measures.parts import Part, offered, taken_back
from bot.core.action import Call
from bot.core.appeal import Appeal
from bot.core.case import CardRef, Case, State
from bot.core.errors import CaseError, Conflict, InvalidStateTransition, StaleVersion
from bot.core.log import BOT as BOT_NAME
from bot.core.log import Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import AppealStore, Contacts
from bot.core.post import Post
from bot.core.transitions import BOT, Actor, Party, advanced
from bot.texts import appeals as texts
from bot.texts import presses
from bot.texts.catalogue import translator

ACTIONS = {
    State.UPHELD: "uphold",
    State.REVERSED: "reverse",
    State.PARTIALLY_REVERSED: "partially_reverse",
    State.OMITTED: "omit",
}
"""What can be decided about an appeal, with the word of the log."""

ANEW = 86_400
"""Seconds within which a case that is opened anew is normally decided."""

TELL = "answer_appeal"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer decides; `chosen` is what is taken back where that is not everything."""

    target: State
    chosen: frozenset[Part] = frozenset()


class Reviews:
    """Takes reviewers' presses. Handling the same press again decides nothing twice."""

    def __init__(self, office: Office, appeals: AppealStore, contacts: Contacts) -> None:
        self._office, self._appeals, self._contacts = office, appeals, contacts
        self._beginnings = Beginnings(office)

    async def review(self, person: Presser, ref: str, verdict: Verdict, key: str, shown: CardRef | None) -> Answer:
        """Decide an appeal and undo what has to be. `shown` is the message that was pressed. Raises `StorageError`."""
        if verdict.target is State.PARTIALLY_REVERSED and not verdict.chosen:
            return Answer(texts.choose_first(translator(person.language)), alert=True, moved=False)
        begun = await self._beginnings.begin(person, ref, key, ACTIONS[verdict.target])
        if isinstance(begun, Answer):
            return begun
        appeal = await standing(self._appeals, begun.case) or await self._mine(begun)
        if appeal is None:
            return await self._ended(begun, "there is no appeal", texts.no_appeal(begun.texts))
        case = begun.case if begun.again and _made(begun, appeal) else await self._decided(begun, appeal, verdict)
        if isinstance(case, Answer):
            return case
        async with self._office.alone(ref):
            return await self._finish(replace(begun, case=case), appeal, verdict.target, shown)

    async def again(self, person: Presser, ref: str, key: str, shown: CardRef | None) -> Answer:
        """Try once more to undo what Telegram refused to."""
        begun = await self._beginnings.begin(person, ref, key, "undo")
        if isinstance(begun, Answer):
            return begun
        judge = await self._beginnings.judge(begun)
        if isinstance(judge, Answer):
            return judge
        appeal = await standing(self._appeals, begun.case)
        if begun.case.state not in (State.REVERSED, State.PARTIALLY_REVERSED) or appeal is None:
            return await self._ended(begun, "nothing is left to be undone", texts.no_appeal(begun.texts))
        async with self._office.alone(ref):
            case, outcomes = await self._undo(begun)
            return await self._conclude(replace(begun, case=case), appeal, outcomes, shown)

    async def menu(self, person: Presser, ref: str, chosen: frozenset[Part] | None, shown: CardRef | None) -> Answer:
        """Show what can be taken back by itself; with None for `chosen` what can be decided. Nothing is decided."""
        t, office = translator(person.language), self._office
        case = await office.cases.case(ref)
        if case is None or case.state is not State.APPEALED or shown is None:
            return Answer(texts.no_appeal(t), alert=True, moved=False)
        post = await office.post(case)
        judge = await office.judge(person, case, post)
        if isinstance(judge, Refusal):
            return Answer(REFUSED[judge](t), alert=True, moved=False)
        parts, plain = offered(case, office.now(), text=repostable(post)), translator(None)
        if chosen is None:
            keyboard = main_buttons(case, Party.AUTHOR, parts, plain)
        else:
            keyboard = part_buttons(case, parts, chosen & frozenset(parts), plain)
        await office.chat.call(keyboard_call(case, shown, keyboard))
        return Answer("")

    async def _decided(self, begun: Begun, appeal: Appeal, verdict: Verdict) -> Case | Answer:
        """The case once it is reviewed by this press; the answer if it cannot be."""
        actor = await self._reviewer(begun, appeal)
        if isinstance(actor, Answer):
            return actor
        try:
            return await self._office.advance(begun.case, lambda fresh: _step(fresh, begun, verdict, actor))
        except CaseError as error:
            return await self._too_late(begun, error)

    async def _reviewer(self, begun: Begun, appeal: Appeal) -> Actor | Answer:
        """Who the person is to the appeal. Who decided may review only where nobody else could."""
        judge = await self._beginnings.judge(begun)
        if isinstance(judge, Answer):
            return judge
        if begun.person.id == appeal.by:
            return await self._ended(begun, "refused: the appellant", texts.own_appeal(begun.texts))
        others = await self._impartial(begun.case, begun.post) - {appeal.by, begun.person.id}
        return replace(judge, sole=not others - _deciders(begun.case))

    async def _impartial(self, case: Case, post: Post) -> frozenset[int]:
        """Who could decide about the post and has no interest in it."""
        office = self._office
        people = await office.administrators.people(case.chat_id) or ()
        interests = await interests_in(case, post, people, cases=office.cases, reports=office.reports)
        involved = interests.authors | interests.reporters | interests.targets
        return (await office.staff(case.chat_id)).judges(case, post) - involved

    async def _finish(self, begun: Begun, appeal: Appeal, target: State, shown: CardRef | None) -> Answer:
        if appeal.outcome is None:
            same = begun.person.id in _deciders(begun.case)
            await self._appeals.close_appeal(appeal, target, begun.person.id, begun.at, same_person=same)
            appeal = replace(appeal, outcome=target, reviewer=begun.person.id, reviewed_at=begun.at, same_person=same)
        outcomes: Mapping[str, Outcome] = {}
        if appeal.party is Party.AUTHOR and target in (State.REVERSED, State.PARTIALLY_REVERSED):
            case, outcomes = await self._undo(begun)
            begun = replace(begun, case=case)
        elif target is State.REVERSED:
            begun = replace(begun, case=await self._open_anew(begun))
        return await self._conclude(begun, appeal, outcomes, shown)

    async def _open_anew(self, begun: Begun) -> Case:
        """A reporter was right to ask: the case is for moderators to decide once more."""
        due = begun.at + ANEW
        return await self._office.conclude(
            begun.case, lambda fresh: advanced(fresh, State.OPEN, BOT, begun.at, due_at=due)
        )

    async def _conclude(
        self, begun: Begun, appeal: Appeal, outcomes: Mapping[str, Outcome], shown: CardRef | None
    ) -> Answer:
        """Show what came of it, tell people, and say so in the log: what is not said there yet is done again."""
        case, t = begun.case, translator(None)
        total = united(outcomes) if outcomes else DONE
        if case.state is State.OPEN:
            await self._office.board.refresh(case.ref)
        else:
            await self._office.follow(case, begun.post)
        if appeal.party is Party.REPORTER:
            await self._tell(begun, appeal)
        if shown is not None:
            name = await self._office.names.of(appeal.reviewer or begun.person.id, shown.chat_id)
            keyboard = again_buttons(case, t) if total.status not in WELL else []
            reviewer = (appeal.reviewer or begun.person.id, name)
            await self._office.chat.call(result_call(case, appeal, shown, reviewer, outcomes, keyboard, t))
        # What nothing could be done about any more is reversed all the same.
        status = Status.DONE if total.status is Status.SKIPPED else total.status
        await self._beginnings.settle(begun, Outcome(status, total.detail))
        if total.status not in WELL:
            return Answer(texts.not_undone(begun.texts, total.detail), alert=True)
        told = State.PARTIALLY_REVERSED if appeal.outcome is State.PARTIALLY_REVERSED else case.state
        return Answer(texts.answered(begun.texts, told.value))

    async def _undo(self, begun: Begun) -> tuple[Case, Mapping[str, Outcome]]:
        """Undo a case that is reversed, as a whole or in part; it is `undone` unless something failed."""
        case, key = begun.case, f"case:{begun.case.ref}:undo:{begun.case.decided_at}"
        outcomes = await self._office.undoing.undo(case, begun.post, begun.at, key)
        if united(outcomes).status in WELL:
            case = await self._office.conclude(case, lambda fresh: advanced(fresh, State.UNDONE, BOT, begun.at))
        return case, outcomes

    async def _tell(self, begun: Begun, appeal: Appeal) -> None:
        """Tell a reporter who had asked again, at most once. Authors hear of it as of every decision."""
        key = f"case:{begun.case.ref}:appeal:{appeal.decided_at}:answer"
        entry = replace(begun.entry, key=key, action=TELL, actor=BOT_NAME)
        if await self._office.log.intend([entry]):
            return
        t = translator(await self._contacts.language_of(appeal.by))
        text = texts.answer_to_reporter(t, begun.case.ref, (appeal.outcome or State.UPHELD).value)
        params = {"chat_id": appeal.by, "text": text, "parse_mode": "HTML"}
        sent = await self._office.chat.call(Call("sendMessage", params, key))
        await self._office.log.settle([Settlement(key, Outcome(sent.status, sent.detail), begun.case.ref)])

    async def _mine(self, begun: Begun) -> Appeal | None:
        """The appeal that this very press granted before, so that its case was opened anew."""
        found = await self._appeals.appeals_about(begun.case.ref)
        return next((appeal for appeal in reversed(found) if _closed_by(begun, appeal)), None)

    async def _too_late(self, begun: Begun, error: CaseError) -> Answer:
        t = begun.texts
        if isinstance(error, StaleVersion):
            return await self._ended(begun, "the case kept changing", presses.busy(t))
        if isinstance(error, Conflict):
            return await self._ended(begun, f"refused: {error}", texts.decided_it(t))
        case = await self._office.cases.case(begun.case.ref) or begun.case
        if case.reviewed_by is None:
            return await self._ended(begun, str(error), texts.no_appeal(t))
        name = await self._office.names.of(case.reviewed_by, case.card.chat_id if case.card else case.chat_id)
        return await self._ended(begun, f"already reviewed by {case.reviewed_by}", texts.already_reviewed(t, name))

    async def _ended(self, begun: Begun, why: str, told: str) -> Answer:
        await self._beginnings.settle(begun, Outcome(Status.SKIPPED, why))
        return Answer(told, alert=True, moved=False)


def _step(fresh: Case, begun: Begun, verdict: Verdict, actor: Actor) -> Case:
    if fresh.state is not State.APPEALED:
        raise InvalidStateTransition(f"there is no appeal to be decided: the case is {fresh.state}")
    partly = verdict.target is State.PARTIALLY_REVERSED
    changes = {"applied": taken_back(fresh, verdict.chosen, begun.at)} if partly else {}
    return advanced(fresh, verdict.target, actor, begun.at, **changes)


def _made(begun: Begun, appeal: Appeal) -> bool:
    """Whether the case stands reviewed by this press, which is handled again."""
    case = begun.case
    return (case.reviewed_by, case.reviewed_at) == (begun.person.id, begun.at) or _closed_by(begun, appeal)


def _closed_by(begun: Begun, appeal: Appeal) -> bool:
    return (appeal.reviewer, appeal.reviewed_at) == (begun.person.id, begun.at)


def _deciders(case: Case) -> frozenset[int]:
    return frozenset(person for person in (case.decided_by, case.second_by) if person is not None)
