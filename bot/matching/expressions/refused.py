"""What other engines know and RE2 does not: each construct by its name, and a way around it."""

import re
from functools import lru_cache

import re2

from bot.matching.expressions.options import options
from bot.matching.expressions.syntax import ExpressionFault

_LINEAR = "is not supported, so that matching takes linear time"
_LOOK_AROUND = {
    "?=": ("the look-ahead", "match what follows as well, or put both parts under `all` as two expressions"),
    "?!": (
        "the negative look-ahead",
        "rule it out with `unless` or `none`; to rule out one character, write `(?:[^x]|$)`",
    ),
    "?<=": ("the look-behind", "match what stands before as well, or put both parts under `all` as two expressions"),
    "?<!": (
        "the negative look-behind",
        "rule it out with `unless` or `none`; to rule out one character, write `(?:^|[^x])`",
    ),
}
_LEVELS = "write out as many levels as matter"
_GROUPS = {
    "?>": ("the atomic group", "write `(?:` in place of `(?>`"),
    "?(": ("the conditional group", "write the cases as alternatives: `(?:this|that)`"),
    "?#": ("the comment", "leave it out"),
    "?|": ("the branch reset", "write `(?:` in place of `(?|`"),
    "?R": ("the recursion", _LEVELS),
    "?&": ("the recursion", _LEVELS),
    "?P>": ("the recursion", _LEVELS),
}
_NUMBERED = re.compile(r"\?[+-]?\d+\)")
_FLAGS = re.compile(r"\?\^?([a-zA-Z]*)(?:-[a-zA-Z]*)?[:)]")
_FLAG_HINTS = {
    "x": "leave it out, with the white space and comments that it allows",
    "u": "leave it out: all letters of Unicode count anyway",
    "a": "leave it out, and write `[A-Za-z0-9_]` in place of `\\w`",
    "L": "leave it out",
}
_ESCAPES = {
    "Z": "write `\\z` for the end of the text",
    "G": "leave it out",
    "K": "leave it out: what stands before is found as well",
    "R": "write `(?:\\r\\n|\\n)`",
    "X": "write `.`",
    "N": "write `[^\\n]`",
    "C": "write `.`",
    "h": "write `[ \\t]`",
    "H": "write `[^ \\t]`",
    "e": "write `\\x1b`",
}
_CODE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|u\{([0-9A-Fa-f]{1,6})\})")
_OCTAL = re.compile(r"\\([1-3]?[0-7]{1,2})")
_REFERENCE = re.compile(r"\\(?:\d{1,2}|[gk](?:\{[^}]{0,40}\}|<[^>]{0,40}>|-?\d{0,2}))")
_SHOWN = 12


def refused_group(text: str, place: int) -> ExpressionFault:
    """Why no group may begin as the one at that place, a bracket, does."""
    rest = text[place + 1 : place + 1 + _SHOWN]
    for sign, (name, hint) in sorted(_LOOK_AROUND.items(), key=lambda item: -len(item[0])):
        if rest.startswith(sign):
            return ExpressionFault("regex-lookaround", f"{name} `({sign}…)` {_LINEAR}", hint, place)
    if rest.startswith("?P="):
        return _back_reference("(?P=…)", place)
    for sign, (name, hint) in _GROUPS.items():
        if rest.startswith(sign):
            return _unsupported(f"{name} `({sign}…)`", hint, place)
    if _NUMBERED.match(rest):
        return _unsupported("the recursion `(?…)` to a group by its number", _LEVELS, place)
    if flags := _FLAGS.match(rest):
        flag: str = next((letter for letter in flags[1] if letter not in "imsU"), "^")
        return _unsupported(f"the flag `{flag}`", _FLAG_HINTS.get(flag, "leave it out"), place)
    hint = "write `\\(` for the character itself"
    return ExpressionFault("regex-syntax", f"`({rest[:2]}` begins no group that is known", hint, place)


def refused_escape(text: str, place: int) -> ExpressionFault | None:
    """Why the escape at that place may not stand outside of a class; None if it is not known to be another engine's."""
    letter = text[place + 1 : place + 2]
    if letter in "gk" or (letter.isdecimal() and letter != "0"):
        found = _REFERENCE.match(text, place)
        return _back_reference(found[0] if found else f"\\{letter}", place)
    return _other_engine(text, place)


def unknown_escape(text: str, place: int) -> ExpressionFault:
    """Why the escape at that place means nothing, in a class or outside."""
    letter = text[place + 1 : place + 2]
    if octal := _OCTAL.match(text, place):
        code = f"write `\\x{int(octal[1], 8):02x}`"
        return ExpressionFault("regex-syntax", f"`{octal[0]}` is no escape that is known", code, place)
    if fault := _other_engine(text, place):
        return fault
    hint = f"write `{letter}` for the character itself" if letter.isprintable() and letter else None
    shown = letter if letter.isprintable() else "?"
    return ExpressionFault("regex-syntax", f"`\\{shown}` is no escape that is known", hint, place)


@lru_cache(maxsize=256)
def is_property(written: str) -> bool:
    r"""Whether RE2 knows the class `\p{…}`."""
    try:
        re2.compile(written, options(caseless=False, memory=1 << 20))
    except re2.error:
        return False
    return True


def _other_engine(text: str, place: int) -> ExpressionFault | None:
    letter = text[place + 1 : place + 2]
    if code := _CODE.match(text, place):
        digits = (code[1] or code[2] or code[3]).lower()
        return _unsupported(f"the escape `{code[0]}`", f"write `\\x{{{digits}}}`, or the character itself", place)
    if letter in _ESCAPES:
        return _unsupported(f"`\\{letter}`", _ESCAPES[letter], place)
    return None


def _unsupported(what: str, hint: str, place: int) -> ExpressionFault:
    return ExpressionFault("regex-unsupported", f"{what} is not supported", hint, place)


def _back_reference(sign: str, place: int) -> ExpressionFault:
    message = f"the back-reference `{sign}` {_LINEAR}"
    return ExpressionFault("regex-backreference", message, "list the repetitions that matter: `aa|bb`", place)
