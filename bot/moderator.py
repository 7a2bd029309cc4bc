"""The pipeline: judge a post, record the verdict, act, record what became of it.

Everything it touches is a port, so a dry run, a test and the real thing are the same code.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.actions.escalate import Escalate
from bot.albums import Albums, Share
from bot.core.history import NO_PAST
from bot.core.judge import Judge
from bot.core.log import Settlement
from bot.core.outcome import Outcome
from bot.core.pardon import without
from bot.core.ports import ActionLog, Announcer, Clock, Pardons, People, Recollection, Rules, Witness
from bot.core.post import Post
from bot.core.rest import Rest
from bot.core.restraint import acts_against
from bot.core.standing import Standing, with_standing
from bot.core.verdict import Match, Step, Verdict
from bot.effects import Effects
from bot.enforcement import Enforcement
from bot.hands import Hands


@dataclass(frozen=True, slots=True)
class Trial:
    """How long a newly met chat stays in shadow, in seconds; None for ever."""

    seconds: int | None = 0

    def covers(self, met: int, now: float) -> bool:
        """Whether a chat met at that time still is in its trial."""
        return self.seconds is None or now - met < self.seconds


class Moderator:
    """Takes posts, one at a time for each chat, and does what the rules say.

    What the bot itself publishes, whose id is `me`, is judged by nobody.
    """

    def __init__(
        self,
        *,
        rules: Rules,
        log: ActionLog,
        people: People,
        recollection: Recollection,
        witness: Witness,
        announcer: Announcer,
        clock: Clock,
        real: Hands,
        dry: Hands,
        trial: Trial = Trial(),
        me: int | None = None,
        pardons: Pardons | None = None,
    ) -> None:
        self._rules, self._log, self._people, self._witness = rules, log, people, witness
        self._recollection, self._pardons = recollection, pardons
        self._announcer, self._clock = announcer, clock
        self._real, self._dry, self._trial = real, dry, trial
        self._albums, self._me = Albums(recollection), me

    async def moderate(self, post: Post) -> Verdict:
        """Judge the post and act on the verdict. Raises `StorageError` if the log cannot be written.

        A post that rules merely exempt leaves no more trace than one that matches nothing.
        """
        verdict, rest = await self.begin(post)
        if rest is not None:
            await rest()
        return verdict

    async def again(self, post: Post, steps: Sequence[Step]) -> None:
        """Take steps that Telegram refused before, of effects that do no harm again, and settle their rows anew.

        Nothing is judged or restrained here: see `bot.cases.rights.regained`; nor is anything done where posts are
        only watched.
        """
        if await self._hands(post) is not self._real:
            return
        effects = Effects(self._real.chat, self._recollection)
        now = max(int(self._clock.now()), post.date)
        outcomes = {step.action.name: await effects.all_of(step.action, post, now) for step in steps}
        await self._log.settle(
            [Settlement(step.action.key(post), _explained(outcomes[step.action.name], step.detail)) for step in steps]
        )
        matches = tuple(Match(step.rule) for step in steps)
        verdict = Verdict(post, matches, steps=tuple(steps))
        await self._announcer.announce(verdict, outcomes)
        applied = {
            step.action.name: step.action.applied(now, outcomes[step.action.name].result)
            for step in steps
            if outcomes[step.action.name].done and acts_against(step.action)
        }
        if applied and (recorded := await self._real.records.record(verdict, applied, None)) is not None:
            await self._real.records.tell(verdict, recorded)

    async def begin(self, post: Post) -> tuple[Verdict, Rest | None]:
        """The same, but for what may have to wait: sends, which Telegram limits, and cards.

        Returns the rest, to be called once. If it never is, moderating the post again does it.
        """
        if self._me is not None and post.author.id == self._me:
            return Verdict(post), None
        judge = await self._rules.judge_for(post.chat.id)
        verdict = await self._judge(judge, post)
        self._real.restraint.saw(verdict.post)
        rest = None
        # Of nearly all posts there is nothing more to be done.
        if verdict.steps or verdict.shadow_steps or post.album is not None:
            verdict, rest = await self._deal_with(judge, verdict)
        if judge.needs:
            await self._recollection.saved()
        return verdict, rest

    async def _deal_with(self, judge: Judge, verdict: Verdict) -> tuple[Verdict, Rest | None]:
        """Do what the verdict asks for, as far as nothing keeps it from being done; the rest is what may wait."""
        post = verdict.post
        hands = rest = None
        if any(not step.action.exempts for step in (*verdict.steps, *verdict.shadow_steps)):
            hands = await self._hands(post)
            verdict = await hands.restraint.restrain(verdict)
        share = await self._albums.share(verdict)
        if hands is not None or share.doomed:
            rest = await self._act(share, hands or await self._hands(post))
            await self._stain(judge, verdict)
        return verdict, rest if share.known is None else self._keeping(share, rest)

    def _keeping(self, share: Share, rest: Rest | None) -> Rest:
        """The rest, once the store knows the part of an album: its update counts as handled only then."""

        async def keep() -> None:
            await self._albums.keep(share)
            if rest is not None:
                await rest()

        return keep

    async def _judge(self, judge: Judge, post: Post) -> Verdict:
        author = post.author.id
        if judge.counts_posts and author is not None:
            post = with_standing(post, await self._standing(post, author))
        past = await self._recollection.recall(post, judge.needs) if judge.needs else NO_PAST
        verdict = judge.judge(post, past)
        if verdict.missing:
            verdict = judge.judge(await self._witness.learn(post, verdict.missing), past)
        return await self._pardoned(verdict) if verdict.steps else verdict

    async def _pardoned(self, verdict: Verdict) -> Verdict:
        """The verdict without the rules that do not act on this text any more."""
        if self._pardons is None or not verdict.matched:
            return verdict
        rules = await self._pardons.pardoned(verdict.post.chat.id, verdict.post, verdict.matches)
        return without(verdict, rules, Escalate()) if rules else verdict

    async def _standing(self, post: Post, author: int) -> Standing:
        """The author's before the post; a request to join or a reaction does not count as a post."""
        if post.message_id is None:
            return await self._people.standing(post.chat.id, author)
        return await self._people.count_post(post.chat.id, author, post.message_id, post.date)

    async def _act(self, share: Share, hands: Hands) -> Rest | None:
        enforcement = Enforcement(share, hands, self._log, self._recollection, self._clock)

        async def finish() -> None:
            await self._announcer.announce(share.verdict, await enforcement.finish())
            await enforcement.tell()

        if await enforcement.begin():
            return finish
        await finish()
        return None

    async def _hands(self, post: Post) -> Hands:
        if self._trial.seconds == 0:
            return self._real
        met = await self._people.meet_chat(post.chat, post.date)
        return self._dry if self._trial.covers(met, self._clock.now()) else self._real

    async def _stain(self, judge: Judge, verdict: Verdict) -> None:
        post, author = verdict.post, verdict.post.author.id
        if judge.counts_posts and verdict.matched and author is not None:
            await self._people.stain(post.chat.id, author, post.message_id, post.date)


def _explained(outcome: Outcome, why: str) -> Outcome:
    return replace(outcome, detail="; ".join(filter(None, (why, outcome.detail))))
