"""The circuit breaker: when a rule acts in a way that looks like a fault of the rule. Pure; it reads no clock.

The law. A rule is *suspect* in a chat, or over all chats together, if within ten minutes
1. it acted against more than 20 posts, and against more than ten times as many as it usually does in an hour, and
2. more than 30 % of what *regulars* posted there was among them, by at least three of them.

A regular is trusted, or has published 20 posts before. The second clause tells a fault from a raid: newcomers who flood
a chat are what rules are for, however many they are; a rule that turns on those who have long been there is not. One
regular whose account was stolen is not enough. What a rule usually does is its average over the seven days before.

Over all chats the rule must have acted in at least three of them; else it is a matter of the chat.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.pause import ALL_CHATS

WINDOW = 600
"""Seconds that are looked at; counted in steps of `_STEP`."""

FLOOR = 20
TIMES = 10
SHARE = 0.3
LEAST_PEOPLE = 3
LEAST_CHATS = 3
REGULAR = 20
"""Posts after which an author is a regular."""

HOUR = 3_600
HOURS = 7 * 24

_STEP = 60
_MOST_RULES = 20_000
"""Pairs of a chat and a rule of which counts are kept."""

_MOST_PEOPLE = 1_000

Place = tuple[int, str]
"""A chat, or `ALL_CHATS`, and a rule's full name."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What a rule did in a place: `usual` per hour, the rest within the last `WINDOW`.

    `acted` counts posts, `regulars` those of regulars whatever became of them, `hit` those it acted against, `people`
    their authors and `chats` the chats.
    """

    acted: int = 0
    usual: float = 0.0
    regulars: int = 0
    hit: int = 0
    people: int = 0
    chats: int = 1


def suspect(rates: Rates) -> bool:
    """Whether the law holds, but for the number of chats."""
    often = rates.acted > max(FLOOR, TIMES * rates.usual)
    return often and rates.people >= LEAST_PEOPLE and rates.hit > SHARE * rates.regulars


@dataclass(slots=True)
class _Deeds:
    """What a rule did in a place, by steps and by hours; `people` and `chats` with the second they were last hit."""

    acted: Counter[int] = field(default_factory=Counter)
    hit: Counter[int] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    people: dict[int, int] = field(default_factory=dict)
    chats: dict[int, int] = field(default_factory=dict)


class Breaker:
    """Counts what rules do. Times are seconds since 1970 UTC and need not be in order."""

    def __init__(self) -> None:
        self._deeds: dict[Place, _Deeds] = {}
        self._regulars: dict[int, Counter[int]] = {}

    def remember(self, habits: Mapping[Place, Mapping[int, int]]) -> None:
        """Count what rules did before, in posts by hours since 1970 UTC, in each chat."""
        for (chat_id, rule), hours in habits.items():
            for place in ((chat_id, rule), (ALL_CHATS, rule)):
                self._of(place).hours.update(hours)

    def saw(self, chat_id: int, at: int) -> None:
        """A regular published a post."""
        for chat in (chat_id, ALL_CHATS):
            if (counts := self._regulars.get(chat)) is None:
                counts = self._regulars[chat] = Counter()
            counts[at // _STEP] += 1
            if len(counts) > 2 * WINDOW // _STEP:
                _forget(counts, at)
        if len(self._regulars) > _MOST_RULES:
            del self._regulars[next(chat for chat in self._regulars if chat != ALL_CHATS)]

    def acted(self, chat_id: int, rule: str, at: int, regular: int | None = None) -> None:
        """A rule acted against a post, or would have if it were not paused. `regular` is its author's id if one."""
        for place in ((chat_id, rule), (ALL_CHATS, rule)):
            deeds = self._of(place)
            deeds.acted[at // _STEP] += 1
            deeds.hours[at // HOUR] += 1
            deeds.chats[chat_id] = at
            if regular is not None:
                deeds.hit[at // _STEP] += 1
                deeds.people[regular] = at
            _trim(deeds, at)

    def rates(self, chat_id: int, rule: str, at: int) -> Rates:
        """What the rule did there in the ten minutes before."""
        deeds = self._deeds.get((chat_id, rule), _Deeds())
        before = range(at // HOUR - HOURS, (at - WINDOW) // HOUR)
        return Rates(
            acted=_recent(deeds.acted, at),
            usual=sum(count for hour, count in deeds.hours.items() if hour in before) / HOURS,
            regulars=_recent(self._regulars.get(chat_id, Counter()), at),
            hit=_recent(deeds.hit, at),
            people=sum(last > at - WINDOW for last in deeds.people.values()),
            chats=sum(last > at - WINDOW for last in deeds.chats.values()),
        )

    def suspects(self, chat_id: int, rule: str, at: int) -> int | None:
        """Where the rule is suspect: `ALL_CHATS`, the chat, or None for nowhere."""
        everywhere = self.rates(ALL_CHATS, rule, at)
        if everywhere.chats >= LEAST_CHATS and suspect(everywhere):
            return ALL_CHATS
        return chat_id if suspect(self.rates(chat_id, rule, at)) else None

    def forgive(self, chat_id: int, rule: str) -> None:
        """What the rule did there of late was right: it counts no longer."""
        if deeds := self._deeds.get((chat_id, rule)):
            self._deeds[chat_id, rule] = _Deeds(hours=deeds.hours)

    def _of(self, place: Place) -> _Deeds:
        deeds = self._deeds.pop(place, None) or _Deeds()
        self._deeds[place] = deeds
        if len(self._deeds) > _MOST_RULES:
            del self._deeds[next(iter(self._deeds))]
        return deeds


def _recent(counts: Counter[int], at: int) -> int:
    steps = range((at - WINDOW) // _STEP + 1, at // _STEP + 1)
    return sum(counts[step] for step in steps)


def _forget(counts: Counter[int], at: int) -> None:
    for step in [step for step in counts if step <= (at - WINDOW) // _STEP]:
        del counts[step]


def _trim(deeds: _Deeds, at: int) -> None:
    if len(deeds.acted) > 2 * WINDOW // _STEP:
        _forget(deeds.acted, at)
        _forget(deeds.hit, at)
    if len(deeds.hours) > 2 * HOURS:
        for hour in [hour for hour in deeds.hours if hour < at // HOUR - HOURS]:
            del deeds.hours[hour]
    for last in (deeds.people, deeds.chats):
        if len(last) > _MOST_PEOPLE:
            del last[next(iter(last))]
