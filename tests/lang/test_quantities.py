"""What somebody meant by a duration or a limit."""

import pytest

from bot.lang.quantities import meant_duration, meant_limit
from bot.source.node import Scalar, Span
from bot.source.scalars import resolve


def scalar(text: str) -> Scalar:
    return Scalar(Span("test", 1, 1), text, resolve(text))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1 day", "write `1d`"),
        ("2 weeks", "write `14d`"),
        ("90min", "write `90m`"),
        ("3 Hours", "write `3h`"),
        ("1mo", "write `30d`"),
        ("24", "add the unit: `24s`, `24m`, `24h` or `24d`"),
        ("forever", "write it like `30s`, `10m`, `2h` or `7d`"),
        ("1 fortnight", "write it like `30s`, `10m`, `2h` or `7d`"),
        ("s", "write it like `30s`, `10m`, `2h` or `7d`"),
    ],
)
def test_durations(text: str, hint: str) -> None:
    assert meant_duration(scalar(text)) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("> 100", "write `{above: 100}`"),
        ("<3", "write `{below: 3}`"),
        (">=0.5", "write `{at_least: 0.5}`"),
        ("≤ 5", "write `{at_most: 5}`"),
        ("= 5", "write `5`"),
        ("more", None),
        (">", None),
    ],
)
def test_limits(text: str, hint: str | None) -> None:
    assert meant_limit(scalar(text)) == hint
