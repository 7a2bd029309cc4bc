"""Expressions that only look for words."""

import pytest

from bot.matching.plain import Plain, plain


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("casino", Plain(("casino",), whole=False)),
        (r"\bcasino\b", Plain(("casino",), whole=True)),
        (r"(?i)\b(?:casino|free\s+spins)\b", Plain(("casino", "free spins"), whole=True)),
        (".*casino.*", Plain(("casino",), whole=False)),
        ("free btc", Plain(("free btc",), whole=False)),
        (r"free\sbtc", Plain(("free btc",), whole=False)),
        ("казино|ставки", Plain(("казино", "ставки"), whole=False)),
        (r"\bcasino", None),
        ("^casino$", None),
        ("casin[o0]", None),
        ("casinos?", None),
        (r"casino\.com", None),
        (r"free\s*btc", None),
        ("casino|", None),
        (r"\b", None),
        (".*", None),
        ("(", None),
        ("|".join(f"word{n}" for n in range(30)), None),
    ],
)
def test_plain(expression: str, expected: Plain | None) -> None:
    assert plain(expression) == expected
