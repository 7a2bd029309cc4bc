"""Whether a pattern that somebody wrote can be used at all, and whether it is a good one."""

import re
from dataclasses import dataclass

from bot.core.query import PatternKind
from bot.matching.chars import is_free
from bot.matching.expressions.expression import expression
from bot.matching.expressions.syntax import ExpressionFault
from bot.matching.hosts import as_domain, is_host
from bot.matching.plain import plain
from bot.matching.views import Reading
from bot.matching.words import STAR

LONGEST = 500
_SHORT = 4
_PORT = re.compile(r":\d+\Z")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@]*@)?([^/:?#@]+)(?::\d+)?([/?#][^\s`{},]*)?")
_DOMAIN_HINT = "write a host name, such as `example.com`"


@dataclass(frozen=True, slots=True)
class PatternFault:
    """What is wrong with a pattern, in the words of a diagnostic: stable code, message, and the fix.

    `place` is the character of the pattern that it is about; None if it is about all of it.
    """

    code: str
    message: str
    hint: str | None = None
    place: int | None = None


def fault(kind: PatternKind, pattern: str, *, original: bool = False) -> PatternFault | None:
    """Why a pattern cannot be used; None if it can. Never raises, whatever the pattern."""
    if len(pattern) > LONGEST:
        hint = f"split it into several of at most {LONGEST} characters"
        return PatternFault("pattern-too-long", f"the pattern has {len(pattern):,} characters", hint)
    if kind is PatternKind.REGEX:
        return _expression_fault(pattern, original=original)
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


def _expression_fault(pattern: str, *, original: bool) -> PatternFault | None:
    if not pattern:
        return PatternFault("regex-empty", "an empty expression matches every text", "leave it out")
    try:
        expression(pattern, original=original).try_out()
    except ExpressionFault as error:
        return PatternFault(error.code, error.message, error.hint, error.place)
    return None


def _domain_fault(pattern: str) -> PatternFault | None:
    text = pattern.strip().lower()
    if text.startswith("@"):
        return PatternFault("domain-invalid", f"`{pattern}` is a name, not a domain", f'write `mentions: "{text}"`')
    if "://" in text or "/" in text or "@" in text:
        return PatternFault("domain-invalid", f"`{pattern}` is an address, not a domain", _domain_of(text))
    if _PORT.search(text):
        return PatternFault("domain-invalid", f"`{pattern}` has a port", "leave it out: a domain covers every port")
    if "*" in text.removeprefix("*."):
        return PatternFault("domain-invalid", f"`{pattern}` has a star", "leave it out: a domain covers its subdomains")
    if not is_host(as_domain(text)):
        return PatternFault("domain-invalid", f"`{pattern}` is no domain", _DOMAIN_HINT)
    return None


def _domain_of(address: str) -> str:
    """How to write the address as a domain."""
    found = _ADDRESS.fullmatch(address)
    if found is None or not is_host(as_domain(found[1])):
        return "leave out the scheme and the path"
    path = f", and `path: {found[2]}` beside it" if found[2] and len(found[2]) > 1 else ""
    return f"write `{as_domain(found[1])}`{path}"


def _plain_expression(pattern: str) -> PatternFault | None:
    if (found := plain(pattern)) is None:
        return None
    texts = ", ".join(found.texts)
    value = f"[{texts}]" if len(found.texts) > 1 else texts
    hint = f"write `words: {value}`" if found.whole else f"write `contains: {value}`, or `words` for whole words"
    return PatternFault(
        "plain-regex", f"the expression `{pattern}` is plain text", f"{hint}: they see through disguises"
    )
