"""Stretches of time as people say them."""

from bot.texts.catalogue import Texts

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def lasting(t: Texts, seconds: int | None) -> str:
    """How long something lasts: `for 7 days`; None is for good."""
    if seconds is None:
        return t.gettext("for good")
    return t.gettext("for {duration}").format(duration=duration(t, seconds))


def duration(t: Texts, seconds: float) -> str:
    """So many seconds, in the largest unit that shows them to within a tenth or so: `36 hours`, `7 days`."""
    for unit, of_unit in ((_DAY, _days), (_HOUR, _hours), (_MINUTE, _minutes)):
        if seconds >= unit and (seconds % unit == 0 or seconds >= 2 * unit):
            return of_unit(t, round(seconds / unit))
    if seconds >= _MINUTE:
        return _minutes(t, round(seconds / _MINUTE))
    count = round(seconds)
    return t.ngettext("{count} second", "{count} seconds", count).format(count=count)


def _days(t: Texts, count: int) -> str:
    return t.ngettext("{count} day", "{count} days", count).format(count=count)


def _hours(t: Texts, count: int) -> str:
    return t.ngettext("{count} hour", "{count} hours", count).format(count=count)


def _minutes(t: Texts, count: int) -> str:
    return t.ngettext("{count} minute", "{count} minutes", count).format(count=count)
