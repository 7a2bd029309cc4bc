r"""What other engines know and RE2 does not: named, placed, and with a way around."""

import pytest

from bot.core.query import PatternKind
from bot.matching.patterns import fault


@pytest.mark.parametrize(
    ("expression", "code", "place", "named", "way"),
    [
        ("a(?=b)", "regex-lookaround", 1, "the look-ahead `(?=…)`", "match what follows as well"),
        ("a(?!b)", "regex-lookaround", 1, "the negative look-ahead `(?!…)`", "`unless` or `none`"),
        ("(?<=a)b", "regex-lookaround", 0, "the look-behind `(?<=…)`", "match what stands before as well"),
        ("xx(?<!a)b", "regex-lookaround", 2, "the negative look-behind `(?<!…)`", "`(?:^|[^x])`"),
        (r"(.)\1", "regex-backreference", 3, r"the back-reference `\1`", "`aa|bb`"),
        (r"(?P<q>['x])(?P=q)", "regex-backreference", 11, "the back-reference `(?P=…)`", "`aa|bb`"),
        (r"(?<q>x)\k<q>", "regex-backreference", 7, r"the back-reference `\k<q>`", "`aa|bb`"),
        (r"(x)\g{1}", "regex-backreference", 3, r"the back-reference `\g{1}`", "`aa|bb`"),
        ("(?>a|ab)c", "regex-unsupported", 0, "the atomic group `(?>…)`", "write `(?:`"),
        ("a++", "regex-unsupported", 2, "a possessive repeat", "leave out the `+`"),
        ("a{2}+", "regex-unsupported", 4, "a possessive repeat", "leave out the `+`"),
        ("(x)?(?(1)a|b)", "regex-unsupported", 4, "the conditional group `(?(…)`", "`(?:this|that)`"),
        ("a(?#note)b", "regex-unsupported", 1, "the comment `(?#…)`", "leave it out"),
        ("(?|(a)|(b))", "regex-unsupported", 0, "the branch reset `(?|…)`", "write `(?:`"),
        (r"\((?R)\)", "regex-unsupported", 2, "the recursion `(?R…)`", "as many levels as matter"),
        ("(a)(?1)", "regex-unsupported", 3, "the recursion", "as many levels as matter"),
        ("(?&name)", "regex-unsupported", 0, "the recursion `(?&…)`", "as many levels as matter"),
        ("(?x) a b", "regex-unsupported", 0, "the flag `x`", "white space and comments"),
        ("(?iu)a", "regex-unsupported", 0, "the flag `u`", "Unicode count anyway"),
        ("(?^:a)", "regex-unsupported", 0, "the flag `^`", "leave it out"),
        (r"end\Z", "regex-unsupported", 3, r"`\Z`", r"write `\z`"),
        (r"a\Kb", "regex-unsupported", 1, r"`\K`", "leave it out"),
        (r"a\R", "regex-unsupported", 1, r"`\R`", r"`(?:\r\n|\n)`"),
        (r"\h+", "regex-unsupported", 0, r"`\h`", r"`[ \t]`"),
        (r"[\h]", "regex-unsupported", 1, r"`\h`", r"`[ \t]`"),
        (r"a\u0430", "regex-unsupported", 1, r"the escape `\u0430`", r"`\x{0430}`"),
        (r"\U0001f600", "regex-unsupported", 0, r"the escape `\U0001f600`", r"`\x{0001f600}`"),
        (r"\e\[", "regex-unsupported", 0, r"`\e`", r"`\x1b`"),
        (r"[\223x]", "regex-syntax", 1, r"`\223`", r"`\x93`"),
        (r"\i", "regex-syntax", 0, r"`\i`", "write `i`"),
        (r"x\p{Klingon}", "regex-syntax", 1, r"`\p{Klingon}`", r"`\p{Cyrillic}`"),
        ("[[:words:]]", "regex-syntax", 1, "`[:words:]`", "`[:alpha:]`"),
        ("ab(c", "regex-syntax", 2, "`(` is never closed", r"`\(`"),
        ("a[bc", "regex-syntax", 1, "`[` is never closed", r"`\[`"),
        ("ab)", "regex-syntax", 2, "`)` without `(`", r"`\)`"),
        ("a{3,1}", "regex-syntax", 1, "`{3,1}`", "`{1,3}`"),
        ("a[z-a]", "regex-syntax", 4, "`z-a`", "`a-z`"),
        ("*a", "regex-syntax", 0, "nothing for `*`", r"`\*`"),
        ("a{2000}", "regex-repeat", 1, "1000", "at most 1000"),
    ],
)
def test_refused(expression: str, code: str, place: int, named: str, way: str) -> None:
    found = fault(PatternKind.REGEX, expression)
    assert found is not None
    assert (found.code, found.place) == (code, place)
    assert named in found.message
    assert way in (found.hint or "")


@pytest.mark.parametrize(
    "expression",
    [
        r"\p{Cyrillic}+",
        r"\pL",
        r"\P{Lu}",
        "[[:alpha:]]",
        "(?i)a",
        "(?s:a.b)",
        "(?P<n>a)",
        "(?<n>a)",
        r"a\z",
        r"\x{430}",
    ],
)
def test_not_refused(expression: str) -> None:
    assert fault(PatternKind.REGEX, expression) is None
