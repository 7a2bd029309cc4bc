"""What keeps rules from acting: pauses that people ordered, and those that the circuit breaker brings about."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.core.action import Action
from bot.core.breaker import HOUR, HOURS, REGULAR, WINDOW, Breaker
from bot.core.errors import StorageError
from bot.core.log import BOT
from bot.core.pause import Pause
from bot.core.ports import Clock, Habits, Pauses
from bot.core.post import Post, Role
from bot.core.restraint import acts_against, restrained
from bot.core.ruleset import Rule
from bot.core.verdict import Verdict

FRESH = 2.0
"""Seconds for which what is paused is not read again: as long may pass until a pause from elsewhere has an effect."""

QUIET = 3_600
"""Seconds without a match after which a rule that the breaker paused acts again."""

TRUSTING = 86_400
"""Seconds for which the breaker leaves a rule alone that a moderator confirmed."""

_EXTENDING = 300
_MOST_AUTHORS = 50_000
_log = logging.getLogger(__name__)

Tell = Callable[[Pause], Awaitable[None]]
"""Tells people that the breaker paused a rule."""


class Restraints:
    """The restraint port. Reading what is paused never keeps a post up: if it fails, what was known last holds."""

    def __init__(self, pauses: Pauses, habits: Habits, clock: Clock, escalate: Action, tell: Tell) -> None:
        self._pauses, self._habits, self._clock, self._escalate, self._tell = pauses, habits, clock, escalate, tell
        self._breaker = Breaker()
        self._known: Sequence[Pause] = ()
        self._read_at = float("-inf")
        self._posts: dict[tuple[int, int], int] = {}
        self._confirmed: dict[tuple[int, str, str], float] = {}
        self._learning: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Task[None]] = set()

    def saw(self, post: Post) -> None:
        if self._learning is None:
            self._learning = asyncio.create_task(self._learn())
        if post.author.posts is None and post.author.id is not None:
            key = (post.chat.id, post.author.id)
            self._posts[key] = self._posts.pop(key, 0) + 1
            if len(self._posts) > _MOST_AUTHORS:
                del self._posts[next(iter(self._posts))]
        if self._is_regular(post):
            self._breaker.saw(post.chat.id, int(self._clock.now()))

    async def restrain(self, verdict: Verdict) -> Verdict:
        await self.in_force()
        for rule in _acting(verdict):
            await self._watch(rule, verdict.post)
        in_force = await self.in_force()
        if not in_force:
            return verdict
        return restrained(verdict, self._escalate, lambda rule: _why(in_force, verdict.post.chat.id, rule))

    async def in_force(self) -> Sequence[Pause]:
        """What is paused now, as far as it is known."""
        now = self._clock.now()
        if not 0 <= now - self._read_at < FRESH:
            await self._read(now)
        return [pause for pause in self._known if pause.in_force(now)]

    def forget(self) -> None:
        """Something was paused or resumed: what is known is out of date."""
        self._read_at = float("-inf")

    def confirm(self, pause: Pause) -> None:
        """A moderator says that the rule which the breaker paused is right."""
        self._breaker.forgive(pause.chat_id, pause.rule)
        self._confirmed[pause.chat_id, pause.rule, pause.version] = self._clock.now() + TRUSTING
        self.forget()

    async def told(self) -> None:
        """Return when everybody has been told who was to be told so far."""
        await asyncio.gather(*self._telling)

    async def _watch(self, rule: Rule, post: Post) -> None:
        """Count what the rule does, and pause it where that looks like a fault."""
        now = int(self._clock.now())
        regular = post.author.id if self._is_regular(post) else None
        self._breaker.acted(post.chat.id, rule.name, now, regular)
        paused = next((pause for pause in self._known if _is_breakers(pause, post.chat.id, rule)), None)
        if paused is not None and paused.in_force(now):
            await self._extend(paused, now)
            return
        if paused is not None:
            await self._close(paused, now)
        if self._learning is None or not self._learning.done():
            return
        place = self._breaker.suspects(post.chat.id, rule.name, now)
        if place is not None and self._confirmed.get((place, rule.name, rule.version), 0) <= now:
            await self._open(place, rule, now)

    async def _open(self, place: int, rule: Rule, now: int) -> None:
        rates = self._breaker.rates(place, rule.name, now)
        why = (
            f"the rule acts far above its usual rate: against {rates.acted} posts in {WINDOW // 60} minutes, "
            f"{rates.hit} of them among the {rates.regulars} of regulars; usually {rates.usual:.1f} an hour"
        )
        pause = Pause(place, rule.name, rule.version, since=now, until=now + QUIET, actor=BOT, why=why)
        if not await self._stored(self._pauses.pause(pause, pause.entry(f"pause:{place}:{rule.name}:{now}"))):
            return
        _log.warning("rule %s is paused in %s: %s", rule.name, place or "all chats", why)
        self._known = [*self._known, pause]
        telling = asyncio.create_task(self._tell_of(pause))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _extend(self, pause: Pause, now: int) -> None:
        if pause.until is None or pause.until - now > QUIET - _EXTENDING:
            return
        longer = replace(pause, until=now + QUIET)
        await self._stored(self._pauses.pause(longer, None))
        self._known = [longer if known is pause else known for known in self._known]

    async def _close(self, pause: Pause, now: int) -> None:
        self._breaker.forgive(pause.chat_id, pause.rule)
        entry = pause.ending(
            f"resume:{pause.chat_id}:{pause.rule}:{pause.until}", BOT, now, "it matched nothing lately"
        )
        await self._stored(self._pauses.resume(pause.chat_id, pause.rule, entry))
        self._known = [known for known in self._known if known is not pause]

    async def _tell_of(self, pause: Pause) -> None:
        try:
            await self._tell(pause)
        except StorageError as error:
            _log.warning("nobody could be told that rule %s is paused: %s", pause.rule, error)

    async def _stored(self, work: Awaitable[object]) -> bool:
        """Whether it could be stored, and changed anything. A database in trouble must not keep a post up."""
        try:
            return bool(await work)
        except StorageError:
            return False

    async def _read(self, now: float) -> None:
        self._read_at = now
        try:
            self._known = await self._pauses.pauses()
        except StorageError:
            _log.warning("what is paused cannot be read; what was known before holds")

    async def _learn(self) -> None:
        try:
            self._breaker.remember(await self._habits.acted_by_hour(self._clock.now() - HOURS * HOUR))
        except StorageError:
            _log.warning("what rules usually do cannot be read; they are taken for new")

    def _is_regular(self, post: Post) -> bool:
        author = post.author
        if author.id is None:
            return False
        before = self._posts.get((post.chat.id, author.id), 0) - 1 if author.posts is None else author.posts
        return author.known(Role.TRUSTED) is True or before >= REGULAR


def _acting(verdict: Verdict) -> Sequence[Rule]:
    """The rules that act against the post or its author."""
    names = {step.action.name for step in verdict.steps if acts_against(step.action)}
    return [match.rule for match in verdict.matches if any(action.name in names for action in match.rule.actions)]


def _is_breakers(pause: Pause, chat_id: int, rule: Rule) -> bool:
    return pause.actor == BOT and pause.rule == rule.name and pause.covers(chat_id, rule.name, rule.version)


def _why(in_force: Sequence[Pause], chat_id: int, rule: Rule) -> str | None:
    pause = next((pause for pause in in_force if pause.covers(chat_id, rule.name, rule.version)), None)
    return None if pause is None else f"paused: {pause.why}"
