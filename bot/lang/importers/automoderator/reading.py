"""A wiki page to rules: documents between `---`, each read for itself, so that a fault in one leaves the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.source.diagnostic import Diagnostic, Diagnostics
from bot.source.files import decode
from bot.source.node import Mapping, Node, Scalar, Span
from bot.source.parse import parse

MOST_RULES = 5_000
_FIRST = re.compile(r"(?<=first on line )\d+")
_SEPARATOR = re.compile(r"---(?:[ \t].*)?$")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """One rule as it was written: its comments above the first key, and its keys in lower case."""

    span: Span
    place: int
    comments: tuple[str, ...]
    entries: tuple[tuple[str, Node], ...]


def read_rules(data: bytes, file: str, diagnostics: Diagnostics) -> list[Source] | None:
    """The rules of a page; None if it cannot be read at all. A document that is no rule gets a diagnostic."""
    text = _decoded(data, file, diagnostics)
    if text is None:
        return None
    found: list[Source] = []
    place = 0
    for start, lines in _documents(_BREAK.split(text)):
        if not any(_says_something(line) for line in lines):
            continue
        place += 1
        if place > MOST_RULES:
            hint = "split it into several files"
            message = f"more than {MOST_RULES:,} rules, the rest is not looked at"
            diagnostics.error("too-many-rules", message, Span(file, start + 1, 1), hint)
            break
        rule = _read(lines, start, place, file, diagnostics)
        if rule is not None:
            found.append(rule)
    return found


def _decoded(data: bytes, file: str, diagnostics: Diagnostics) -> str | None:
    """The page's text. A character that rules cannot hold is the fault of the document that has it, not of the page."""
    own = Diagnostics()
    text = decode(data, file, own)
    if text is None and {fault.code for fault in own.found} == {"control-character"} and b"\0" not in data:
        return data.decode("utf-8-sig")
    diagnostics.found += own.found
    return text


def _documents(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each document, with the number of lines before it."""
    start = 0
    for number, line in enumerate((*lines, "---")):
        if _SEPARATOR.match(line):
            yield start, list(lines[start:number])
            start = number + 1


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#") and line.strip() != "..."


def _read(lines: list[str], start: int, place: int, file: str, diagnostics: Diagnostics) -> Source | None:
    own = Diagnostics()
    node = parse("\n".join(lines).encode(), file, own, last_wins=True)
    diagnostics.found += [_moved(fault, start) for fault in own.found]
    if own.failed or node is None:
        return None
    first = next(number for number, line in enumerate(lines, 1) if _says_something(line))
    span = Span(file, start + first, 1)
    if not isinstance(node, Mapping):
        hint = "write `key: value` lines, such as `title: [spam]`"
        diagnostics.error("not-a-rule", "a rule must be a mapping", span, hint)
        return None
    comments = tuple(line.strip() for line in lines[: first - 1] if line.strip())
    return Source(span, place, comments, tuple((key.text.strip().lower(), value) for key, value in node.entries))


def _moved(fault: Diagnostic, lines: int) -> Diagnostic:
    """The diagnostic of a document as one of the page, which has so many lines before it."""
    span = fault.span._replace(line=fault.span.line + lines)
    message = _FIRST.sub(lambda found: str(int(found[0]) + lines), fault.message)
    return replace(fault, span=span, message=message)


def scalars(node: Node) -> list[Scalar]:
    """The single values of a node, however deep its lists are; null is none."""
    if isinstance(node, Scalar):
        return [] if node.value is None else [node]
    if isinstance(node, Mapping):
        return []
    return [value for item in node.items for value in scalars(item)]


def text_of(node: Node) -> str | None:
    """A single value as it is spelled; None for anything else."""
    return node.text if isinstance(node, Scalar) and node.value is not None else None


def flag_of(node: Node) -> bool | None:
    """A boolean as YAML 1.1 spells it, which AutoModerator reads."""
    text = (text_of(node) or "").lower()
    if text in ("true", "yes", "on", "y"):
        return True
    return False if text in ("false", "no", "off", "n") else None


def number_of(node: Node) -> int | None:
    """A whole number, with or without quotes."""
    text = (text_of(node) or "").strip()
    return int(text) if re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII) else None
