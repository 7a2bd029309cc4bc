"""Thousands of chats, each with patterns of its own beside the shipped rules: memory, and what one chat's change costs.

`OMBUD_BENCH_CHATS` is how many (default 5,000).
"""

import gc
import os
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bot.app.rules import load_rules, read_record, shipped_rules
from bot.core.post import Post
from bot.lang.load import load_text
from bot.lang.rulebook import Rulebook

CHATS = int(os.environ.get("OMBUD_BENCH_CHATS", "5000"))
POSTS = 2_000
RENEWALS = 50


def run() -> None:
    """Print the figures."""
    shared = load_rules([shipped_rules()])
    if shared.judge is None:
        print("the shipped rules are invalid, nothing is measured")
        return
    book, dice = Rulebook(shared), random.Random(7)
    gc.collect()
    before, started = _rss(), time.process_time()
    for chat in range(CHATS):
        _renew(book, chat, dice)
    seconds = time.process_time() - started
    gc.collect()
    print(f"{CHATS:,} chats of 50 patterns: {_rss():.0f} MB, {before:.0f} MB of them without the chats' own sets")
    print(f"compiled in {seconds:.0f} s CPU, {1000 * seconds / CHATS:.1f} ms a chat")
    print(f"one chat's set renewed among them: {_median(_renewals(book, dice)):.1f} ms CPU")
    alone, beside = _median(_judged(Rulebook(shared), dice)), _median(_judged(book, dice))
    print(
        f"a clean post judged: {1000 * beside:.0f} µs, without own sets {1000 * alone:.0f} µs: {beside / alone:.2f} ×"
    )


def _renew(book: Rulebook, chat: int, dice: random.Random) -> None:
    loaded = load_text(_set(dice), f"chat{chat}.yaml")
    assert loaded.judge is not None, loaded.diagnostics
    book.put(chat, loaded.sets[0])


def _renewals(book: Rulebook, dice: random.Random) -> Iterator[float]:
    for _ in range(RENEWALS):
        started = time.process_time()
        _renew(book, dice.randrange(CHATS), dice)
        yield time.process_time() - started


def _judged(book: Rulebook, dice: random.Random) -> Iterator[float]:
    posts = [_post(dice) for _ in range(POSTS)]
    for post in posts:
        started = time.perf_counter()
        book.judge_for(post.chat.id).judge(post)
        yield time.perf_counter() - started


def _post(dice: random.Random) -> Post:
    text = " ".join(_word(dice) for _ in range(25))
    post = read_record({"text": text, "chat": {"id": dice.randrange(CHATS)}})
    assert post is not None
    return post


def _set(dice: random.Random) -> str:
    def words(count: int, end: str = "") -> str:
        return ", ".join(f"'{_word(dice)}{end}'" for _ in range(count))

    return f"""
rules:
  - {{id: words, if: {{words: [{words(20)}]}}, then: delete}}
  - {{id: parts, if: {{contains: [{words(15)}], author: {{posts: {{below: 3}}}}}}, then: [delete, mute: 1d]}}
  - {{id: numbers, if: {{regex: [{words(5, " ?[0-9]{3}")}]}}, then: escalate}}
  - {{id: links, if: {{links: {{domain: [{words(10, ".example")}]}}}}, then: [delete, ban]}}
"""


def _word(dice: random.Random) -> str:
    return "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(5, 10)))


def _median(seconds: Iterator[float]) -> float:
    return 1000 * statistics.median(seconds)


def _rss() -> float:
    """Megabytes of this process in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
