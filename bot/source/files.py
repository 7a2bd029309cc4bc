"""Files to text: found, small enough, UTF-8 and free of control characters, or a diagnostic."""

import codecs
import re
import stat
import unicodedata
from pathlib import Path

from bot.source.diagnostic import Diagnostics
from bot.source.node import Span

MAX_BYTES = 5 * 1024 * 1024
"""What is larger is not read."""

# What YAML cannot hold, and what libyaml takes for a line break or passes over but no editor shows: NEL, LS, PS, BOM.
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UTF_16_AND_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_HEAD = 1024


def read_bytes(path: Path, name: str, diagnostics: Diagnostics, *, at: Span | None = None) -> bytes | None:
    """The content of a file of at most `MAX_BYTES`; None after a diagnostic.

    `name` is how the file is called in diagnostics, `at` the place that refers to it, if there is one.
    """
    span = at or Span(name, 1, 1)
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            diagnostics.error("unreadable-file", f"`{name}` is {what}", span, "name a file")
            return None
        if status.st_size > MAX_BYTES:
            _too_large(status.st_size, name, span, diagnostics)
            return None
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        diagnostics.error("missing-file", f"there is no file `{name}`", span, "check the path and its spelling")
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        diagnostics.error("unreadable-file", f"`{name}` cannot be read: {reason.lower()}", span)
        return None
    return data


def decode(data: bytes, name: str, diagnostics: Diagnostics) -> str | None:
    """Text of UTF-8 bytes, with or without a byte order mark; None after a diagnostic that gives the exact place.

    Refuses control characters, and line breaks that only some programs take for one, because they would hide what a
    file says or where.
    """
    if len(data) > MAX_BYTES:
        _too_large(len(data), name, Span(name, 1, 1), diagnostics)
        return None
    if data.startswith(_UTF_16_AND_32) or _every_other_byte_is_zero(data[:_HEAD]):
        diagnostics.error("encoding", "the file is UTF-16 or UTF-32", Span(name, 1, 1), "save it as UTF-8")
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        span = span_at(before, len(before), name)
        diagnostics.error("encoding", f"byte 0x{data[error.start]:02x} is not UTF-8", span, "save the file as UTF-8")
        return None
    if refused := _REFUSED.search(text):
        _refuse(refused[0], span_at(text, refused.start(), name), diagnostics)
        return None
    return text


def source_text(path: Path) -> str | None:
    """A file's text for diagnostics to quote, what is not UTF-8 replaced; None if there is none to show."""
    data = read_bytes(path, str(path), Diagnostics())
    if data is None or len(data) > MAX_BYTES:
        return None
    return data.removeprefix(codecs.BOM_UTF8).decode(errors="replace")


def span_at(text: str, index: int, file: str, length: int = 1) -> Span:
    """The place of a character. Lines end in LF, CR or CR LF."""
    line = 1 + text.count("\n", 0, index) + text.count("\r", 0, index) - text.count("\r\n", 0, index)
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    return Span(file, line, index - start + 1, length)


def _too_large(size: int, name: str, span: Span, diagnostics: Diagnostics) -> None:
    megabytes = max(size / 1024 / 1024, 5.1)
    message = f"`{name}` has {megabytes:,.1f} MB, the limit is 5 MB"
    diagnostics.error("too-large", message, span, "split it into several files")


def _every_other_byte_is_zero(head: bytes) -> bool:
    """Whether this is UTF-16 without a byte order mark, as some editors save it."""
    return len(head) > 1 and any(head[::2]) is not any(head[1::2])


def _refuse(character: str, span: Span, diagnostics: Diagnostics) -> None:
    if character == "\0":
        diagnostics.error("control-character", "a NUL character: this is not a text file", span)
        return
    name = unicodedata.name(character, "control character").lower()
    escape = f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}"  # noqa: PLR2004 (Latin-1 ends there)
    hint = f'remove it; where it is meant, write `"{escape}"` in double quotes'
    diagnostics.error("control-character", f"U+{ord(character):04X} ({name}) is not allowed", span, hint)
