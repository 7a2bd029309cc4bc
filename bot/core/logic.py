"""How conditions compose: `all`, `any`, `none` and `count` in Kleene's three-valued logic.

Groups ask first the children that cost little and seldom hold, and stop once the answer is certain. No answer depends
on that order: evidence and missing facts are gathered in the order the children were written.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, HELD, Finding, Truth, at_least, every
from bot.core.query import PatternKind, Query

Triggers = frozenset[Query] | None

_WEIGHTS = {PatternKind.DOMAIN: 1, PatternKind.WORD: 2, PatternKind.SUBSTRING: 4, PatternKind.REGEX: 200}
"""How often a pattern calls a rule in vain, and what it costs to find that out, beside the others.

An ordinary word stands in a text or not. Of an expression only a few letters are looked for, which stand in every
tenth text or so, and then it has to be tried.
"""

_WITHOUT_QUERIES = 20
"""A condition that asks for no patterns, beside the weights."""


class Node(ABC):
    """A part of a rule's `if`."""

    @abstractmethod
    def evaluate(self, context: Context) -> Finding:
        """The finding for one post."""

    @abstractmethod
    def leaves(self) -> Iterator[Condition]:
        """Every condition below, in the order they were written."""

    @abstractmethod
    def triggers(self) -> Triggers:
        """As for `Condition.triggers`. Where none of them has a hit, the node is false, and not unknown."""

    @abstractmethod
    def may_hold(self, fired: AbstractSet[Query]) -> bool:
        """Whether the node may be other than false if no other queries than these have hits."""


@dataclass(frozen=True, slots=True)
class Leaf(Node):
    """A single condition."""

    condition: Condition
    _triggers: Triggers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_triggers", self.condition.triggers())

    def evaluate(self, context: Context) -> Finding:
        return self.condition.check(context)

    def leaves(self) -> Iterator[Condition]:
        yield self.condition

    def triggers(self) -> Triggers:
        return self._triggers

    def may_hold(self, fired: AbstractSet[Query]) -> bool:
        return self._triggers is None or not self._triggers.isdisjoint(fired)


@dataclass(frozen=True, slots=True)
class _Group(Node):
    children: tuple[Node, ...]
    _order: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """The places of the children, those first that are likely to decide for little."""

    def __post_init__(self) -> None:
        places = sorted(range(len(self.children)), key=lambda place: _effort(self.children[place]))
        object.__setattr__(self, "_order", tuple(places))

    def leaves(self) -> Iterator[Condition]:
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class All(_Group):
    """Holds if every child holds.

    `_called` are the queries of the children that hang on them alone, `_others` those that take more.
    """

    _called: tuple[frozenset[Query], ...] = field(init=False, repr=False, compare=False)
    _others: tuple[Node, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _Group.__post_init__(self)
        called, others = _parted(self.children[place] for place in self._order)
        object.__setattr__(self, "_called", tuple(called))
        object.__setattr__(self, "_others", tuple(node for node in others if not _always(node)))

    def evaluate(self, context: Context) -> Finding:
        found: dict[int, Finding] = {}
        for place in self._order:
            finding = found[place] = self.children[place].evaluate(context)
            if finding.truth is Truth.FALSE:
                return DID_NOT_HOLD
        return every(_as_written(found))

    def triggers(self) -> Triggers:
        offers = [offer for child in self.children if (offer := child.triggers()) is not None]
        return min(offers, key=_weight) if offers else None

    def may_hold(self, fired: AbstractSet[Query]) -> bool:
        # Every post comes here, and generators are slow.
        for queries in self._called:
            if queries.isdisjoint(fired):
                return False
        for node in self._others:  # noqa: SIM110
            if not node.may_hold(fired):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Count(_Group):
    """Holds if at least `at_least` children hold; `any` is a count of one.

    `_called` are the queries of all children that hang on them alone, `_others` the children that take more.
    """

    at_least: int = 1
    _called: frozenset[Query] = field(init=False, repr=False, compare=False)
    _others: tuple[Node, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _Group.__post_init__(self)
        called, others = _parted(self.children[place] for place in self._order)
        object.__setattr__(self, "_called", frozenset[Query]().union(*called))
        object.__setattr__(self, "_others", tuple(others))

    @property
    def hangs_on_queries(self) -> bool:
        """Whether it is possible if and only if one of its triggers fires."""
        return self.at_least == 1 and not self._others

    def evaluate(self, context: Context) -> Finding:
        found: dict[int, Finding] = {}
        spare = len(self.children) - self.at_least
        for place in self._order:
            finding = found[place] = self.children[place].evaluate(context)
            spare -= finding.truth is Truth.FALSE
            if spare < 0:
                return DID_NOT_HOLD
        return at_least(self.at_least, _as_written(found))

    def triggers(self) -> Triggers:
        """Those of all children but the `at_least - 1` heaviest: one of the others must hold."""
        offers = [offer for child in self.children if (offer := child.triggers()) is not None]
        needed = max(0, len(self.children) - self.at_least + 1)
        if self.at_least < 1 or len(offers) < needed:
            return None
        return frozenset[Query]().union(*sorted(offers, key=_weight)[:needed])

    def may_hold(self, fired: AbstractSet[Query]) -> bool:
        if self.at_least == 1:
            if not self._called.isdisjoint(fired):
                return True
            for node in self._others:  # noqa: SIM110 - as above
                if node.may_hold(fired):
                    return True
            return False
        wanted = self.at_least
        for place in self._order:
            if wanted <= 0:
                return True
            wanted -= self.children[place].may_hold(fired)
        return wanted <= 0


@dataclass(frozen=True, slots=True)
class NoneOf(_Group):
    """Holds if no child holds."""

    def evaluate(self, context: Context) -> Finding:
        found: dict[int, Finding] = {}
        for place in self._order:
            finding = found[place] = self.children[place].evaluate(context)
            if finding.truth is Truth.TRUE:
                return DID_NOT_HOLD
        finding = at_least(1, _as_written(found))
        return HELD if finding.truth is Truth.FALSE else finding

    def triggers(self) -> Triggers:
        return None

    def may_hold(self, fired: AbstractSet[Query]) -> bool:
        return True


def _parted(nodes: Iterable[Node]) -> tuple[list[frozenset[Query]], list[Node]]:
    """The queries of those nodes that are possible if and only if one of these fires, and the other nodes."""
    called: list[frozenset[Query]] = []
    others: list[Node] = []
    for node in nodes:
        alone = isinstance(node, Leaf) or (isinstance(node, Count) and node.hangs_on_queries)
        queries = node.triggers() if alone else None
        if queries is None:
            others.append(node)
        else:
            called.append(queries)
    return called, others


def _always(node: Node) -> bool:
    """Whether the node is possible whatever fires."""
    return isinstance(node, NoneOf) or (isinstance(node, Leaf) and node.triggers() is None)


def _as_written(found: dict[int, Finding]) -> Iterable[Finding]:
    return (found[place] for place in sorted(found))


def _weight(queries: Iterable[Query]) -> int:
    return sum(_WEIGHTS[query.kind] * len(query.patterns) for query in queries)


def _effort(node: Node) -> tuple[bool, int]:
    """What needs no hit is asked late, for it seldom rules anything out; then what weighs more."""
    weights = (_weight(leaf.queries()) or _WITHOUT_QUERIES for leaf in node.leaves())
    return node.triggers() is None, sum(weights)
