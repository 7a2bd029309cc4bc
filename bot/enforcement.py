"""Carrying out a verdict: record what is to be done, do it, record what became of it.

Everything it touches is a port, so a dry run, a test and the real thing are the same code.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.actions.escalate import Escalate
from bot.albums import OTHER_PART, Share
from bot.climbing import rung_step, with_step
from bot.core.action import Call, Effect, Escalation, Strike, harmless
from bot.core.errors import StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Applied
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ActionLog, Clock, Recollection, Recorded
from bot.core.post import Post
from bot.core.redaction import keepable
from bot.core.restraint import acts_against
from bot.core.ruleset import Notice
from bot.core.strikes import entry as strike_for
from bot.core.strikes import said_at
from bot.core.verdict import Step
from bot.deleting import delete_together
from bot.effects import UNDONE, Effects
from bot.hands import Hands


class Enforcement:
    """One verdict being carried out: `begin`, and then `finish`, which may take as long as Telegram's limits ask.

    Of a part of an album it is the part's share: the other parts that go with it are deleted in the same call, each
    with a row of its own in the log.
    """

    def __init__(self, share: Share, hands: Hands, log: ActionLog, recollection: Recollection, clock: Clock) -> None:
        self._share, self._verdict, self._others = share, share.verdict, share.others
        self._hands, self._log, self._clock = hands, log, clock
        self._having = Effects(hands.chat, recollection)
        # A clock that is behind would have a ban end in the past, which Telegram takes for one without end.
        self._now = max(int(clock.now()), said_at(share.verdict.post))
        self._of_others: dict[str, Outcome] = {}
        self._known: Mapping[str, LogEntry] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._unsettled: list[Step] = []
        self._settled: list[Step] = []
        self._case: str | None = None
        self._recorded: Recorded | None = None
        self._earlier: list[LogEntry] = []
        self._deleting: asyncio.Task[None] | None = None

    async def begin(self) -> bool:
        """Record what is to be done and do what repeats without harm; whether anything is left for `finish`.

        What repeats without harm goes out while the log is still being written; everything else waits for it. Nothing
        waits until a message is gone: with many to delete in a chat, that would add up.
        """
        self._known = await self._act_and_intend()
        if not self._may_be_told:  # else the rows are settled together with the case that there will be
            await self._settle()
        undone = self._deleting is not None or len(self._outcomes) < len(self._verdict.steps)
        return undone or self._refusal() is not None or self._may_be_told

    async def finish(self) -> Mapping[str, Outcome]:
        """Do the rest; what became of each action."""
        if self._deleting is not None:
            await self._deleting
        for step in self._verdict.steps:
            if step.action.name not in self._outcomes:
                await self._resume(step, self._known.get(step.action.key(self._verdict.post)))
        await self._climb()
        if escalation := self._refusal():
            await self._settle_all()
            await self._log.intend([self._entry(escalation, self._verdict.post)])
            await self._perform(escalation)
        if not await self._record():
            await self._settle_all()
        return self._outcomes

    async def _climb(self) -> None:
        """Do what the chat's ladder asks for beside a strike."""
        if (step := await rung_step(self._verdict, self._outcomes, self._hands.ladders)) is None:
            return
        self._verdict = with_step(self._verdict, step)
        known = await self._log.intend([entry := self._entry(step, self._verdict.post)])
        self._known = {**self._known, **known}
        if why := step.action.obstacle(self._verdict.post):
            self._note(step, Outcome(Status.FAILED, why))
        else:
            await self._resume(step, known.get(entry.key))

    async def tell(self) -> None:
        """Have the author told of what was done. Telegram may make that wait, so everything else comes first."""
        if self._recorded is not None and self._may_be_told:
            await self._hands.records.tell(self._verdict, self._recorded)

    @property
    def _may_be_told(self) -> bool:
        """Whether there may be something to tell the author. The parts of an album are one post: one of them tells."""
        acts = any(acts_against(step.action) for step in self._verdict.steps)
        return acts and not self._share.doomed and self._verdict.notice is not Notice.NONE

    async def _record(self) -> bool:
        """Make what was done a case, or a part of the case that there is; whether everything is settled with it."""
        applied = {} if self._share.doomed else self._applied()
        if not applied:
            return False
        settlements = self._settlements([*self._settled, *self._unsettled]) + self._caseless()
        self._recorded = await self._hands.records.record(self._verdict, applied, self._case, settlements)
        if self._recorded is None:
            return False
        self._case = self._case or self._recorded.case.ref
        return self._recorded.settled

    def _applied(self) -> dict[str, Applied]:
        """What took effect against the author, by action."""
        applied = {}
        for step in self._verdict.steps:
            action, outcome = step.action, self._outcomes.get(step.action.name)
            if outcome is None or not acts_against(action) or not self._took_effect(step, outcome):
                continue
            # What Telegram answers once an action was had before tells of the action itself.
            again = action.key(self._verdict.post) in self._known
            applied[action.name] = action.applied(self._now, None if again else outcome.result)
        return applied

    def _took_effect(self, step: Step, outcome: Outcome) -> bool:
        """A strike comes before what is said about it, and counts whatever becomes of that."""
        struck = any(isinstance(effect, Strike) for effect in self._effects(step))
        return outcome.done or (struck and outcome.status in (Status.FAILED, Status.UNKNOWN))

    async def _act_and_intend(self) -> Mapping[str, LogEntry]:
        verdict = self._verdict
        shadows = [self._entry(step, verdict.post, shadow=True) for step in verdict.shadow_steps]
        held = [self._entry(step, verdict.post, held=True) for step in verdict.held]
        entries = [self._entry(step, of) for step in verdict.steps for of in self._posts(step)]
        post, matches = keepable(verdict.post, (*verdict.matches, *verdict.shadows))
        intent = asyncio.ensure_future(self._log.intend([*entries, *held, *shadows], post, matches))
        try:
            for step in verdict.steps:
                if step.action.each_part and not self._others:
                    self._deleting = asyncio.create_task(self._perform(step))
                    await asyncio.sleep(0)  # it goes out before what comes after it
                elif all(harmless(effect) for effect in self._effects(step)):
                    await self._perform(step)
        finally:
            known = await self._written(intent)
        return known

    async def _written(self, intent: asyncio.Future[Mapping[str, LogEntry]]) -> Mapping[str, LogEntry]:
        """What the log knew; if it cannot be written the message goes all the same."""
        try:
            return await intent
        except StorageError:
            if self._deleting is not None:
                await self._deleting
            raise
        except asyncio.CancelledError:
            if self._deleting is not None:
                self._deleting.cancel()
            raise

    async def _resume(self, step: Step, earlier: LogEntry | None) -> None:
        """Do what could not be done before the log had it, unless the log says that it was done already."""
        if earlier is None:
            await self._perform(step)
        elif earlier.outcome is not Status.PENDING:
            self._outcomes[step.action.name] = Outcome(earlier.outcome, earlier.detail)
            self._case = self._case or earlier.case
            self._earlier.append(earlier)
        else:
            await self._perform(step, again=True)

    async def _perform(self, step: Step, *, again: bool = False) -> None:
        """Have the step's effects in order, as far as they succeed. `again`: it was begun before, and interrupted."""
        if late := step.action.too_late(self._verdict.post, self._now):
            self._note(step, Outcome(Status.EXPIRED, late))
            return
        if step.action.each_part and self._others:
            self._note(step, await self._delete_all(step))
            return
        outcome = DONE
        for effect in self._effects(step):
            if isinstance(effect, Strike):
                new = await self._strike(step)
                # The strike comes before what is said about it: if that is missing, nothing was said either.
                again = again and not new
            elif again and isinstance(effect, Call) and not effect.idempotent:
                # The process ended between sending and recording: at most once means never again.
                outcome = Outcome(Status.UNKNOWN, "the bot stopped while it was sending")
            elif isinstance(effect, Escalation):
                outcome, self._case = await self._hands.escalations.escalate(self._verdict, self._outcomes)
            else:
                outcome = await self._having.have(effect, self._verdict.post)
            if outcome.status in UNDONE:
                break
        self._note(step, outcome)

    async def _delete_all(self, step: Step) -> Outcome:
        """Delete the post, and with it the other parts of its album. What became of the post itself."""
        post = self._verdict.post
        posts = {of.message_id: of for of in self._posts(step) if of.message_id is not None}
        outcomes = await delete_together(self._hands.chat, post.chat.id, sorted(posts), step.action.key(post))
        self._of_others = {of.key: outcomes[message_id] for message_id, of in posts.items() if of is not post}
        return outcomes[post.message_id or 0]

    async def _strike(self, step: Step) -> bool:
        """Whether the post's author got a strike that was not there yet."""
        strike = strike_for(self._verdict.post, step.rule.name, step.rule.version)
        return strike is not None and await self._hands.strikes.add_strike(strike)

    def _note(self, step: Step, outcome: Outcome) -> None:
        self._outcomes[step.action.name] = outcome
        self._unsettled.append(step)

    async def _settle_all(self) -> None:
        """Settle what is not settled; everything if there is a case now, for whatever was done belongs to it."""
        if self._case is not None:
            self._unsettled, self._settled = [*self._settled, *self._unsettled], []
            await self._log.settle(self._caseless())
        await self._settle()

    async def _settle(self) -> None:
        steps, self._unsettled = self._unsettled, []
        if steps:
            self._settled += steps
            await self._log.settle(self._settlements(steps))

    def _settlements(self, steps: Iterable[Step]) -> list[Settlement]:
        return [
            Settlement(step.action.key(of), self._told(step, of), self._case)
            for step in steps
            for of in self._posts(step)
        ]

    def _caseless(self) -> list[Settlement]:
        """Of what was done and settled before, what is of no case yet."""
        entries = [entry for entry in self._earlier if entry.case is None]
        return [Settlement(of.key, Outcome(of.outcome, of.detail), self._case) for of in entries]

    def _posts(self, step: Step) -> tuple[Post, ...]:
        """The posts that the step is for, each with a row in the log."""
        return (*self._others, self._verdict.post) if step.action.each_part else (self._verdict.post,)

    def _told(self, step: Step, of: Post) -> Outcome:
        """The outcome with what the step itself has to say."""
        outcome = self._of_others.get(of.key) or self._outcomes[step.action.name]
        why = step.detail if of is self._verdict.post else OTHER_PART
        return replace(outcome, detail="; ".join(filter(None, (why, outcome.detail))))

    def _refusal(self) -> Step | None:
        """The escalation that an action which Telegram refused calls for, unless there was one anyway."""
        if any(isinstance(step.action, Escalate) for step in self._verdict.steps):
            return None
        for step in self._verdict.steps:
            for outcome in self._outcomes_of(step):
                if outcome.status is Status.FAILED and not outcome.reported and self._share.claim(Escalate.name):
                    return Step(Escalate(), step.rule, f"{step.action.name}: {outcome.detail}")
        return None

    def _outcomes_of(self, step: Step) -> Iterator[Outcome]:
        yield self._outcomes.get(step.action.name, DONE)
        if step.action.each_part:
            yield from self._of_others.values()

    def _effects(self, step: Step) -> tuple[Effect, ...]:
        return step.action.effects(self._verdict.post, self._now)

    def _entry(self, step: Step, post: Post, *, shadow: bool = False, held: bool = False) -> LogEntry:
        return LogEntry(
            key=step.action.key(post) + (":shadow" if shadow else ":held" if held else ""),
            at=self._clock.now(),
            chat_id=post.chat.id,
            message_id=post.message_id,
            user_id=post.author.id,
            action=step.action.name,
            rule=step.rule.name,
            rule_version=step.rule.version,
            outcome=Status.SIMULATED if shadow else Status.SKIPPED if held else Status.PENDING,
            detail=step.detail,
        )
