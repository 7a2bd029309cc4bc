"""Judging: a post in, a verdict out. Pure; the same post, with the same facts, always gets the same verdict."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.core.action import Action
from bot.core.condition import MOST_EVIDENCE, Context
from bot.core.finding import Evidence, Fact, Truth
from bot.core.logic import Triggers
from bot.core.post import Post, PostKind, Role
from bot.core.query import Index, Query, Scan
from bot.core.ruleset import Mode, Rule, RuleSet
from bot.core.union import unite
from bot.core.verdict import Match, Verdict


class Judge:
    """All rule sets in force for a chat, with the index over their queries.

    Only rules that a hit of the index calls, and those that nothing can call, are judged at all.
    """

    def __init__(self, sets: Sequence[RuleSet], index: Index, escalate: Action) -> None:
        self.sets = tuple(sets)
        self._index = index
        self._escalate = escalate
        enabled = [rule for set_ in sets for rule in set_.rules if rule.mode is not Mode.DISABLED]
        # sorted() is stable, so rules of one priority keep the order of their files.
        self._rules = sorted(enabled, key=lambda rule: -rule.priority)
        self._always: dict[PostKind, list[int]] = {kind: [] for kind in PostKind}
        self._called: dict[Query, list[int]] = {}
        for place, rule in enumerate(self._rules):
            self._dispatch(place, rule, rule.condition.triggers())
        self.counts_posts = any(leaf.counts_posts for rule in self._rules for leaf in rule.condition.leaves())

    @property
    def rules(self) -> Sequence[Rule]:
        """Every enabled rule, by falling priority."""
        return self._rules

    def judge(self, post: Post) -> Verdict:
        """The verdict on one post."""
        scan = self._index.scan(post)
        context = Context(post, scan)
        matches: list[Match] = []
        unknown: list[tuple[Rule, frozenset[Fact]]] = []
        for rule in self._candidates(post, scan):
            finding = rule.condition.evaluate(context)
            if finding.truth is Truth.TRUE:
                matches.append(Match(rule, _distinct(finding.evidence)))
            elif finding.truth is Truth.UNKNOWN:
                unknown.append((rule, finding.missing))
        if not matches and not unknown:
            return Verdict(post)
        return self._conclude(post, matches, unknown)

    def _conclude(self, post: Post, matches: list[Match], unknown: list[tuple[Rule, frozenset[Fact]]]) -> Verdict:
        bar = _exemption(match.rule for match in matches)
        matches = [match for match in matches if match.rule.priority >= bar]
        enforced = tuple(match for match in matches if match.rule.mode is Mode.ENFORCE)
        shadows = tuple(match for match in matches if match.rule.mode is Mode.SHADOW)
        steps = unite(enforced, post, self._escalate)
        shadow_steps = unite(shadows, post, self._escalate)
        missing = frozenset[Fact]().union(*(facts for rule, facts in unknown if rule.priority >= bar))
        if post.author.known(Role.ADMIN) is None and any(step.action.sanction for step in steps):
            missing |= {Fact.ADMIN}
        return Verdict(post, enforced, shadows, steps, shadow_steps, missing)

    def _candidates(self, post: Post, scan: Scan) -> Iterable[Rule]:
        places = set(self._always[post.kind])
        for query in scan.fired():
            places.update(self._called.get(query, ()))
        for place in sorted(places):
            rule = self._rules[place]
            if post.kind in rule.applies_to and (rule.expires is None or post.date < rule.expires):
                yield rule

    def _dispatch(self, place: int, rule: Rule, triggers: Triggers) -> None:
        if triggers is None:
            for kind in rule.applies_to:
                self._always[kind].append(place)
            return
        for query in triggers:
            self._called.setdefault(query, []).append(place)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once: branches of a rule may rest on the same words."""
    return tuple(islice(dict.fromkeys(evidence), MOST_EVIDENCE))


def _exemption(rules: Iterable[Rule]) -> float:
    """The priority below which rules are exempted."""
    allows = [rule.priority for rule in rules if rule.exempts and rule.mode is Mode.ENFORCE]
    return max(allows, default=float("-inf"))
