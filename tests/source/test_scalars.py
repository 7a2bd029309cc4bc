import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.source.node import Value
from bot.source.scalars import resolve

CORE_SCHEMA: list[tuple[str, Value]] = [
    *((text, None) for text in ("", "~", "null", "Null", "NULL")),
    *((text, True) for text in ("true", "True", "TRUE")),
    *((text, False) for text in ("false", "False", "FALSE")),
    *((text, text) for text in ("no", "No", "NO", "yes", "on", "off", "y", "n", "nULL", "tRUE", "none", "None")),
    *(
        (text, text)
        for text in ("1:30", "12:30:45", "1_000", "0b101", "2024-01-01", "0x", "0o8", "0xg", "+0x1F", "-0o7")
    ),
    *((text, text) for text in ("-", "+", ".", "..", "-.", "e5", ".e5", "1e", "1.5.2", "+.nan", "- 1", "١٢", "１２")),
    ("0", 0),
    ("012", 12),
    ("-012", -12),
    ("+7", 7),
    ("0o14", 12),
    ("0x1F", 31),
    ("0xdeadBEEF", 0xDEADBEEF),
    ("99999999999999999999", 99999999999999999999),
    ("1.", 1.0),
    ("1.10", 1.1),
    (".5", 0.5),
    ("-.5", -0.5),
    ("+1e3", 1000.0),
    ("1E-2", 0.01),
    ("0.0", 0.0),
    (".inf", math.inf),
    ("+.INF", math.inf),
    ("-.Inf", -math.inf),
    ("1e999", math.inf),
]


@pytest.mark.parametrize(("text", "value"), CORE_SCHEMA)
def test_the_core_schema(text: str, value: Value) -> None:
    found = resolve(text)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    found = resolve(text)
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize("text", ["9" * 301, "0x" + "f" * 400, "1." + "0" * 5000])
def test_a_number_too_long_to_convert_stays_text(text: str) -> None:
    assert resolve(text) == text


@given(st.integers(-(10**200), 10**200))
def test_whole_numbers(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers(number: float) -> None:
    assert resolve(repr(number)) == number


@given(st.text())
def test_every_text_means_something(text: str) -> None:
    value = resolve(text)
    assert value == text or not isinstance(value, str)
