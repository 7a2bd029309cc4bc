"""Rules whose `applies_to` never meets their conditions."""

from collections.abc import Mapping, Sequence

from bot.conditions._limits import Limits
from bot.conditions._surfaces import OWN_TEXT
from bot.conditions.author import Author
from bot.conditions.chat import Chat
from bot.conditions.service import Service
from bot.core.condition import Condition
from bot.core.post import SENDER_SURFACES, PostKind, Role
from bot.core.query import PatternKind
from bot.lang.lint.parts import bounds_of, conditions
from bot.lang.rule import Written
from bot.lang.spelling import spelt
from bot.source.diagnostic import Diagnostics

_CHATS: Mapping[PostKind, frozenset[str]] = {
    PostKind.MESSAGE: frozenset({"private", "group", "supergroup"}),
    PostKind.CHANNEL_POST: frozenset({"channel"}),
    PostKind.COMMENT: frozenset({"supergroup"}),
    PostKind.JOIN_REQUEST: frozenset({"group", "supergroup", "channel"}),
}
"""Where posts of a kind stand; the others may stand anywhere."""

_ENTERING = frozenset({PostKind.JOIN_REQUEST, PostKind.JOIN})
_PEOPLE = frozenset({Role.MEMBER, Role.BOT, Role.PREMIUM})


def check_kinds(written: Sequence[Written], report: Diagnostics) -> None:
    """Warn of rules that no post of their kinds can match."""
    for item in written:
        kinds = item.rule.applies_to
        for condition in conditions(item.rule.condition):
            if found := _out_of_reach(condition, kinds):
                reason, hint = found
                fault = f"`{item.rule.name}` never matches: {reason}"
                report.warning("dead-rule", fault, item.place, hint)
                break


def _out_of_reach(condition: Condition, kinds: frozenset[PostKind]) -> tuple[str, str] | None:
    """Why no post of these kinds can fit, and the fix."""
    named = " and ".join(kind.replace("_", " ") for kind in sorted(kinds))
    if isinstance(condition, Chat) and condition.type:
        chats = frozenset[str]().union(*(_CHATS.get(kind, frozenset(condition.type)) for kind in kinds))
        if chats.isdisjoint(condition.type):
            return f"no {named} stands in a {' or '.join(condition.type)}", "change `applies_to` or `chat`"
    if isinstance(condition, Service) and PostKind.SERVICE not in kinds:
        return f"no {named} is a service message", "add `applies_to: [service]`"
    if isinstance(condition, Author) and condition.is_ and kinds == {PostKind.CHANNEL_POST}:
        if _PEOPLE.issuperset(condition.is_):
            hint = "the author of a channel post is the channel: leave the condition out, or change `applies_to`"
            return f"no channel post fits `{spelt(condition)}`", hint
        return None
    return _without_text(condition, named) if kinds <= _ENTERING else None


def _without_text(condition: Condition, named: str) -> tuple[str, str] | None:
    """Why somebody who wants to enter, and says nothing but name and bio, cannot fit."""
    hint = "add `in: [bio, sender_name, username]`"
    queries = [query for query in condition.queries() if query.kind is not PatternKind.DOMAIN]
    if queries and all(query.surfaces.isdisjoint(SENDER_SURFACES) for query in queries):
        return f"`{condition.name}` does not look at what the sender says of himself, and a {named} has no more", hint
    own_text = isinstance(condition, Limits) and (frozenset(getattr(condition, "in_", ())) or OWN_TEXT) == OWN_TEXT
    if own_text and isinstance(condition, Limits) and not bounds_of(condition).hold(0):
        return f"a {named} has no text for `{condition.name}`", "look at something else"
    return None
