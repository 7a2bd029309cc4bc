"""A plain index, and conditions and actions without a file: what tests of judging need and no more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.action import Action, Call, Effect
from bot.core.condition import Condition, Context
from bot.core.finding import Fact, Finding, Truth
from bot.core.logic import Leaf, Node
from bot.core.post import Author, Chat, Post, PostKind, Role, Surface, SurfaceName
from bot.core.query import Hit, Link, PatternKind, Query
from bot.core.ruleset import Rule

GROUP = Chat(-100, "supergroup", "A group")
CHANNEL = Chat(-200, "channel", "A channel")
MEMBER = {role: role is Role.MEMBER for role in Role}


class FakeScan:
    """Looks at each text with `re`, ignoring case."""

    def __init__(self, post: Post, queries: Iterable[Query], links: Sequence[Link]) -> None:
        self._post, self._queries, self._links = post, tuple(queries), links

    def hits(self, query: Query) -> Sequence[Hit]:
        if query.kind is PatternKind.DOMAIN:
            return [link.hit for link in self._links if any(_covers(name, link.host) for name in query.patterns)]
        return [
            Hit(position, found.start(), found.end())
            for position, surface in enumerate(self._post.surfaces)
            if surface.name in query.surfaces
            for pattern in query.patterns
            for found in re.finditer(_expression(query.kind, pattern), surface.text, re.IGNORECASE)
        ]

    def fired(self) -> Iterable[Query]:
        return [query for query in self._queries if self.hits(query)]

    @property
    def links(self) -> Sequence[Link]:
        return self._links


class FakeIndex:
    """Finds patterns as they are written; `links` are those of every post."""

    def __init__(self, queries: Iterable[Query] = (), links: Sequence[Link] = ()) -> None:
        self._queries, self._links = tuple(queries), links

    def scan(self, post: Post) -> FakeScan:
        return FakeScan(post, self._queries, self._links)


def _expression(kind: PatternKind, pattern: str) -> str:
    if kind is PatternKind.REGEX:
        return pattern
    return rf"\b{re.escape(pattern)}\b" if kind is PatternKind.WORD else re.escape(pattern)


def _covers(domain: str, host: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


@dataclass(frozen=True)
class Constant(Condition):
    """Always answers the same."""

    truth: Truth
    missing: frozenset[Fact] = frozenset()

    def check(self, context: Context) -> Finding:
        return Finding(self.truth, missing=self.missing if self.truth is Truth.UNKNOWN else frozenset())


@dataclass(frozen=True)
class Says(Condition):
    """Holds if a word stands in the text."""

    query: Query

    def check(self, context: Context) -> Finding:
        return context.found(self.query)

    def queries(self) -> tuple[Query, ...]:
        return (self.query,)


@dataclass(frozen=True)
class Act(Action):
    """An action of any kind; the longest of several is the strictest."""

    rank: ClassVar[int] = 20
    length: int = 0
    why_not: str | None = None

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (Call(self.name, {}, self.key(post)),)

    def stricter(self, other: "Act") -> "Act":
        return other if other.length > self.length else self

    def obstacle(self, post: Post) -> str | None:
        return self.why_not


class Punish(Act):
    """A sanction."""

    rank: ClassVar[int] = 60
    sanction: ClassVar[bool] = True
    supersedes: ClassVar[frozenset[str]] = frozenset({"scold"})


class Scold(Act):
    """A sanction that a punishment makes superfluous."""

    rank: ClassVar[int] = 40
    sanction: ClassVar[bool] = True


class Exempt(Act):
    """Exempts from rules of lower priority."""

    rank: ClassVar[int] = 0
    exempts: ClassVar[bool] = True


class Call4People(Act):
    """Stands in for what cannot apply."""

    rank: ClassVar[int] = 90


# Without files of their own they would all be called after this one.
Act.name, Punish.name, Scold.name, Exempt.name, Call4People.name = "act", "punish", "scold", "exempt", "escalate"

ESCALATE = Call4People()


def says(word: str) -> Says:
    """A condition on a word."""
    return Says(Query(PatternKind.WORD, (word,)))


def always() -> Leaf:
    """A node that holds."""
    return Leaf(Constant(Truth.TRUE))


def rule(name: str, condition: Node | Condition, *actions: Action, **more: object) -> Rule:
    """A rule with a name and whatever else matters."""
    node = Leaf(condition) if isinstance(condition, Condition) else condition
    return Rule(f"set/{name}", "00000000", node, actions or (Act(),), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Written:
    """A post being made up."""

    text: str = ""
    kind: PostKind = PostKind.MESSAGE
    chat: Chat = GROUP
    author: Author = field(default_factory=lambda: Author(7, "Ann", roles=MEMBER))
    date: int = 1_000


def post(text: str = "", **more: object) -> Post:
    """A member's message, but for what is given."""
    written = Written(text, **more)  # type: ignore[arg-type]
    surfaces = (Surface(SurfaceName.TEXT, text),) if text else ()
    return Post(1, written.kind, written.chat, written.author, written.date, message_id=5, surfaces=surfaces)
