"""Hand-written fakes of the core's ports. Stores are not faked: `bot.storage.memory.MemoryStore` is one."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from bot.actions.escalate import Escalate
from bot.core.action import Call
from bot.core.judge import Judge
from bot.core.outcome import DONE, Outcome, Status
from bot.core.plan import Plan
from bot.core.ports.subjects import Rows
from bot.core.post import Author, Post
from bot.core.query import Hit, Link, Query
from bot.core.ruleset import Rule, RuleSet
from bot.core.statistics import Figures, Period


class FakeClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: float = 1_700_000_000.0) -> None:
        self.at = at

    def now(self) -> float:
        return self.at


class FakeChat:
    """Telegram: records every call; what a script does not answer is done, and a send gets a fresh message id.

    While `held`, calls wait: so tests bring about races.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._scripts: dict[str, deque[Outcome]] = {}
        self._always: dict[str, Callable[[Mapping[str, Any]], Outcome | None]] = {}
        self._ids = count(1000)
        self._open = asyncio.Event()
        self._open.set()

    def script(self, method: str, *outcomes: Outcome) -> None:
        """The answers to the next calls of a method."""
        self._scripts.setdefault(method, deque()).extend(outcomes)

    def always(self, method: str, answer: Callable[[Mapping[str, Any]], Outcome | None]) -> None:
        """The answer to every call of a method, by its parameters; None for the usual one."""
        self._always[method] = answer

    def refuse(self, method: str, text: str) -> None:
        """Refuse every call of a method."""
        self.always(method, lambda _: Outcome(Status.FAILED, text))

    def hold(self) -> None:
        self._open.clear()

    def release(self) -> None:
        self._open.set()

    async def call(self, call: Call) -> Outcome:
        self.calls.append(call)
        await self._open.wait()
        if scripted := self._scripts.get(call.method):
            return scripted.popleft()
        answer = self._always[call.method](call.params) if call.method in self._always else None
        if answer is not None:
            return answer
        return Outcome(Status.DONE, result={"message_id": next(self._ids)}) if call.method.startswith("send") else DONE

    def take(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The calls since the last time, as methods and parameters."""
        taken = [(call.method, call.params) for call in self.calls]
        self.calls.clear()
        return taken

    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    def of(self, method: str) -> list[Mapping[str, Any]]:
        """The parameters of every call of a method."""
        return [call.params for call in self.calls if call.method == method]


class FakeAdministrators:
    """Admins, by id or with their names, and owners by chat.

    A chat that is not named is one of which Telegram tells nothing.
    """

    def __init__(
        self, admins: Mapping[int, Iterable[int | Author]] | None = None, owners: Mapping[int, int] | None = None
    ) -> None:
        self.named = {
            chat: [person if isinstance(person, Author) else Author(person) for person in people]
            for chat, people in (admins or {}).items()
        }
        self.admins = {
            chat: frozenset(person.id for person in people if person.id) for chat, people in self.named.items()
        }
        self.owners = dict(owners or {})
        self.lacking: set[tuple[int, str]] = set()

    async def of(self, chat_id: int) -> frozenset[int] | None:
        return self.admins.get(chat_id)

    async def people(self, chat_id: int) -> Sequence[Author] | None:
        return self.named.get(chat_id)

    def anywhere(self, user_id: int) -> bool:
        return any(user_id in ids for ids in self.admins.values())

    async def can(self, chat_id: int, user_id: int, right: str) -> bool | None:
        admins = self.admins.get(chat_id)
        return None if admins is None else user_id in admins and (user_id, right) not in self.lacking

    async def owner(self, chat_id: int) -> int | None:
        return self.owners.get(chat_id)


@dataclass
class FakeScan:
    """Hits by query."""

    found: dict[Query, list[Hit]] = field(default_factory=dict)
    links: Sequence[Link] = ()

    def hits(self, query: Query) -> Sequence[Hit]:
        return self.found.get(query, [])

    def fired(self) -> Iterable[Query]:
        return [query for query, hits in self.found.items() if hits]


class FakeIndex:
    """Finds patterns as they are written, whatever their kind, wherever the query looks."""

    def __init__(self, queries: Iterable[Query] = ()) -> None:
        self._queries = list(queries)

    def scan(self, post: Post) -> FakeScan:
        return FakeScan({query: list(self._hits(query, post)) for query in self._queries})

    def _hits(self, query: Query, post: Post) -> Iterable[Hit]:
        for place, surface in enumerate(post.surfaces):
            if surface.name not in query.surfaces:
                continue
            for pattern in query.patterns:
                start = surface.text.find(pattern)
                while start >= 0:
                    yield Hit(place, start, start + len(pattern))
                    start = surface.text.find(pattern, start + 1)


class FakeRules:
    """The same rules for every chat, over `FakeIndex`."""

    def __init__(self, *rules: Rule) -> None:
        queries = [query for rule in rules for leaf in rule.condition.leaves() for query in leaf.queries()]
        self._judge = Judge([Plan([RuleSet("test", rules=rules)])], FakeIndex(queries), Escalate())

    async def judge_for(self, chat_id: int) -> Judge:
        return self._judge


class FakeStatistics:
    """The same figures whoever asks; `asked` is for what."""

    def __init__(self, figures: Figures | None = None) -> None:
        self.known = figures
        self.asked: list[tuple[Period, int | None]] = []

    async def figures(self, period: Period, chat_id: int | None = None) -> Figures:
        self.asked.append((period, chat_id))
        return replace(self.known, period=period) if self.known else Figures(period)


class FakeSubjects:
    """What is kept about people, by user id."""

    def __init__(self) -> None:
        self.data: dict[int, dict[str, Rows]] = {}

    async def data_of(self, user_id: int) -> Mapping[str, Rows]:
        return self.data.get(user_id, {})

    async def erase(self, user_id: int) -> Mapping[str, int]:
        return {kind: len(rows) for kind, rows in self.data.pop(user_id, {}).items()}
