"""Regular expressions: what they see, what they are refused for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.query import PatternKind
from bot.matching.patterns import fault, weakness
from tests.matching.tools import found

FOUND = [
    (r"зараб\w*\s+от\s+\d+", "Зapaбoтoк от 5000 в день", [("Зapaбoтoк от 5000", True)]),
    (r"fr(ee|33) btc", "f r e e  b t c", [("f r e e  b t c", True)]),
    (r"\bfree\b", "so free, freedom free", [("free", False), ("free", False)]),
    (r"\bмир\b", "мир миру мирный мир", [("мир", False), ("мир", False)]),
    (r"(earn|make) \$?\d+", "Make $500 and earn 20", [("Make $500", False), ("earn 20", False)]),
    (r"@\w{5,32}", "пишите @менеджер_1", [("@менеджер_1", False)]),
    (r"\d{3}", "a 12 ٣٤٥", [("٣٤٥", False)]),
    (r"STRASSE", "Straße", [("Straße", False)]),
    (r"[А-Я]{3}ка", "шапка", [("шапка", False)]),
    (r"a\sb", "a \t\n b", [("a \t\n b", False)]),
    (r"^free$", "  FREE ", [("FREE", False)]),
    (r"\W{2}x", "a!?x", [("!?x", False)]),
    (r"b+tc|usdt", "bbbtc 加usdt吧", [("bbbtc", False), ("usdt", False)]),
    (r"(?:buy|sell)\s*[0-9]k", "🔥 SELL 5k", [("SELL 5k", False)]),
    (r"\p{Cyrillic}+", "ab где cd", [("где", False)]),
    (r"\Qa.b\E", "a.b axb", [("a.b", False)]),
    (r"код \d{6}", "kод 123456", [("kод 123456", True)]),
    (r"[а-я]+ \d+", "pot 5", []),
    (r"x{3}\b", "xxxы", []),
    (r"\bb\b", "b 𝐛 _b b_ ab भb b", [("b", False), ("𝐛", False), ("b", False)]),
    (r"z.{1,3}z", "x 𝐚яz, z𝐚яz", [("z, z", False)]),
    (r"[a-z]{3,12}(?:77|168)", "try 𝐁𝐓𝐕❶❻❽ now", [("𝐁𝐓𝐕❶❻❽", True)]),
]


@pytest.mark.parametrize(("expression", "text", "evidence"), FOUND)
def test_finds(expression: str, text: str, evidence: list[tuple[str, bool]]) -> None:
    assert fault(PatternKind.REGEX, expression) is None
    assert found(PatternKind.REGEX, expression, text) == evidence


def test_original_is_seen_as_it_was_written() -> None:
    assert found(PatternKind.REGEX, r"[A-Z]{3}", "abc ABC ＡＢＣ", original=True) == [("ABC", False)]
    assert found(PatternKind.REGEX, r"\x{200B}+", "a\u200b\u200bb", original=True) == [("\u200b\u200b", False)]
    assert found(PatternKind.REGEX, r"\bМИР\b", "МИР мир", original=True) == [("МИР", False)]


REFUSED = [
    (r"a(?=b)", "regex-lookaround"),
    (r"(?<!a)b", "regex-lookaround"),
    (r"(a)\1", "regex-backreference"),
    (r"(?P<x>a)(?P=x)", "regex-backreference"),
    (r"a*", "regex-empty"),
    (r"(a|)", "regex-empty"),
    (r"\b", "regex-empty"),
    ("", "regex-empty"),
    (r"(?i)", "regex-empty"),
    (r"a{1001}", "regex-repeat"),
    (r"(?:a{100}){100}", "regex-too-large"),
    (r"(\pL{1,400}){1,100}", "regex-too-large"),
    (r"(?:.{0,30}a){10}z", "regex-too-large"),
    (r"[ab]*a[ab]{500}x", "regex-too-large"),
    (r"a.{0,251}z", "regex-too-large"),
    ("(" * 100 + "a" + ")" * 100, "regex-too-large"),
    ("a" * 501, "pattern-too-long"),
    (r"(?>a)", "regex-unsupported"),
    (r"a++", "regex-unsupported"),
    (r"a\Z", "regex-unsupported"),
    (r"(?#x)a", "regex-unsupported"),
    ("(a", "regex-syntax"),
    ("a)", "regex-syntax"),
    ("[a", "regex-syntax"),
    ("[z-a]", "regex-syntax"),
    ("*a", "regex-syntax"),
    ("a{3,1}", "regex-syntax"),
    ("a\\", "regex-syntax"),
    (r"\y", "regex-syntax"),
    (r"\p{Klingon}x", "regex-syntax"),
    ("a\ud800", "regex-syntax"),
]


@pytest.mark.parametrize(("expression", "code"), REFUSED)
def test_refuses(expression: str, code: str) -> None:
    refusal = fault(PatternKind.REGEX, expression)
    assert refusal is not None
    assert refusal.code == code


@pytest.mark.parametrize(
    "expression",
    [r"a.{0,200}z", r"(?:\w+\s+){0,50}x", r"free.{0,100}btc.{0,100}now", r"(?:viagra|cialis|xanax){1,10}", r"\d{16}"],
)
def test_accepts_repeats_of_ordinary_size(expression: str) -> None:
    assert fault(PatternKind.REGEX, expression) is None


@given(st.text(st.sampled_from(r"abcя\(){}[]|*+?^$.-,:0123=!<>PpQEwWdDsSbBxUi&~# "), max_size=30))
def test_what_is_accepted_compiles_and_what_is_not_is_refused_quietly(expression: str) -> None:
    if fault(PatternKind.REGEX, expression) is None:
        found(PatternKind.REGEX, expression, "abc яbc 012 ab\nc-=!")


@pytest.mark.parametrize(
    ("kind", "pattern", "code"),
    [
        (PatternKind.WORD, "", "pattern-empty"),
        (PatternKind.WORD, " \u200b ", "pattern-empty"),
        (PatternKind.SUBSTRING, "", "pattern-empty"),
        (PatternKind.WORD, "* **", "pattern-only-stars"),
        (PatternKind.WORD, "x" * 501, "pattern-too-long"),
        (PatternKind.DOMAIN, "", "domain-invalid"),
        (PatternKind.DOMAIN, "https://evil.com/x", "domain-invalid"),
        (PatternKind.DOMAIN, "a b.com", "domain-invalid"),
        (PatternKind.DOMAIN, "evil..com", "domain-invalid"),
        (PatternKind.DOMAIN, "e*.com", "domain-invalid"),
        (PatternKind.DOMAIN, "пример.рф", None),
        (PatternKind.DOMAIN, "*.evil.com", None),
        (PatternKind.DOMAIN, "xyz", None),
        (PatternKind.WORD, "$500", None),
        (PatternKind.WORD, "🔥", None),
        (PatternKind.SUBSTRING, "*", None),
    ],
)
def test_other_patterns(kind: PatternKind, pattern: str, code: str | None) -> None:
    refusal = fault(kind, pattern)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("kind", "pattern", "exact", "code"),
    [
        (PatternKind.WORD, "pot", False, "short-word"),
        (PatternKind.WORD, "pot", True, None),
        (PatternKind.WORD, "pots", False, None),
        (PatternKind.WORD, "免费", False, None),
        (PatternKind.REGEX, "free btc", False, "plain-regex"),
        (PatternKind.REGEX, "free.btc", False, None),
        (PatternKind.DOMAIN, "t.me", False, None),
    ],
)
def test_weaknesses(kind: PatternKind, pattern: str, exact: bool, code: str | None) -> None:
    weak = weakness(kind, pattern, exact)
    assert (weak and weak.code) == code
