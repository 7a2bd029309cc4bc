"""Rules whose actions do less than they seem to."""

from collections.abc import Sequence

from bot.core.post import PostKind
from bot.core.ruleset import Mode, Rule
from bot.lang.rule import Written
from bot.source.diagnostic import Diagnostics

_REMOVING = frozenset({"ban", "kick"})
_SHOWING = frozenset({PostKind.MESSAGE, PostKind.COMMENT, PostKind.CHANNEL_POST})


def check_actions(written: Sequence[Written], report: Diagnostics) -> None:
    """Report an `allow` without effect, a ban that leaves the post, a sanction that no author can get."""
    acting = [item.rule.priority for item in written if not item.rule.exempts and item.rule.mode is not Mode.DISABLED]
    lowest = min(acting, default=None)
    for item in written:
        rule = item.rule
        if rule.exempts and rule.mode is not Mode.DISABLED:
            _check_allow(item, lowest, report)
        _check_removal(item, report)
        _check_sanctions(item, report)


def _check_allow(item: Written, lowest: int | None, report: Diagnostics) -> None:
    rule = item.rule
    if rule.mode is Mode.SHADOW:
        fault = f"`{rule.name}` allows nothing while it is in shadow"
        report.warning("idle-allow", fault, item.place, "write `mode: enforce`, or leave `mode` out")
    elif lowest is not None and lowest >= rule.priority:
        fault = f"`{rule.name}` allows nothing: no rule has a lower priority than {rule.priority}"
        report.warning("idle-allow", fault, item.place, f"write `priority: {_above(lowest)}` or more")


def _above(lowest: int) -> int:
    return max(10, 10 * (lowest // 10 + 1))


def _check_removal(item: Written, report: Diagnostics) -> None:
    rule, names = item.rule, _names(item.rule)
    if names & _REMOVING and "delete" not in names and rule.purge is None and rule.applies_to & _SHOWING:
        fault = f"`{rule.name}` removes the author, but leaves the post"
        report.note("post-stays", fault, item.place, "add `delete` to `then`")


def _check_sanctions(item: Written, report: Diagnostics) -> None:
    if item.rule.applies_to == {PostKind.CHANNEL_POST}:
        for action in item.rule.actions:
            if action.sanction:
                fault = f"`{item.rule.name}` cannot {action.name}: a channel's posts have no author of their own"
                report.note("no-author", fault, item.place, "it opens a case instead; write `escalate`")


def _names(rule: Rule) -> frozenset[str]:
    return frozenset(action.name for action in rule.actions)
