"""Dates as people read them."""

from datetime import UTC, datetime

from bot.texts.catalogue import Texts


def moment(t: Texts, at: int) -> str:
    """A date, given in seconds since 1970, to the minute: `22 Nov 14:03 UTC`."""
    return f"{day(t, at)} {datetime.fromtimestamp(at, UTC):%H:%M} UTC"


def date_of(t: Texts, at: int) -> str:
    """The same with the year, for what may be far off: `22 Nov 2026 14:03 UTC`."""
    return f"{day(t, at)} {datetime.fromtimestamp(at, UTC):%Y %H:%M} UTC"


def day(t: Texts, at: int) -> str:
    """The day of a date, given in seconds since 1970: `22 Nov`."""
    date = datetime.fromtimestamp(at, UTC)
    return t.gettext("{day} {month}").format(day=date.day, month=_months(t)[date.month - 1])


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
