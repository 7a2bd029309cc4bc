"""Whether a pattern that somebody wrote can be used at all, and whether it is a good one."""

from dataclasses import dataclass

import re2

from bot.core.query import PatternKind
from bot.matching.chars import is_free
from bot.matching.expressions.options import options
from bot.matching.expressions.parser import parse
from bot.matching.expressions.render import render
from bot.matching.expressions.syntax import Char, ExpressionFault, Sequence, Tree, has_boundaries, nullable, size
from bot.matching.hosts import as_domain, is_host
from bot.matching.views import Reading
from bot.matching.words import STAR

LONGEST = 500
LARGEST = 4000
_MEMORY = 1 << 18
_SHORT = 4
_DOMAIN_HINT = "write a host name, such as `example.com`"


@dataclass(frozen=True, slots=True)
class PatternFault:
    """What is wrong with a pattern, in the words of a diagnostic: stable code, message, and the fix."""

    code: str
    message: str
    hint: str | None = None


def fault(kind: PatternKind, pattern: str, *, original: bool = False, compiled: bool = True) -> PatternFault | None:
    """Why a pattern cannot be used; None if it can. Never raises, whatever the pattern.

    Whoever asks again, for patterns that passed, may leave out RE2's own compilation (`compiled`).
    """
    if len(pattern) > LONGEST:
        return PatternFault(
            "pattern-too-long", f"the pattern has {len(pattern)} characters", f"at most {LONGEST} are allowed"
        )
    if kind is PatternKind.REGEX:
        return _expression_fault(pattern, original=original, compiled=compiled)
    if kind is PatternKind.DOMAIN:
        return _domain_fault(pattern)
    text = Reading(pattern).plain
    if not text:
        return PatternFault("pattern-empty", "the pattern has nothing that can be seen", "leave it out")
    if kind is PatternKind.WORD and not text.replace(STAR, "").strip():
        return PatternFault(
            "pattern-only-stars", "a pattern of stars alone matches every word", "add a word beside the star"
        )
    return None


def weakness(kind: PatternKind, pattern: str, exact: bool = False) -> PatternFault | None:
    """Why a pattern that can be used had better be another; None if it is fine."""
    if kind is PatternKind.REGEX:
        return _plain_expression(pattern)
    if kind is PatternKind.DOMAIN or exact:
        return None
    letters = [char for char in Reading(pattern).plain if char.isalnum()]
    if 0 < len(letters) < _SHORT and not any(map(is_free, letters)) and not all(map(str.isdigit, letters)):
        message = f"`{pattern}` has fewer than {_SHORT} letters, and look-alikes may match it by accident"
        return PatternFault("short-word", message, "use a longer pattern, or `exact: true`")
    return None


def _expression_fault(pattern: str, *, original: bool, compiled: bool) -> PatternFault | None:
    if not pattern:
        return PatternFault("regex-empty", "an empty expression matches every text", "leave it out")
    try:
        pattern.encode()
        tree = parse(pattern)
        if refused := _tree_fault(tree):
            return refused
        if compiled:
            text = render(tree, original=original, marked=has_boundaries(tree))
            re2.compile(text, options(caseless=not original, memory=_MEMORY))
    except ExpressionFault as error:
        return PatternFault(error.code, error.message, error.hint)
    except re2.error as error:
        return _refusal(error)
    except UnicodeError:
        return PatternFault("regex-syntax", "the expression contains half a character", "write it anew")
    return None


def _tree_fault(tree: Tree) -> PatternFault | None:
    if nullable(tree):
        message = "the expression matches the empty text, so every text"
        return PatternFault("regex-empty", message, "ask for at least one character, with `+` in place of `*`")
    if (cost := size(tree)) > LARGEST:
        message = f"the expression expands to about {cost} steps, more than {LARGEST}"
        return PatternFault("regex-too-large", message, "use smaller repeats")
    return None


def _refusal(error: Exception) -> PatternFault:
    reason = str(error.args[0] if error.args else "")
    if reason.startswith("b'"):
        reason = reason[2:-1]
    if "too large" in reason:
        return PatternFault("regex-too-large", "the expression compiles to too large a program", "use smaller repeats")
    return PatternFault("regex-syntax", f"RE2 refuses the expression: {reason}")


def _domain_fault(pattern: str) -> PatternFault | None:
    text = pattern.strip().lower()
    if "://" in text or "/" in text or "@" in text:
        return PatternFault(
            "domain-invalid", f"`{pattern}` is an address, not a domain", "leave out the scheme and the path"
        )
    if "*" in text.removeprefix("*."):
        return PatternFault("domain-invalid", f"`{pattern}` has a star", "leave it out: a domain covers its subdomains")
    if not is_host(as_domain(text)):
        return PatternFault("domain-invalid", f"`{pattern}` is no domain", _DOMAIN_HINT)
    return None


def _plain_expression(pattern: str) -> PatternFault | None:
    try:
        tree = parse(pattern)
    except ExpressionFault:
        return None
    chars = tree.items if isinstance(tree, Sequence) else (tree,)
    if chars and all(isinstance(item, Char) and (item.char.isalnum() or item.char == " ") for item in chars):
        message = f"the expression `{pattern}` is plain text"
        return PatternFault("plain-regex", message, "use `words` or `contains`, which also see through disguises")
    return None
