"""Rules that ask the same as another of their set."""

from collections.abc import Sequence

from bot.core.ruleset import Mode, Rule
from bot.lang.rule import Written
from bot.lang.version import canonical, spelled
from bot.source.diagnostic import Diagnostics


def check_twins(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of the second of two rules of a set that match the same posts."""
    first: dict[str, Rule] = {}
    for item in written:
        rule = item.rule
        if rule.mode is Mode.DISABLED:
            continue
        form = spelled([item.place.file, sorted(rule.applies_to), rule.mode, canonical(rule.condition)])
        other = first.setdefault(form, rule)
        if other is not rule and other.exempts is rule.exempts:
            fault = f"`{rule.name}` asks for the same as `{other.name}`"
            report.warning("twin-rule", fault, item.place, "put the actions of both into one rule")
