"""Rules that have expired."""

from collections.abc import Iterable

from bot.lang.rule import Written
from bot.source.diagnostic import Diagnostics


def check_expired(written: Iterable[Written], now: float, report: Diagnostics) -> None:
    """Warn of rules that no longer act; `now` in seconds since 1970 UTC."""
    for item in written:
        if item.rule.expires is not None and item.rule.expires <= now:
            place = expires.span if (expires := item.node.get("expires")) else item.place
            fault = f"`{item.rule.name}` has expired"
            report.warning("expired-rule", fault, place, "remove the rule, or give it a later date")
