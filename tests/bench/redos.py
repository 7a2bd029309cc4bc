"""What expressions that hold up other engines cost here: `python -m tests.bench redos`, milliseconds a post."""

import time

from bot.core.post import Post
from bot.core.query import Index, PatternKind, Query
from bot.matching.index import build_index
from tests.bench._material import post
from tests.fuzz.catastrophic import LONGEST_POST, TRAPS, Trap

_ROUNDS = 5
_SHOWN = 5
_TIMES = 4


def run() -> None:
    """Print the worst of them, and how the time grows with the text."""
    rows = sorted(((_cost(trap, LONGEST_POST), trap) for trap in TRAPS), key=lambda row: -row[0])
    print(
        f"{len(TRAPS)} expressions, each with the {LONGEST_POST:,} characters made for it: ms, times for {_TIMES} times the text"
    )
    for cost, trap in rows[:_SHOWN]:
        print(f"{cost * 1_000:8.2f} {_cost(trap, _TIMES * LONGEST_POST) / cost:6.1f}  {trap.expression[:70]}")
    print(f"{rows[len(rows) // 2][0] * 1_000:8.2f}         the median of all")


def _cost(trap: Trap, length: int) -> float:
    """Seconds, the best of a few rounds."""
    query = Query(PatternKind.REGEX, (trap.expression,))
    index, text = build_index([query]), post(trap.text(length))
    return min(_once(index, query, text) for _ in range(_ROUNDS))


def _once(index: Index, query: Query, text: Post) -> float:
    began = time.perf_counter()
    index.scan(text).hits(query)
    return time.perf_counter() - began
