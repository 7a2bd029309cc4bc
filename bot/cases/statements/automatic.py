"""What rules did by themselves, as cases: decided, carried out, and open to objection from the beginning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.cases.cards.escalation import withheld
from bot.cases.opening import Openings
from bot.cases.statements.statement import GRAVITY, comes_to
from bot.cases.statements.statements import Statements
from bot.core.case import AWAITING, Case, CaseOrigin, State
from bot.core.errors import StaleVersion
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Applied
from bot.core.ports import CaseStore, Clock, Recorded
from bot.core.post import Post, PostKind
from bot.core.restraint import REMOVALS, acts_against
from bot.core.ruleset import Notice
from bot.core.verdict import Step, Verdict

TRIES = 8
"""How often it is tried to write down what was done while moderators change the case."""


class Automatic:
    """See `bot.core.ports.Records`. Handling the same update again opens nothing twice and tells nobody twice."""

    def __init__(self, openings: Openings, cases: CaseStore, statements: Statements, clock: Clock) -> None:
        self._openings, self._cases, self._statements, self._clock = openings, cases, statements, clock

    async def record(
        self,
        verdict: Verdict,
        applied: Mapping[str, Applied],
        case: str | None,
        settlements: Sequence[Settlement] = (),
    ) -> Recorded | None:
        """The case; in one that waits for moderators, what was done is interim: it stays if they decide for it.

        If it is plain now that the author will not be told, the log says so from the beginning.
        """
        post = withheld(verdict).post
        if case is None and (verdict.notice is Notice.NONE or not _is_against_somebody(post, applied)):
            return None
        if (known := await (self._known(post) if case is None else self._cases.case(case))) is not None:
            return Recorded(await self._carried(known, post, applied.values()))
        return None if case is not None else await self._open(verdict, post, applied, settlements)

    async def _open(
        self, verdict: Verdict, post: Post, applied: Mapping[str, Applied], settlements: Sequence[Settlement]
    ) -> Recorded:
        new = self._new(verdict, applied)
        skipped = await self._statements.futile(new, post, verdict.notice)

        def untold(case: Case) -> list[LogEntry]:
            return [self._statements.untold(case, skipped)] if skipped else []

        opened, is_new = await self._openings.record(new, post, None, settlements, untold)
        told = is_new and skipped is not None
        return Recorded(await self._carried(opened, post, applied.values()), settled=True, told=told)

    async def tell(self, verdict: Verdict, recorded: Recorded) -> None:
        """Say what was done; where moderators look at it still, that they do."""
        post, case = withheld(verdict).post, recorded.case
        if recorded.told or _is_another(case, post):
            return
        if case.state is State.ENFORCED and case.automated:
            await self._statements.decided(case, post, verdict.notice)
        elif case.state in AWAITING:
            await self._statements.acted(case, post, verdict.notice)

    def _new(self, verdict: Verdict, applied: Mapping[str, Applied]) -> Case:
        step = _gravest(verdict.steps, applied)
        post, now = verdict.post, int(self._clock.now())
        return Case(
            ref="",
            chat_id=post.chat.id,
            message_id=post.message_id,
            revision=post.revision,
            origin=CaseOrigin.RULE,
            opened_at=now,
            state=State.ENFORCED,
            author_id=post.author.id,
            rule=step.rule.name,
            rule_version=step.rule.version,
            category=step.rule.category,
            severity=step.rule.severity,
            decision=comes_to(step.action.name),
            seconds=step.action.seconds,
            decided_at=now,
            automated=True,
            applied=tuple(applied.values()),
        )

    async def _known(self, post: Post) -> Case | None:
        """The case of a post that is no message, and so has no name by which the store would find it again."""
        if post.message_id is not None or post.author.id is None:
            return None
        for case in await self._cases.cases_of(post.author.id, post.chat.id):
            if case.message_id is None and (kept := await self._cases.case_post(case.ref)) and kept.key == post.key:
                return case
        return None

    async def _carried(self, case: Case, post: Post, applied: Iterable[Applied]) -> Case:
        """The case, which says what was done if it waits for moderators about this very post."""
        for _ in range(TRIES):
            if case.state not in AWAITING or _is_another(case, post):
                break
            merged = _merged(case.applied, [replace(item, interim=True) for item in applied])
            if merged == case.applied:
                break
            try:
                return await self._cases.save_case(case, replace(case, applied=merged))
            except StaleVersion:
                case = await self._cases.case(case.ref) or case
        return case


def _is_another(case: Case, post: Post) -> bool:
    """Whether the case is about a post before this one, of the same spree; the parts of an album are one post."""
    return case.posts > 1 and case.message_id != post.message_id


def _is_against_somebody(post: Post, applied: Mapping[str, Applied]) -> bool:
    """Whether somebody lost something by it: what Telegram says by itself, that somebody came, is nobody's message."""
    return post.kind is not PostKind.SERVICE or not applied.keys() <= REMOVALS


def _gravest(steps: Iterable[Step], applied: Mapping[str, Applied]) -> Step:
    done = [step for step in steps if step.action.name in applied and acts_against(step.action)]
    return max(done, key=lambda step: GRAVITY.index(comes_to(step.action.name)))


def _merged(before: Iterable[Applied], now: Iterable[Applied]) -> tuple[Applied, ...]:
    """One of each action: it ends when the later one does, and what was allowed before the first is what was before."""
    merged = {item.action: item for item in before}
    for item in now:
        first = merged.get(item.action, item)
        merged[item.action] = replace(item, former=first.former, former_until=first.former_until)
    return tuple(merged.values())
