"""What a plain scalar means: the YAML 1.2 core schema, and nothing of YAML 1.1."""

import math
import re

from bot.source.node import Value

_WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((sign + word for sign in ("", "+") for word in (".inf", ".Inf", ".INF")), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|0o(?P<octal>[0-7]+)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_BASES = {"decimal": 10, "octal": 8, "hexadecimal": 16}
_STARTS_A_NUMBER = frozenset("-+.0123456789")
_LONGEST_NUMBER = 300


def resolve(text: str) -> Value:
    """The value of an unquoted scalar; the text itself if it is not one of the schema's other types.

    A number of more than 300 characters stays text: converting it takes Python quadratic time.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS_A_NUMBER or len(text) > _LONGEST_NUMBER:
        return text
    number = _NUMBER.fullmatch(text)
    if number is None or number.lastgroup is None:
        return text
    digits = number[number.lastgroup]
    return float(digits) if number.lastgroup == "float" else int(digits, _BASES[number.lastgroup])
