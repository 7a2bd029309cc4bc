import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.likeness import resembles


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Pavel Durov", "pavel durov", True),
        ("Pavel Durov", "PaveI Durov", True),  # a capital i
        ("Pavel Durov", "\u0420\u0430v\u0435l Dur\u043ev", True),  # Cyrillic letters
        ("Pavel Durov", "𝓟𝓪𝓿𝓮𝓵 𝓓𝓾𝓻𝓸𝓿", True),
        ("Pavel Durov", "Pavel  Durov 🔥", True),
        ("Pavel Durov", "P@vel Dur0v", True),
        ("Pavel Durov", "P\u200bavel Du\u0301rov", True),
        ("pavel_durov", "paveldurov_", True),
        ("@paveldurov", "Pavel Durov", True),
        ("admin", "adrnin", True),
        ("Маша", "Mawa", True),
        ("Pavel Durov", "Pavel Dubrov", False),
        ("Pavel", "Pavel Durov", False),
        ("Вова", "Бова", False),
        ("anna1986", "anna1988", False),
        ("user10", "user11", False),
        ("Ann", "Ann", False),  # three letters are too few
        ("A.N.N.", "Ann", False),
        ("🔥🔥🔥🔥", "🔥🔥🔥🔥", False),
        ("", "", False),
    ],
)
def test_which_names_pass_for_which(name: str, other: str, expected: bool) -> None:
    assert resembles(name, other) is expected
    assert resembles(other, name) is expected


@given(st.text(), st.text())
def test_any_text_is_a_name(name: str, other: str) -> None:
    assert resembles(name, other) == resembles(other, name)
    assert resembles(name, name) == resembles(name, f"{name} ")
