"""How much a chat may ask for: its rules run in a process that others share."""

from bot.core.query import PatternKind
from bot.lang.setfile import Draft
from bot.matching.placing import Patterns
from bot.source.diagnostic import Diagnostics

MOST_RULES = 200
MOST_PATTERNS = 5_000
MOST_UNANCHORED = 5
"""Expressions without a literal that must occur: they are tried on every post of the chat."""

HIGHEST_PRIORITY = 1_000
"""Above it stand rules that no chat can exempt its posts from."""


def check_quota(draft: Draft, report: Diagnostics) -> None:
    """Report what a chat's own set has too much of."""
    rules = [written.rule for written in draft.written]
    if len(rules) > MOST_RULES:
        fault = f"the set has {len(rules):,} rules, a chat may have {MOST_RULES}"
        report.error("over-quota", fault, draft.place, "join rules that do the same")
    queries = [query for rule in rules for leaf in rule.condition.leaves() for query in leaf.queries()]
    patterns = sum(len(query.patterns) for query in dict.fromkeys(queries))
    if patterns > MOST_PATTERNS:
        fault = f"the set has {patterns:,} patterns, a chat may have {MOST_PATTERNS:,}"
        report.error("over-quota", fault, draft.place, "leave out what the shared sets find anyway")
        return
    expressions = [query for query in dict.fromkeys(queries) if query.kind is PatternKind.REGEX]
    if (unanchored := len(Patterns(expressions).always)) > MOST_UNANCHORED:
        most = f"a chat may have {MOST_UNANCHORED}"
        fault = f"the set has {unanchored} expressions without a word that must occur, {most}"
        report.error("over-quota", fault, draft.place, "give each a word of at least three letters that must occur")
    for written in draft.written:
        if written.rule.priority > HIGHEST_PRIORITY:
            fault = f"the priority {written.rule.priority} is too high, a chat's own may be {HIGHEST_PRIORITY} at most"
            place = written.node.get("priority") or written.node
            report.error("over-quota", fault, place.span, "rules above are for the bot's operator")
