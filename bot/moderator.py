"""The pipeline: judge a post, record the verdict, act, record what became of it.

Everything it touches is a port, so a dry run, a test and the real thing are the same code.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.actions.escalate import Escalate
from bot.core.action import Call, Effect, Escalation
from bot.core.judge import Judge
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ActionLog, Announcer, ChatPort, Clock, Escalations, People, Rules, Witness
from bot.core.post import Post
from bot.core.redaction import keepable
from bot.core.standing import with_standing
from bot.core.verdict import Step, Verdict


@dataclass(frozen=True, slots=True)
class Hands:
    """What acts: the real Telegram and real cases, or a dry run of both."""

    chat: ChatPort
    escalations: Escalations


@dataclass(frozen=True, slots=True)
class Trial:
    """How long a newly met chat stays in shadow, in seconds; None for ever."""

    seconds: int | None = 0

    def covers(self, met: int, now: float) -> bool:
        """Whether a chat met at that time still is in its trial."""
        return self.seconds is None or now - met < self.seconds


class Moderator:
    """Takes posts, one at a time for each chat, and does what the rules say."""

    def __init__(
        self,
        *,
        rules: Rules,
        log: ActionLog,
        people: People,
        witness: Witness,
        announcer: Announcer,
        clock: Clock,
        real: Hands,
        dry: Hands,
        trial: Trial = Trial(),
    ) -> None:
        self._rules, self._log, self._people, self._witness = rules, log, people, witness
        self._announcer, self._clock = announcer, clock
        self._real, self._dry, self._trial = real, dry, trial

    async def moderate(self, post: Post) -> Verdict:
        """Judge the post and act on the verdict. Raises `StorageError` if the log cannot be written.

        A post that rules merely exempt leaves no more trace than one that matches nothing.
        """
        judge = self._rules.judge_for(post.chat.id)
        verdict = await self._judge(judge, post)
        if any(not step.action.exempts for step in (*verdict.steps, *verdict.shadow_steps)):
            await self._act(verdict)
            await self._stain(judge, verdict)
        return verdict

    async def _judge(self, judge: Judge, post: Post) -> Verdict:
        author = post.author.id
        if judge.counts_posts and author is not None and post.message_id is not None:
            standing = await self._people.count_post(post.chat.id, author, post.message_id, post.date)
            post = with_standing(post, standing)
        verdict = judge.judge(post)
        if verdict.missing:
            verdict = judge.judge(await self._witness.learn(post, verdict.missing))
        return verdict

    async def _act(self, verdict: Verdict) -> None:
        run = _Run(verdict, await self._hands(verdict.post), self._log, self._clock)
        outcomes = await run.finish()
        await self._announcer.announce(verdict, outcomes)

    async def _hands(self, post: Post) -> Hands:
        if self._trial.seconds == 0:
            return self._real
        met = await self._people.meet_chat(post.chat, post.date)
        return self._dry if self._trial.covers(met, self._clock.now()) else self._real

    async def _stain(self, judge: Judge, verdict: Verdict) -> None:
        author = verdict.post.author.id
        if judge.counts_posts and verdict.matched and author is not None:
            await self._people.stain(verdict.post.chat.id, author)


class _Run:
    """One verdict being carried out."""

    def __init__(self, verdict: Verdict, hands: Hands, log: ActionLog, clock: Clock) -> None:
        self._verdict, self._hands, self._log, self._clock = verdict, hands, log, clock
        self._now = int(clock.now())
        self._outcomes: dict[str, Outcome] = {}
        self._unsettled: list[Step] = []
        self._case: str | None = None

    async def finish(self) -> Mapping[str, Outcome]:
        """Record, act, record; returns what became of each action.

        What repeats without harm goes out while the log is still being written; everything else waits for it.
        """
        known = await self._act_and_intend()
        for step in self._verdict.steps:
            if step.action.name not in self._outcomes:
                await self._resume(step, known.get(step.action.key(self._verdict.post)))
        await self._settle()
        if escalation := self._refusal():
            await self._log.intend([self._entry(escalation)])
            await self._perform(escalation)
            await self._settle()
        return self._outcomes

    async def _act_and_intend(self) -> Mapping[str, LogEntry]:
        verdict = self._verdict
        shadows = [self._entry(step, shadow=True) for step in verdict.shadow_steps]
        entries = [self._entry(step) for step in verdict.steps]
        post, matches = keepable(verdict.post, (*verdict.matches, *verdict.shadows))
        intent = asyncio.ensure_future(self._log.intend([*entries, *shadows], post, matches))
        try:
            for step in verdict.steps:
                if all(isinstance(effect, Call) and effect.idempotent for effect in self._effects(step)):
                    await self._perform(step)
        finally:
            known = await intent
        return known

    async def _resume(self, step: Step, earlier: LogEntry | None) -> None:
        """Do what could not be done before the log had it, unless the log says that it was done already."""
        if earlier is None:
            await self._perform(step)
        elif earlier.outcome is not Status.PENDING:
            self._outcomes[step.action.name] = Outcome(earlier.outcome, earlier.detail)
            self._case = self._case or earlier.case
        elif any(isinstance(effect, Call) and not effect.idempotent for effect in self._effects(step)):
            # The process ended between sending and recording: at most once means never again.
            self._note(step, Outcome(Status.UNKNOWN, "the bot stopped while it was sending"))
        else:
            await self._perform(step)

    async def _perform(self, step: Step) -> None:
        outcome = DONE
        for effect in self._effects(step):
            if isinstance(effect, Escalation):
                outcome, self._case = await self._hands.escalations.escalate(self._verdict, self._outcomes)
            else:
                outcome = await self._hands.chat.call(effect)
            if outcome.status is Status.FAILED:
                break
        self._note(step, outcome)

    def _note(self, step: Step, outcome: Outcome) -> None:
        self._outcomes[step.action.name] = outcome
        self._unsettled.append(step)

    async def _settle(self) -> None:
        steps, self._unsettled = self._unsettled, []
        await self._log.settle(
            [Settlement(step.action.key(self._verdict.post), self._told(step), self._case) for step in steps]
        )

    def _told(self, step: Step) -> Outcome:
        """The outcome with what the step itself has to say."""
        outcome = self._outcomes[step.action.name]
        return replace(outcome, detail="; ".join(filter(None, (step.detail, outcome.detail))))

    def _refusal(self) -> Step | None:
        """The escalation that an action which Telegram refused calls for, unless there was one anyway."""
        if any(isinstance(step.action, Escalate) for step in self._verdict.steps):
            return None
        for step in self._verdict.steps:
            outcome = self._outcomes[step.action.name]
            if outcome.status is Status.FAILED:
                return Step(Escalate(), step.rule, f"{step.action.name}: {outcome.detail}")
        return None

    def _effects(self, step: Step) -> tuple[Effect, ...]:
        return step.action.effects(self._verdict.post, self._now)

    def _entry(self, step: Step, *, shadow: bool = False) -> LogEntry:
        post = self._verdict.post
        return LogEntry(
            key=step.action.key(post) + (":shadow" if shadow else ""),
            at=self._clock.now(),
            chat_id=post.chat.id,
            message_id=post.message_id,
            user_id=post.author.id,
            action=step.action.name,
            rule=step.rule.name,
            rule_version=step.rule.version,
            outcome=Status.SIMULATED if shadow else Status.PENDING,
            detail=step.detail,
        )
