"""How conditions compose: `all`, `any`, `none` and `count` in Kleene's three-valued logic."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, HELD, Finding, Truth, at_least, every
from bot.core.query import Query

Triggers = frozenset[Query] | None


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
        """As for `Condition.triggers`."""


@dataclass(frozen=True, slots=True)
class Leaf(Node):
    """A single condition."""

    condition: Condition

    def evaluate(self, context: Context) -> Finding:
        return self.condition.check(context)

    def leaves(self) -> Iterator[Condition]:
        yield self.condition

    def triggers(self) -> Triggers:
        return self.condition.triggers()


@dataclass(frozen=True, slots=True)
class _Group(Node):
    children: tuple[Node, ...]

    def leaves(self) -> Iterator[Condition]:
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class All(_Group):
    """Holds if every child holds."""

    def evaluate(self, context: Context) -> Finding:
        return every(child.evaluate(context) for child in self.children)

    def triggers(self) -> Triggers:
        offers = [offer for child in self.children if (offer := child.triggers()) is not None]
        return min(offers, key=_weight) if offers else None


@dataclass(frozen=True, slots=True)
class Count(_Group):
    """Holds if at least `at_least` children hold; `any` is a count of one."""

    at_least: int = 1

    def evaluate(self, context: Context) -> Finding:
        return at_least(self.at_least, (child.evaluate(context) for child in self.children))

    def triggers(self) -> Triggers:
        offers = [child.triggers() for child in self.children]
        if self.at_least < 1 or any(offer is None for offer in offers):
            return None
        return frozenset[Query]().union(*(offer for offer in offers if offer is not None))


@dataclass(frozen=True, slots=True)
class NoneOf(_Group):
    """Holds if no child holds."""

    def evaluate(self, context: Context) -> Finding:
        finding = at_least(1, (child.evaluate(context) for child in self.children))
        if finding.truth is Truth.TRUE:
            return DID_NOT_HOLD
        return HELD if finding.truth is Truth.FALSE else finding

    def triggers(self) -> Triggers:
        return None


def _weight(offer: frozenset[Query]) -> int:
    return sum(len(query.patterns) for query in offer)
