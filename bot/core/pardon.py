"""The law of pardon: a rule whose decision about a text was reversed does not act on that text again in that chat."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from bot.core.action import Action
from bot.core.post import SENDER_SURFACES
from bot.core.union import unite
from bot.core.verdict import Match, Verdict

_SENDER = frozenset(name.value for name in SENDER_SURFACES)


class Scope(StrEnum):
    """How much of a post has to be the same: what the rule rested on, and no more."""

    TEXT = "text"
    """The text of all surfaces but the sender's."""

    CONTENT = "content"
    """The same, and the media: the rule names no words, so that it may have rested on either."""

    SENDER = "sender"
    """The same, and the sender's names."""


def scope_of(match: Match) -> Scope:
    """What a rule rested on when it matched."""
    if not match.evidence:
        return Scope.CONTENT
    return Scope.SENDER if any(item.surface in _SENDER for item in match.evidence) else Scope.TEXT


def without(verdict: Verdict, pardoned: Collection[str], escalate: Action) -> Verdict:
    """The verdict as it is without the rules of these names; every other rule that matched still acts.

    A rule that exempts is never dropped. `escalate` stands in for an action that cannot apply.
    """
    matches = tuple(match for match in verdict.matches if match.rule.exempts or match.rule.name not in pardoned)
    if len(matches) == len(verdict.matches):
        return verdict
    return replace(verdict, matches=matches, steps=unite(matches, verdict.post, escalate))
