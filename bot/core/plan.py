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
        leaves = [leaf for rule in self.rules for leaf in rule.condition.leaves()]
        self.counts_posts = any(leaf.counts_posts for leaf in leaves)
        self.needs: frozenset[Need] = frozenset(need for leaf in leaves for need in leaf.needs())

    def candidates(self, post: Post, fired: Iterable[Query]) -> Iterator[Rule]:
        """The rules that may hold for the post, by falling priority. `fired` are the queries that may have a hit."""
        places = set(self._always.get(post.kind, ()))
        for query in fired:
            places.update(self._called.get(query, ()))
        for place in sorted(places):
            rule = self.rules[place]
            if post.kind in rule.applies_to and (rule.expires is None or post.date < rule.expires):
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
