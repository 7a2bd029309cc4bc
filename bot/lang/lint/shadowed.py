"""Rules that never act, because an `allow` exempts all that they match."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.core import logic
from bot.core.ruleset import Mode, Rule
from bot.lang.lint.parts import conditions, conjuncts, implies
from bot.lang.rule import Written
from bot.lang.version import canonical, spelled
from bot.source.diagnostic import Diagnostics

_MOST_PAIRS = 20_000
"""Pairs of rules beyond which only what is written alike is seen to be the same."""


def check_shadowed(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of every rule that an `allow` of higher priority keeps from acting."""
    rules = [item.rule for item in written if _allows(item.rule)]
    alike, wider = _Alike(rules), rules if len(rules) * len(written) <= _MOST_PAIRS else []
    for item in written:
        parts = frozenset(_spellings(item.rule))
        if other := alike.above(item.rule, parts) or _wider(wider, item.rule, parts):
            fault = f"`{item.rule.name}` never acts: `{other.name}` allows all that it matches"
            hint = f"raise its `priority` above {other.priority}, or remove it"
            report.warning("dead-rule", fault, item.place, hint)


class _Alike:
    """The rules that exempt posts, by the condition of each that the fewest others have, so that few are looked at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        spelt = [(rule, frozenset(_spellings(rule))) for rule in rules]
        times = Counter(text for _, texts in spelt for text in texts)
        self._rules: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
        for rule, texts in spelt:
            self._rules.setdefault(min(texts, key=lambda text: (times[text], text)), []).append((rule, texts))

    def above(self, rule: Rule, parts: frozenset[str]) -> Rule | None:
        """A rule that exempts every post that this one matches."""
        candidates = (candidate for text in parts for candidate in self._rules.get(text, ()))
        return next((other for other, texts in candidates if texts <= parts and _stands_above(other, rule)), None)


def _wider(allowing: Iterable[Rule], rule: Rule, parts: frozenset[str]) -> Rule | None:
    """The same, where a condition only follows from another."""
    return next((other for other in allowing if _stands_above(other, rule) and _follows(other, rule, parts)), None)


def _follows(other: Rule, rule: Rule, parts: frozenset[str]) -> bool:
    asked = conditions(rule.condition)
    return all(
        any(implies(one, node.condition) for one in asked)
        if isinstance(node, logic.Leaf)
        else spelled(canonical(node)) in parts
        for node in conjuncts(other.condition)
    )


def _stands_above(other: Rule, rule: Rule) -> bool:
    return other.priority > rule.priority and other.applies_to >= rule.applies_to


def _allows(rule: Rule) -> bool:
    return rule.exempts and rule.mode is Mode.ENFORCE and rule.expires is None


def _spellings(rule: Rule) -> Iterable[str]:
    return (spelled(canonical(node)) for node in conjuncts(rule.condition))
