"""Warnings: rules that are valid, but poor."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.core import logic
from bot.core.ruleset import Mode, Rule
from bot.lang.examples import KEYS
from bot.lang.rule import Written
from bot.lang.version import canonical, spelled
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping

_HARMLESS = frozenset({"allow", "log"})


def lint(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of what is poor about the rules of all sets together."""
    bars = _Bars(item.rule for item in written if _allows(item.rule))
    for item in written:
        _check_examples(item, report)
        _check_reasons(item, report)
        _check_alive(item, bars, report)


class _Bars:
    """The rules that exempt posts, by the condition of each that the fewest others have, so that few are looked at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        conjuncts = [(rule, frozenset(_conjuncts(rule.condition))) for rule in rules]
        times = Counter(text for _, texts in conjuncts for text in texts)
        self._rules: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
        for rule, texts in conjuncts:
            self._rules.setdefault(min(texts, key=lambda text: (times[text], text)), []).append((rule, texts))

    def above(self, rule: Rule, conjuncts: frozenset[str]) -> Rule | None:
        """A rule that exempts every post that this one matches."""
        candidates = (candidate for text in conjuncts for candidate in self._rules.get(text, ()))
        for other, bar in candidates:
            if other.priority > rule.priority and bar <= conjuncts and other.applies_to >= rule.applies_to:
                return other
        return None


def _check_examples(item: Written, report: Diagnostics) -> None:
    examples = item.node.get("examples")
    missing = [key for key in KEYS if not isinstance(examples, Mapping) or examples.get(key) is None]
    if missing:
        what = " and ".join(f"`{key}`" for key in missing)
        hint = "add posts that it must match and posts that it must leave alone"
        report.warning("missing-examples", f"`{item.rule.name}` has no examples under {what}", item.node.span, hint)


def _check_reasons(item: Written, report: Diagnostics) -> None:
    rule = item.rule
    if all(action.name in _HARMLESS for action in rule.actions):
        return
    missing = [key for key, value in (("category", rule.category), ("reason", rule.reason)) if not value]
    if missing:
        what = " and no ".join(f"`{key}`" for key in missing)
        hint = "people are told them when it acts"
        report.warning("undocumented-rule", f"`{rule.name}` has no {what}", item.node.span, hint)


def _check_alive(item: Written, bars: _Bars, report: Diagnostics) -> None:
    conjuncts = frozenset(_conjuncts(item.rule.condition))
    if not conjuncts.isdisjoint(_excluded(item.rule.condition)):
        fault = f"`{item.rule.name}` never matches: it asks for what it rules out"
        report.warning("dead-rule", fault, item.node.span, "remove the contradiction between `if` and `unless`")
    if other := bars.above(item.rule, conjuncts):
        fault = f"`{item.rule.name}` never acts: `{other.name}` allows all that it matches"
        report.warning("dead-rule", fault, item.node.span, "raise its priority above that rule's, or remove it")


def _allows(rule: Rule) -> bool:
    return rule.exempts and rule.mode is Mode.ENFORCE and rule.expires is None


def _conjuncts(node: logic.Node) -> Iterator[str]:
    """The conditions that must all hold, spelled out."""
    if isinstance(node, logic.All):
        for child in node.children:
            yield from _conjuncts(child)
    else:
        yield spelled(canonical(node))


def _excluded(node: logic.Node) -> Iterator[str]:
    """The conditions none of which may hold, spelled out."""
    if isinstance(node, logic.All):
        for child in node.children:
            yield from _excluded(child)
    elif isinstance(node, logic.NoneOf):
        for child in node.children:
            yield spelled(canonical(child))
