"""Carrying a decision out: calling Telegram for its measure, and noting what can be undone later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.actions._member import member, permissions, permitted_until
from bot.actions._sanction import sanction
from bot.actions._term import term
from bot.cases.desk.attempt import worst
from bot.cases.desk.interim import HOLD
from bot.cases.measures.measures import measures
from bot.core.action import Action, Call, Inquiry
from bot.core.case import Case
from bot.core.measure import Applied, Decision, Measure
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ChatPort, Ladders, Recollection, Strikes
from bot.core.post import Post
from bot.core.strikes import Rung, moderators_entry, strike_key
from bot.deleting import delete_together
from bot.effects import UNDONE, Effects


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of each action, by action, and which of them can be undone later.

    `rung` is that of the chat's ladder which a warning reached, if it brought more than the warning.
    """

    outcomes: Mapping[str, Outcome]
    applied: tuple[Applied, ...]
    rung: Rung | None = None


class Hands:
    """Carries measures out. Doing so again does no harm."""

    def __init__(
        self, chat: ChatPort, recollection: Recollection, strikes: Strikes, ladders: Ladders | None = None
    ) -> None:
        self._chat, self._recollection, self._strikes, self._ladders = chat, recollection, strikes, ladders
        self.effects = Effects(chat, recollection)

    async def plan(self, case: Case, post: Post, measure: Measure, at: int) -> tuple[Applied, ...]:
        """What would be there to undo once the measure is carried out at that time; nothing is changed.

        Whoever keeps it before `carry_out` still knows the author's former permissions if the bot stops in between.
        """
        planned = await self._plan(measures(measure), case, post, measure, at)
        rung = await self._reached(case, post, at) if measure.decision is Decision.WARN else None
        if rung is None or (action := sanction(rung.measure)) is None:
            return planned
        return (*planned, *await self._plan((action,), case, post, rung.measure, at))

    async def plan_hold(self, case: Case, post: Post, decision: Decision, at: int) -> tuple[Applied, ...]:
        """The same for an interim measure, which is a mute or a deletion."""
        measure = Measure(decision, HOLD)
        planned = await self._plan(_holding(decision), case, post, measure, at)
        return tuple(replace(item, interim=True) for item in planned)

    async def hold(self, case: Case, post: Post, decision: Decision, at: int) -> Outcome:
        """Carry an interim measure out."""
        measure = Measure(decision, HOLD)
        return worst([await self._outcome(action, case, post, at, measure) for action in _holding(decision)])

    async def _plan(
        self, actions: Iterable[Action], case: Case, post: Post, measure: Measure, at: int
    ) -> tuple[Applied, ...]:
        planned = []
        for action in actions:
            if action.obstacle(post) is not None:
                continue
            item = Applied(action.name, _until(action.name, measure, at))
            planned.append(await self._with_former(item, case, post) if action.name == Decision.MUTE else item)
        return tuple(planned)

    async def carry_out(self, case: Case, post: Post, measure: Measure, at: int, key: str) -> Carried:
        """Call Telegram for the measure; every action is tried.

        `at`, in seconds since 1970 UTC, is when it begins, the same whenever it is tried again. What the case says was
        planned is taken from it. `key` names it for ever.
        """
        carried = await self._carry_out(measures(measure), case, post, measure, at)
        if measure.decision is not Decision.WARN or not carried.outcomes[Decision.WARN].done:
            return carried
        rung = await self._reached(case, post, at)
        if rung is None or (action := sanction(rung.measure)) is None:
            return carried
        climbed = await self._carry_out((action,), case, post, rung.measure, at)
        return Carried({**carried.outcomes, **climbed.outcomes}, (*carried.applied, *climbed.applied), rung)

    async def _reached(self, case: Case, post: Post, at: int) -> Rung | None:
        """What the strike of this warning brings besides, or would bring if it were given."""
        strike = moderators_entry(post, case.ref, at)
        if strike is None or self._ladders is None or await self._brought_one(post):
            return None
        return await self._ladders.reached(strike)

    async def _carry_out(self, actions: Iterable[Action], case: Case, post: Post, measure: Measure, at: int) -> Carried:
        actions = tuple(actions)
        planned = {item.action: item for item in case.applied if _is_of(item, measure, at)}
        if Decision.MUTE not in planned:
            planned |= {item.action: item for item in await self._plan(actions, case, post, measure, at)}
        outcomes, applied = {}, []
        for action in actions:
            outcome = outcomes[action.name] = await self._outcome(action, case, post, at, measure)
            if outcome.done and action.name in planned:
                applied.append(planned[action.name])
        return Carried(outcomes, tuple(applied))

    async def _outcome(self, action: Action, case: Case, post: Post, at: int, measure: Measure) -> Outcome:
        if why := action.obstacle(post):
            return Outcome(Status.FAILED if action.name == measure.decision else Status.SKIPPED, why)
        if action.name == Decision.WARN:
            return await self._warn(case, post, at)
        if action.each_part and post.album is not None and post.message_id is not None:
            parts = (await self._recollection.album(post.chat.id, post.album)).parts | {post.message_id}
            deleted = await delete_together(self._chat, post.chat.id, sorted(parts), action.key(post))
            return worst(list(deleted.values()))
        outcomes: list[Outcome] = []
        for effect in action.effects(post, at):
            assert isinstance(effect, Call | Inquiry)
            outcomes.append(await self.effects.have(effect, post))
            if outcomes[-1].status in UNDONE:
                break
        return worst(outcomes)

    async def _warn(self, case: Case, post: Post, at: int) -> Outcome:
        """Give a strike. The author hears of it as of every decision."""
        strike = moderators_entry(post, case.ref, at)
        if strike is None:
            return Outcome(Status.FAILED, "nobody knows who wrote it")
        if await self._brought_one(post):
            return Outcome(Status.SKIPPED, "a rule has given a strike for it")
        await self._strikes.add_strike(strike)
        return DONE

    async def _brought_one(self, post: Post) -> bool:
        """Whether the post brought a strike by a rule, which stands: a post brings one."""
        strike = await self._strikes.strike(strike_key(post))
        return strike is not None and strike.taken_back_at is None

    async def _with_former(self, mute: Applied, case: Case, post: Post) -> Applied:
        """The mute, with what the author may do now. A mute that this case brought is left out."""
        before = next((item for item in case.applied if item.action == Decision.MUTE), None)
        if before is not None:
            return replace(mute, former=before.former, former_until=before.former_until)
        params = {"chat_id": post.chat.id, "user_id": post.author.id}
        answer = await self._chat.call(Call("getChatMember", params, f"case:{case.ref}:former", idempotent=True))
        known = member(answer)
        return replace(mute, former=permissions(known), former_until=permitted_until(known))


def _holding(decision: Decision) -> tuple[Action, ...]:
    """What an interim measure does, and nothing besides."""
    return tuple(action for action in measures(Measure(decision, HOLD)) if action.name == decision)


def applied_by(case: Case, measure: Measure, at: int, carried: Carried) -> tuple[Applied, ...]:
    """What the case can be undone of once the measure was carried out; what was planned and not done is left out."""
    planned = [measure, *([carried.rung.measure] if carried.rung else [])]
    before = [item for item in case.applied if not item.interim and not any(_is_of(item, one, at) for one in planned)]
    kept = [item for item in before if item.action not in {new.action for new in carried.applied}]
    return (*kept, *carried.applied)


def _is_of(item: Applied, measure: Measure, at: int) -> bool:
    """Whether it was planned as a part of just this."""
    return not item.interim and item.until == _until(item.action, measure, at)


def _until(action: str, measure: Measure, at: int) -> int | None:
    """When that action of the measure is over."""
    lasting = action in (Decision.MUTE, Decision.BAN) and measure.seconds is not None
    return term(measure.seconds, at) if lasting and measure.seconds is not None else None
