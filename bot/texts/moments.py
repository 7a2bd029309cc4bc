"""Dates as people read them."""

from datetime import UTC, datetime

from bot.texts.catalogue import Texts


def moment(t: Texts, at: int) -> str:
    """A date, given in seconds since 1970, to the minute: `22 Nov 14:03 UTC`."""
    date = datetime.fromtimestamp(at, UTC)
    return f"{date.day} {_months(t)[date.month - 1]} {date:%H:%M} UTC"


def _months(t: Texts) -> tuple[str, ...]:
    return (
        t.gettext("Jan"),
        t.gettext("Feb"),
        t.gettext("Mar"),
        t.gettext("Apr"),
        t.gettext("May"),
        t.gettext("Jun"),
        t.gettext("Jul"),
        t.gettext("Aug"),
        t.gettext("Sep"),
        t.gettext("Oct"),
        t.gettext("Nov"),
        t.gettext("Dec"),
    )
