"""Judging: a post in, a verdict out. Pure; the same post, with the same facts, always gets the same verdict."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.core.action import Action
from bot.core.condition import MOST_EVIDENCE, Context
from bot.core.finding import Evidence, Fact, Truth
from bot.core.history import NO_PAST, Need, Past
from bot.core.plan import Plan, by_priority
from bot.core.post import Post, Role
from bot.core.query import Index, Scan
from bot.core.ruleset import Mode, Rule, RuleSet
from bot.core.union import unite
from bot.core.verdict import Match, Verdict


class Judge:
    """All rules in force for a chat, with the index over their queries.

    `plans` are the rules that every chat has, and where a chat has rules of its own, those. Of rules of one priority
    those of the earlier plan come first.
    """

    def __init__(self, plans: Sequence[Plan], index: Index, escalate: Action) -> None:
        self.plans, self._index, self._escalate = tuple(plans), index, escalate
        self.counts_posts = any(plan.counts_posts for plan in plans)
        self.needs: frozenset[Need] = frozenset[Need]().union(*(plan.needs for plan in plans))

    @property
    def sets(self) -> Sequence[RuleSet]:
        """Every set, the disabled rules included."""
        return [set_ for plan in self.plans for set_ in plan.sets]

    @property
    def rules(self) -> Sequence[Rule]:
        """Every enabled rule, by falling priority."""
        if len(self.plans) == 1:
            return self.plans[0].rules
        return by_priority(rule for plan in self.plans for rule in plan.rules)

    def judge(self, post: Post, past: Past = NO_PAST) -> Verdict:
        """The verdict on one post, with what was counted before it for each of `needs`."""
        scan = self._index.scan(post)
        context = Context(post, scan, past)
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
        if any(step.action.sanction for step in steps):
            missing |= _guards(post)
        return Verdict(post, enforced, shadows, steps, shadow_steps, missing)

    def _candidates(self, post: Post, scan: Scan) -> Iterable[Rule]:
        if len(self.plans) == 1:
            return self.plans[0].candidates(post, scan.fired())
        fired = list(scan.fired())
        return by_priority(rule for plan in self.plans for rule in plan.candidates(post, fired))


def _guards(post: Post) -> frozenset[Fact]:
    """What is not known of the author and would forbid a sanction."""
    author = post.author
    guards = {Fact.ADMIN} if author.known(Role.ADMIN) is None else set[Fact]()
    if author.known(Role.CHANNEL) and author.known(Role.LINKED_CHANNEL) is None:
        guards.add(Fact.LINKED_CHANNEL)
    return frozenset(guards)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once: branches of a rule may rest on the same words."""
    return tuple(islice(dict.fromkeys(evidence), MOST_EVIDENCE))


def _exemption(rules: Iterable[Rule]) -> float:
    """The priority below which rules are exempted."""
    allows = [rule.priority for rule in rules if rule.exempts and rule.mode is Mode.ENFORCE]
    return max(allows, default=float("-inf"))
