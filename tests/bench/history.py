"""What it costs to remember posts: microseconds for each, and memory for a hundred thousand."""

import gc
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from bot.core.history import Need, Scope, Trace
from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.history.memory import History

POSTS = 100_000
CHATS = 500
AUTHORS = 20_000
DAY = 86_400
CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choices("aeioubcdfghklmnprstvz", k=CHANCE.randrange(2, 9))) for _ in range(4_000)]
FLOOD = Need(Trace.POSTS, 10, Scope.AUTHOR)
PURGE = Need(Trace.MESSAGES, 2 * DAY, Scope.AUTHOR)
EXACT = Need(Trace.ALIKE, DAY, Scope.CHAT)
NEAR = Need(Trace.ALIKE, DAY, Scope.CHATS, 0.8)


def run() -> None:
    """Print both for several kinds of rule, on top of what stands in a post's way anyway."""
    for name, needs in (
        ("flood", [FLOOD]),
        ("flood and purge", [FLOOD, PURGE]),
        ("the same text", [FLOOD, PURGE, EXACT]),
        ("nearly the same text", [FLOOD, PURGE, EXACT, NEAR]),
    ):
        _measure(name, needs)
    _attack()


def _measure(name: str, needs: Sequence[Need]) -> None:
    posts = _posts()
    gc.collect()
    before, history, costs = _resident(), History(), []
    for start in range(0, POSTS, 1_000):
        begun = time.process_time()
        for post in posts[start : start + 1_000]:
            history.recall(post, needs)
        costs.append((time.process_time() - begun) * 1_000)
    costs.sort()
    print(
        f"history: {name}: {costs[len(costs) // 2]:.1f} us a post, dearest thousand {costs[-1]:.1f}; "
        f"{len(history):,} posts remembered in {(_resident() - before) / 2**20:.0f} MB"
    )


def _attack() -> None:
    """A flood of texts that are nearly the same, by many authors: the worst that near-duplicates can meet."""
    history, text = History(), _text(180)
    posts = [_post(number, number % 1_000, 1, f"{text} {number}", 1_000) for number in range(5_000)]
    costs = []
    for one in posts:
        begun = time.process_time()
        history.recall(one, [FLOOD, NEAR])
        costs.append((time.process_time() - begun) * 1_000_000)
    costs.sort()
    print(
        f"history: flood of similar texts: {costs[len(costs) // 2]:.0f} us a post, p99 {costs[-len(costs) // 100]:.0f}"
    )


def _posts() -> list[Post]:
    return [
        _post(
            number,
            CHANCE.randrange(AUTHORS),
            CHANCE.randrange(CHATS),
            _text(200),
            1_700_000_000 + number // 2,
        )
        for number in range(POSTS)
    ]


def _text(length: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=length // 4))[:length]


def _post(number: int, author: int, chat: int, text: str, date: int) -> Post:
    return Post(
        id=number,
        kind=PostKind.MESSAGE,
        chat=Chat(-chat - 1, "supergroup"),
        author=Author(author),
        date=date,
        message_id=number,
        surfaces=(Surface(SurfaceName.TEXT, text),),
    )


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()
