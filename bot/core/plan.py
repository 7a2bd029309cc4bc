"""Which rules a post calls: rules prepared once, so that a post touches only the few that it may concern."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from bot.core.history import Need
from bot.core.post import Post, PostKind
from bot.core.query import Query
from bot.core.ruleset import Mode, Rule, RuleSet


class Plan:
    """The enabled rules of some sets, by what calls them. Immutable, and shared by every chat that it holds for."""

    def __init__(self, sets: Iterable[RuleSet]) -> None:
        self.sets = tuple(sets)
        enabled = [rule for set_ in self.sets for rule in set_.rules if rule.mode is not Mode.DISABLED]
        self.rules: Sequence[Rule] = by_priority(enabled)
        self._always: dict[PostKind, list[int]] = {}
        self._called: dict[Query, list[int]] = {}
        for place, rule in enumerate(self.rules):
            self._dispatch(place, rule)
        self._callers = frozenset(self._called)
        leaves = [leaf for rule in self.rules for leaf in rule.condition.leaves()]
        self.counts_posts = any(leaf.counts_posts for leaf in leaves)
        needs = [leaf.needs() for leaf in leaves]
        needs += [action.needs() for rule in self.rules for action in rule.actions]
        self.needs: frozenset[Need] = frozenset[Need]().union(*needs)

    def candidates(self, post: Post, fired: Iterable[Query]) -> Iterator[Rule]:
        """The rules that may hold for the post, by falling priority. `fired` are the queries that may have a hit."""
        places = set(self._always.get(post.kind, ()))
        fired = frozenset(fired)
        for query in fired & self._callers:
            places.update(self._called[query])
        for place in sorted(places):
            rule = self.rules[place]
            if post.kind not in rule.applies_to or (rule.expires is not None and post.date >= rule.expires):
                continue
            if rule.condition.may_hold(fired):
                yield rule

    def _dispatch(self, place: int, rule: Rule) -> None:
        triggers = rule.condition.triggers()
        if triggers is None:
            for kind in rule.applies_to:
                self._always.setdefault(kind, []).append(place)
            return
        for query in triggers:
            self._called.setdefault(query, []).append(place)


_priority = attrgetter("priority")


def by_priority(rules: Iterable[Rule]) -> list[Rule]:
    """The rules by falling priority; those of one priority keep the order of their files."""
    # sorted() is stable, and so it is in reverse.
    return sorted(rules, key=_priority, reverse=True)


def queries(rules: Iterable[Rule]) -> tuple[Query, ...]:
    """What an index for the rules has to look for."""
    leaves = (leaf for rule in rules for leaf in rule.condition.leaves())
    # Rules that share a named condition share its queries.
    return tuple(dict.fromkeys(query for leaf in leaves for query in leaf.queries()))
