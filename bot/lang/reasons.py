"""Why a part of a rule held or did not, in a few words."""

from collections.abc import Sequence

from bot.core.explain import Branch, Kind, explain
from bot.core.finding import Evidence, Truth
from bot.core.history import Past
from bot.core.post import Post
from bot.core.query import Index
from bot.core.ruleset import Rule
from bot.lang.spelling import spelt

_MOST_FOUND = 5


def label(branch: Branch) -> str:
    """The part as the rule writes it: `words: [a, b]`, `use: name`, `any of`."""
    if branch.name:
        return f"use: {branch.name}"
    if branch.condition is not None:
        return spelt(branch.condition)
    least = f"at least {branch.least} of"
    return {Kind.ALL: "all of", Kind.ANY: "any of", Kind.NONE: "none of"}.get(branch.kind, least)


def why(branch: Branch) -> str:
    """What the part found, what it saw, or what it would have to know; empty where its children tell."""
    seen = [branch.account] if branch.account else []
    evidence = branch.finding.evidence if branch.condition or branch.name else ()
    if evidence:
        seen.insert(0, _found(evidence))
    if branch.truth is Truth.UNKNOWN and branch.condition:
        seen += _unknown(branch)
    if _says_too_little(branch):
        seen.append(_of_children(branch))
    return "; ".join(seen)


def kept_from(rule: Rule, post: Post, past: Past, index: Index) -> str | None:
    """What kept a rule from holding for a post: `links: true` did not hold (no links); None if it held."""
    (item,) = explain(post, past, [rule], index).rules
    part = next((part for part in item.conjuncts if part.truth is Truth.FALSE), None)
    if part is None:
        return None
    reason = f" ({text})" if (text := why(part)) else ""
    if part.kind is Kind.NONE:
        held = next(below for below in part.walk() if below.condition and below.truth is Truth.TRUE)
        return f"`{label(held)}` held, which the rule rules out" + (f" ({text})" if (text := why(held)) else "")
    if part.kind is Kind.ANY:
        shown = ", ".join(f"`{label(child)}`" for child in part.children[:_MOST_FOUND])
        return f"none of these held: {shown}" + (", …" if len(part.children) > _MOST_FOUND else "")
    return f"`{label(part)}` did not hold{reason}"


def _says_too_little(branch: Branch) -> bool:
    """Whether it must be told how many children held: they may not be shown, or not say it."""
    if branch.condition is not None or branch.truth is Truth.UNKNOWN:
        return False
    wanted = Truth.TRUE if branch.kind is Kind.NONE else Truth.FALSE
    return branch.truth is wanted and (branch.kind is not Kind.ALL or bool(branch.name))


def _unknown(branch: Branch) -> Sequence[str]:
    if branch.condition and branch.condition.needs():
        return ["the posts before this one are not known"]
    missing = ", ".join(sorted(branch.finding.missing))
    return [] if branch.account else [f"not known: {missing or 'what the post does not say'}"]


def _of_children(branch: Branch) -> str:
    number = sum(child.truth is Truth.TRUE for child in branch.children)
    return f"{number or 'none'} of {len(branch.children)} held"


def _found(evidence: Sequence[Evidence]) -> str:
    shown = ", ".join(_piece(item) for item in evidence[:_MOST_FOUND])
    more = len(evidence) - _MOST_FOUND
    return f"found {shown}" + (f" and {more} more" if more > 0 else "")


def _piece(item: Evidence) -> str:
    return f"`{item.text}` in {item.surface}" + (" through a disguise" if item.folded else "")
