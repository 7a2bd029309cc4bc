"""Rules that ask for what cannot be: limits that leave no number, and what is both asked for and ruled out."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bot.conditions._limits import Limits
from bot.conditions.author import Author
from bot.conditions.chat import Chat
from bot.conditions.forwarded import Forwarded
from bot.core import logic
from bot.core.arguments import Bounds
from bot.core.condition import Condition
from bot.lang.lint.parts import bounds_of, conditions, conjuncts, excluded, implies
from bot.lang.rule import Written
from bot.lang.spelling import spelt
from bot.lang.version import canonical, spelled
from bot.source.diagnostic import Diagnostics

_MOST = 40
"""Conditions of a rule beyond which pairs are not looked at."""


def check_contradictions(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of rules that never match."""
    for item in written:
        asked = conditions(item.rule.condition)[:_MOST]
        for reason, hint in (*_ruled_out(item, asked), *_disagreeing(asked)):
            fault = f"`{item.rule.name}` never matches: {reason}"
            report.warning("dead-rule", fault, item.place, hint)
            break


def _ruled_out(item: Written, asked: Sequence[Condition]) -> Iterator[tuple[str, str]]:
    hint = "remove the contradiction between `if` and `unless`"
    unwanted = list(excluded(item.rule.condition))
    wanted = {spelled(canonical(node)) for node in conjuncts(item.rule.condition)}
    for node in unwanted[:_MOST]:
        if isinstance(node, logic.Leaf):
            if one := next((one for one in asked if implies(one, node.condition)), None):
                mine, theirs = spelt(one), spelt(node.condition)
                and_so = "" if mine == theirs else f", and whatever fits `{mine}` fits that"
                yield f"it rules out `{theirs}`{and_so}", hint
        elif spelled(canonical(node)) in wanted:
            yield "it asks for what it rules out", hint


def _disagreeing(asked: Sequence[Condition]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(asked, 2):
        if type(one) is type(other) and (what := _conflict(one, other)):
            hint = "put them under `any`, if one of them is enough"
            yield f"`{spelt(one)}` and `{spelt(other)}` leave no {what}", hint


def _conflict(one: Condition, other: Condition) -> str | None:
    """What both cannot have together, as far as that can be told."""
    if isinstance(one, Limits) and isinstance(other, Limits):
        same_text = all(getattr(one, name, ()) == getattr(other, name, ()) for name in ("any_", "in_"))
        return "number" if same_text and not _possible(bounds_of(one), bounds_of(other)) else None
    if isinstance(one, Author) and isinstance(other, Author):
        pairs = ((one.posts, other.posts), (one.strikes, other.strikes), (one.joined, other.joined))
        if any(mine and theirs and not _possible(mine, theirs) for mine, theirs in pairs):
            return "author"
        return "author" if _apart(one.id, other.id) or _apart(one.language, other.language) else None
    if isinstance(one, Chat) and isinstance(other, Chat):
        return "chat" if _apart(one.type, other.type) else None
    if isinstance(one, Forwarded) and isinstance(other, Forwarded):
        return "origin" if _apart(one.from_, other.from_) else None
    return None


def _possible(one: Bounds, other: Bounds) -> bool:
    """Whether a whole number is inside both; for what is no whole number that is near enough."""
    least = max(-math.inf, *_ends(one.above, 1), *_ends(other.above, 1), *_ends(one.at_least), *_ends(other.at_least))
    most = min(math.inf, *_ends(one.below, -1), *_ends(other.below, -1), *_ends(one.at_most), *_ends(other.at_most))
    return least <= most


def _ends(limit: float | None, step: int = 0) -> tuple[float, ...]:
    return () if limit is None else (limit + step,)


def _apart(one: Iterable[object], other: Iterable[object]) -> bool:
    mine, theirs = set(one), set(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)
