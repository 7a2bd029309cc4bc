"""Warnings about single patterns and about lists of them."""

import re
from collections.abc import Sequence

from bot.core.query import PatternKind
from bot.lang.breadth import floods
from bot.lang.overlaps import overlaps
from bot.matching import patterns
from bot.source.diagnostic import Diagnostics
from bot.source.node import Scalar

_QUOTES = {"\u201c": "\u201d", "\u201e": "\u201c", "\u2018": "\u2019", "\u00ab": "\u00bb", "\u201d": "\u201d"}
# A path of an address may well stand between slashes, but then it is plain.
_SLASHED = re.compile(r"m?/(.*[\\()\[\]|*+?].*)/[a-z]*|m?/([^/]+)/[a-z]+", re.DOTALL)
_SHORTEST_QUOTED = 3
_BY_LINE = re.compile(r"\(\?[a-z]*m[a-z]*[:)-]")
_CAPITALS = re.compile(r"(\[(?:A-Z|А-Я|Ё)+\]|\[\[:upper:\]\]|\\p\{Lu\})(?:\+|\{\d+,?\d*\})")


def report_weakness(kind: PatternKind, node: Scalar, report: Diagnostics, *, exact: bool, original: bool) -> None:
    """Warn of a pattern that can be used, but finds too much, or could be another kind of pattern."""
    if language := floods(kind, node.text, original=original):
        message = f"`{node}` finds something in almost every {language} text"
        alphabet = "; for letters of one alphabet use `script`" if kind is PatternKind.REGEX else ""
        report.warning("broad-pattern", message, node.span, f"say more of what you look for{alphabet}")
    elif weakness := patterns.weakness(kind, node.text, exact):
        report.warning(weakness.code, weakness.message, node.span, weakness.hint)
    elif kind is PatternKind.REGEX and not original:
        _report_lost_in_plain(node, report)


def _report_lost_in_plain(node: Scalar, report: Diagnostics) -> None:
    """Warn of what an expression asks for that the plain view does not tell apart."""
    if _BY_LINE.search(node.text):
        message = "the plain view is one line, so `(?m)` has no effect"
        hint = "add `view: original`, where case counts unless the flags are `(?im)`"
        report.warning("lines-in-plain", message, node.span, hint)
    elif capitals := _CAPITALS.search(node.text):
        message = f"case does not count, so `{capitals[1]}` finds small letters too"
        hint = "count capitals with `caps`, or add `view: original`, where case counts"
        report.warning("capitals-in-plain", message, node.span, hint)


def report_spelling(kind: PatternKind, node: Scalar, report: Diagnostics, *, alone: bool) -> None:
    """Warn of what YAML makes of a pattern's lines and quotes; `alone` says that it is not one of a list."""
    if kind is PatternKind.DOMAIN:
        return
    if "\n" in node.text.rstrip("\n"):
        message = "these lines are one pattern, line breaks included"
        report.warning("several-lines", message, node.span, "begin each with `- `")
    elif "\n" in node.text:
        hint = "write it in one line, in single quotes"
        report.warning("several-lines", "the pattern ends in a line break", node.span, hint)
    elif alone and len(node.text) > node.span.length:
        hint = "begin each with `- `, or put all of it in one line"
        report.warning("several-lines", "these lines are joined to one pattern", node.span, hint)
    if kind is PatternKind.REGEX and (slashed := _SLASHED.fullmatch(node.text)):
        hint = "leave them out; case does not count anyway, other flags are written `(?s)`"
        message = f"the slashes around `{slashed[1] or slashed[2]}` are part of the expression"
        report.warning("slashed-regex", message, node.span, hint)
    if _is_quoted(node.text):
        message = f"the quotes of `{node}` are part of the pattern: YAML knows only `\"` and `'`"
        report.warning("curly-quotes", message, node.span, "write straight quotes, or none")


def report_overlaps(kind: PatternKind, nodes: Sequence[Scalar], what: str, report: Diagnostics) -> None:
    """Say which patterns of a list find nothing that another one of it does not find."""
    for node, by in overlaps(kind, nodes):
        if node.text.casefold() == by.text.casefold():
            if node.text != by.text:  # what is written alike is reported where it is read
                fault = f"`{node}` is in {what} already, as `{by}`"
                report.warning("duplicate-entry", fault, node.span, "remove it here")
            continue
        report.note("covered-entry", f"`{by}` in {what} covers `{node}`", node.span, "remove it here")


def _is_quoted(text: str) -> bool:
    return len(text) >= _SHORTEST_QUOTED and _QUOTES.get(text[0]) == text[-1]
