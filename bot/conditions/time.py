"""`time`: when the post was published."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from bot.core.arguments import argument
from bot.core.condition import Condition, Context
from bot.core.errors import ArgumentError
from bot.core.finding import Finding
from bot.source.suggest import closest

_SPAN = re.compile(r"([01]?\d|2[0-4]):([0-5]\d) ?[-–] ?([01]?\d|2[0-4]):([0-5]\d)", re.ASCII)
_DAY = 24 * 60
_LATEST = 253_370_764_800  # the first moment of the year 9999


class Day(StrEnum):
    """The days of the week, in the order that `datetime` counts them."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


_DAYS = tuple(Day)


class _Span(NamedTuple):
    """From the first minute of a day to before the last, which is over midnight if it is not later."""

    first: int
    last: int


@dataclass(frozen=True)
class Time(Condition):
    """Holds if the post was published at such a time; an edit does not change when that was.

    A span over midnight belongs to the day on which it begins. Unknown for a post without a date. Example: `time:
    {between: 22:00-06:00, zone: Europe/Berlin, days: [fri, sat]}`.
    """

    between: tuple[str, ...] = argument(
        "Times of day, one of which it must be; the last minute is not part of a span.",
        default=(),
        example="[22:00-06:00]",
    )
    zone: str | None = argument(
        "The time zone, by its name in the IANA database, such as `Europe/Berlin`; UTC, if it is not given."
    )
    days: tuple[Day, ...] = argument("Days of the week, one of which it must be.", default=(), example="[sat, sun]")

    def __post_init__(self) -> None:
        if not self.between and not self.days:
            raise ArgumentError("`time` needs `between` or `days`", hint="for example `time: 22:00-06:00`")
        # Both are worked out now, so that what is wrong shows while the rule is read, and judging reads no file.
        self._spans, self._zone  # noqa: B018

    def check(self, context: Context) -> Finding:
        moment = self._moment(context)
        if moment is None:
            return Finding.of(None)
        minute, day = moment.hour * 60 + moment.minute, moment.weekday()
        return Finding.of(any(self._falls(span, minute, day) for span in self._spans))

    def account(self, context: Context) -> str:
        moment = self._moment(context)
        if moment is None:
            return "the post has no date"
        return f"{_DAYS[moment.weekday()]} {moment.hour:02}:{moment.minute:02} in {self._zone}"

    def _moment(self, context: Context) -> datetime | None:
        date = context.post.date
        return datetime.fromtimestamp(date, self._zone) if 0 < date < _LATEST else None

    def _falls(self, span: _Span, minute: int, day: int) -> bool:
        if span.first < span.last:
            return span.first <= minute < span.last and self._on(day)
        return (minute >= span.first and self._on(day)) or (minute < span.last and self._on(day - 1))

    def _on(self, day: int) -> bool:
        return not self.days or _DAYS[day] in self.days

    @cached_property
    def _spans(self) -> tuple[_Span, ...]:
        return tuple(map(_read_span, self.between)) or (_Span(0, _DAY),)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return _read_zone(self.zone or "UTC")


def _read_span(text: str) -> _Span:
    match = _SPAN.fullmatch(text)
    first, last = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])) if match else (0, 0)
    if first == last or first >= _DAY or last > _DAY:
        hint = "write it like `22:00-06:00`"
        raise ArgumentError(f"`{text}` is no span of the day", field="between", hint=hint)
    return _Span(first, last)


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, no name of a zone, a folder of the database
        meant = closest(name, sorted(available_timezones()))
        hint = f"did you mean `{meant}`?" if meant else "write it like `Europe/Berlin`"
        raise ArgumentError(f"there is no time zone `{name}`", field="zone", hint=hint) from None
