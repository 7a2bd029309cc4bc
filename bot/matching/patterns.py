"""Whether a pattern that somebody wrote can be used at all, and whether it is a good one."""

from dataclasses import dataclass

from bot.core.query import PatternKind
from bot.matching.chars import is_free
from bot.matching.expressions.expression import expression
from bot.matching.expressions.syntax import ExpressionFault
from bot.matching.hosts import as_domain, is_host
from bot.matching.views import Reading
from bot.matching.words import STAR

LONGEST = 500
_SHORT = 4
_DOMAIN_HINT = "write a host name, such as `example.com`"


@dataclass(frozen=True, slots=True)
class PatternFault:
    """What is wrong with a pattern, in the words of a diagnostic: stable code, message, and the fix."""

    code: str
    message: str
    hint: str | None = None


def fault(kind: PatternKind, pattern: str, *, original: bool = False) -> PatternFault | None:
    """Why a pattern cannot be used; None if it can. Never raises, whatever the pattern."""
    if len(pattern) > LONGEST:
        return PatternFault(
            "pattern-too-long", f"the pattern has {len(pattern)} characters", f"at most {LONGEST} are allowed"
        )
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
        return PatternFault(error.code, error.message, error.hint)
    return None


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
        if expression(pattern, original=False).literal:
            message = f"the expression `{pattern}` is plain text"
            return PatternFault("plain-regex", message, "use `words` or `contains`, which also see through disguises")
    except ExpressionFault:
        pass
    return None
