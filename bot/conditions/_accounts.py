"""What conditions say they saw: numbers with their nouns, shares, and patterns that were not there."""

from bot.core.condition import Context
from bot.core.query import Query

MOST_NAMED = 5


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun: `1 line`, `3 lines`."""
    return f"{number:,} {one if number == 1 else many}"


def percent(part: float, whole: float) -> str:
    """A share, `82 %`; 0 of nothing."""
    return f"{100 * part / whole if whole else 0:.0f} %"


def listed(items: list[str], nothing: str) -> str:
    """The first few, or what to say if there are none."""
    if not items:
        return nothing
    more = len(items) - MOST_NAMED
    return ", ".join(items[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def sought(context: Context, query: Query, one: str, many: str) -> str:
    """What was looked for in vain; empty if something was found, for then the evidence tells."""
    if context.scan.hits(query):
        return ""
    if not any(surface.name in query.surfaces for surface in context.post.surfaces):
        return "the post has no text there"
    number = len(query.patterns)
    return f"the {one} is not found" if number == 1 else f"none of {number:,} {many} is found"
