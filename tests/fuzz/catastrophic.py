"""Expressions that hold up an engine that backtracks, each with the text that makes it: a unit to repeat, and an end."""

from collections.abc import Sequence
from typing import NamedTuple

LONGEST_POST = 4_096


class Trap(NamedTuple):
    """An expression, the unit of its text, and the end that keeps it from matching."""

    expression: str
    unit: str
    end: str = "!"

    def text(self, length: int = LONGEST_POST) -> str:
        """The text, so many characters of it."""
        body = self.unit * (length // len(self.unit) + 1)
        return body[: length - len(self.end)] + self.end


_NESTED = (
    Trap(r"(a+)+$", "a"),
    Trap(r"(a*)*b", "a"),
    Trap(r"(a+)*b", "a"),
    Trap(r"((a+)+)+b", "a"),
    Trap(r"(((((a+)+)+)+)+)+b", "a"),
    Trap(r"(a{1,30}){1,8}b", "a"),
    Trap(r"(?:a?){30}a{30}b", "a"),
    Trap(r"(x+x+)+y", "x"),
    Trap(r"(?:\w+\s?)+$", "word "),
    Trap(r"^(\w+\s*)+:$", "word "),
    Trap(r"([a-zA-Z]+)*\d", "aB"),
    Trap(r"(\d+)+[a-z]", "1"),
    Trap(r"(?:(?:\s+)?\w*)+;", "a "),
    Trap(r"(?:[^<]+)+<", "a"),
    Trap(r"(.+)+\n{2}z", "ab"),
    Trap(r"(?s)(?:.+)+\x00", "ab\n"),
    Trap(r"(\S+\s+)+\d{9}", "free btc "),
)
_OVERLAPPING = (
    Trap(r"(a|aa)+$", "a"),
    Trap(r"(a|a)*b", "a"),
    Trap(r"(?:a|a?)+b", "a"),
    Trap(r"(\w|\d|_)+-$", "a1_"),
    Trap(r"(?:ab|a|b)*c", "ab"),
    Trap(r"(?:\s|\n|\r\n)+x", " \n"),
    Trap(r"([a-z]|[a-m]|[e-t])+9", "e"),
    Trap(r"(?:.|\w|a)*z$", "a"),
    Trap(r"(foo|foobar|bar)*baz", "foobar"),
    Trap(r"(?i)(?:б|Б|[а-я])+q", "бБ"),
    Trap(r"(?:a.|.a)+x", "a"),
    Trap(r"(?:[ab]*a[ab]{60})+x", "ab"),
    Trap(r"[ab]*a[ab]{200}c", "ab"),
)
_RUNS = (
    Trap(r"(.*a){12}", "a"),
    Trap(r"(.*a){20}z", "a"),
    Trap(r"(.*,){11}P", "1,"),
    Trap(r"a*a*a*a*a*a*a*a*b", "a"),
    Trap(r".*.*.*.*=.*", "x"),
    Trap(r"\s+$", " ", "x"),
    Trap(r"\s*,\s*,\s*z", " "),
    Trap(r"a.*b.*c.*d.*e.*f$", "abcde"),
    Trap(r"x.{0,200}y", "x"),
    Trap(r"\d{1,60}\D\d{0,40}z", "1"),
    Trap(r"^.*$.*^x", "ab\n"),
    Trap(r"a+b+a+b+c", "ab"),
    Trap(r"\w+\W+\w+\W+\w+\W+\w+#", "ab "),
)
_EVERYDAY = (
    Trap(r"^([a-zA-Z0-9_.\-])+@(([a-zA-Z0-9\-])+\.)+([a-zA-Z0-9]{2,4})+$", "a", "@"),
    Trap(
        r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
        "a",
    ),
    Trap(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)*\?$", "a-a."),
    Trap(r"^(https?://)([\da-z.-]+)\.([a-z.]{2,6})([/\w .-]*)*/?$", "/a", "#"),
    Trap(r"<(\w+)(?:\s+\w+(?:=(?:\"[^\"]*\"|'[^']*'|[^>\s]+))?)*\s*/?>", "<a b=c"),
    Trap(r"\[([^\[\]]|\[[^\[\]]*\])*\]\(", "[a"),
    Trap(r"(?:\*\*(?:[^*]|\*[^*])+\*\*)+x", "**a"),
    Trap(r"([\w.]+)*@", "a."),
    Trap(r"^(?:\+?\d{1,3}[ -]?)?(?:\(?\d{2,4}\)?[ -]?)+x$", "12 "),
    Trap(r"^(([a-z])+.)+[A-Z]([a-z])+$", "a"),
    Trap(r"#(?:[0-9a-f]{3}){1,2}(?:,#(?:[0-9a-f]{3}){1,2})*;", "#abc,"),
    Trap(r"(?:/\*(?:[^*]|\*+[^*/])*\*+/)z", "/**"),
    Trap(r"^\s*function\s*(?:\w|\s)*\(", "function "),
    Trap(r"(?:;\s*)+charset\s*=\s*(\S+)", ";\t "),
    Trap(r"^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*-(?:[\w-]+\.?)+\+$", "0.1-a"),
)
_REFUSED = (
    Trap(r"(a+)\1+b", "a"),
    Trap(r"(?=(a+))a*b\1", "a"),
    Trap(r"^(?=.*\d)(?=.*[a-z])(?!.*\s).{8,}$", "a1"),
    Trap(r"(?<=a)a+b", "a"),
    Trap(r"(?>a+)+b", "a"),
    Trap(r"(a++)*b", "a"),
    Trap(r"(?R)?a+", "a"),
    Trap(r"(a{1000}){1000}", "a"),
    Trap(r"((((a{30}){30}){30}){30})", "a"),
    Trap(r".{0,1000}free.{0,1000}btc", "free "),
    Trap(r"(?:x{2,300}){2,300}", "x"),
    Trap(r"a{99999999999999999999}", "a"),
    Trap(r"(\w{1,100}\s){1,100}", "a "),
    Trap(r"(a*)*", "a"),
    Trap(r"(|a)+", "a"),
    Trap("(" * 300 + "a" + ")" * 300, "a"),
    Trap("(?:a|" * 90 + "b" + ")*" * 90, "a"),
    Trap(r"[\p{L}\p{N}]{500}x", "é"),
)
TRAPS: Sequence[Trap] = (*_NESTED, *_OVERLAPPING, *_RUNS, *_EVERYDAY)
"""These are within bounds."""

BEYOND: Sequence[Trap] = _REFUSED
"""These are refused."""
