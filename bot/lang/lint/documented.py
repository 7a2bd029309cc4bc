"""Rules without examples, and rules that cannot say why they act."""

from collections.abc import Sequence

from bot.lang.examples import KEYS
from bot.lang.rule import Written
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping

_HARMLESS = frozenset({"allow", "log"})


def check_documented(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of what is missing beside a rule."""
    for item in written:
        _check_examples(item, report)
        _check_reasons(item, report)


def _check_examples(item: Written, report: Diagnostics) -> None:
    examples = item.node.get("examples")
    missing = [key for key in KEYS if not isinstance(examples, Mapping) or examples.get(key) is None]
    if missing:
        what = " and ".join(f"`{key}`" for key in missing)
        hint = "add posts that it must match and posts that it must leave alone"
        report.warning("missing-examples", f"`{item.rule.name}` has no examples under {what}", item.place, hint)


def _check_reasons(item: Written, report: Diagnostics) -> None:
    rule = item.rule
    if all(action.name in _HARMLESS for action in rule.actions):
        return
    missing = [key for key, value in (("category", rule.category), ("reason", rule.reason)) if not value]
    if missing:
        what = " and no ".join(f"`{key}`" for key in missing)
        hint = "people are told them when it acts"
        report.warning("undocumented-rule", f"`{rule.name}` has no {what}", item.place, hint)
