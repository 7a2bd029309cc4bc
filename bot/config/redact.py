"""Configuration text as it may be quoted in a diagnostic: without its secrets."""

import re

_HIDDEN = "***"
_SECRET_KEY = re.compile(
    r"""((?:\b|_)(?:token|secret|key)["']?[ \t]*:[ \t]*)(?!["']?\$\{\w+\}["']?[ \t]*$)[^\s].*$""",
    re.IGNORECASE | re.MULTILINE,
)
_TOKEN = re.compile(r"[0-9]{5,}:[A-Za-z0-9_-]{20,}")
_CREDENTIALS = re.compile(r"(://)[^@/\s]+(?=@)")


def redact(text: str) -> str:
    """The text with the values of secret keys, whatever looks like a bot token, and credentials in addresses hidden.

    A reference to the environment (`token: ${TOKEN}`) stays. Lines stay lines.
    """
    text = _SECRET_KEY.sub(rf"\1{_HIDDEN}", text)
    text = _TOKEN.sub(_HIDDEN, text)
    return _CREDENTIALS.sub(rf"\1{_HIDDEN}", text)
