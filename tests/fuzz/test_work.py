"""Work grows with the input and no faster. Counted are the lines of the project that run, so no clock is asked."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import bot
from bot.core.judge import Judge
from bot.core.post import Post
from bot.core.query import Query
from bot.lang.load import load_text
from bot.lang.short import read_short
from bot.matching.index import PatternIndex
from bot.matching.links import extract
from bot.matching.written import named_hosts
from bot.telegram.read import read
from tests.fuzz import holds
from tests.fuzz.naughty import NAUGHTY

TIMES = 4
MOST = 1.5 * TIMES
SETTLED = 2_000
"""So many lines are no work to speak of."""

OURS = str(Path(bot.__file__).parent)


def lines(task: Callable[[], object]) -> int:
    """How many lines of the project run for a task."""
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, _: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        task()
    finally:
        sys.settrace(before)
    return count


def message(**fields: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 1, "chat": {"id": -1}, "date": 1, **fields}}


def marked(kind: str, count: int) -> dict[str, Any]:
    entities = [
        {"type": kind, "offset": 0, "length": 2_000, "url": f"https://shop-{number}.example"} for number in range(count)
    ]
    return message(text="evil.example " * 160, entities=entities)


MANY: dict[str, Callable[[int], Any]] = {
    "buttons": lambda count: {
        "buttons": [{"text": f"b{number}", "url": f"http://e{number}.com"} for number in range(count)]
    },
    "media": lambda count: {"media": [{"file_name": f"{number}.apk"} for number in range(count)]},
    "keyboard": lambda count: message(
        reply_markup={"inline_keyboard": [[{"text": "b", "url": f"http://e{number}.com"}] for number in range(count)]}
    ),
    "urls": lambda count: marked("url", count),
    "links that overlap": lambda count: marked("text_link", count),
    "mentions that overlap": lambda count: marked("mention", count),
    "options": lambda count: message(
        poll={"question": "q", "options": [{"text": f"free {number}"} for number in range(count)]}
    ),
    "members": lambda count: message(new_chat_members=[{"id": number, "first_name": "A"} for number in range(count)]),
    "fields of the future": lambda count: message(odd={f"k{number}": f"text {number}" for number in range(count)}),
}


def post_of(given: Any) -> Post:
    post = read(given) if "update_id" in given else read_short(given)
    assert post
    return post


@pytest.mark.parametrize("make", MANY.values(), ids=MANY.keys())
def test_a_post_of_many_parts(make: Callable[[int], Any]) -> None:
    judge = holds.shipped()
    judge.judge(post_of(make(3)))
    few, many = (make(count) for count in (60, 60 * TIMES))
    assert lines(lambda: post_of(many)) <= MOST * max(SETTLED, lines(lambda: post_of(few)))
    one, other = post_of(few), post_of(many)
    assert lines(lambda: judge.judge(other)) <= MOST * max(SETTLED, lines(lambda: judge.judge(one)))


def test_overlapping_links_are_not_each_read_at_length(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_all = 0

    def counting(text: str) -> Iterator[str]:
        nonlocal read_in_all
        read_in_all += len(text)
        return named_hosts(text)

    monkeypatch.setattr("bot.matching.links.named_hosts", counting)
    entities = [{"type": "text_link", "offset": place, "length": 2_000, "url": "evil.example"} for place in range(500)]
    post = post_of(message(text="bank.com " * 300, entities=entities))
    found = extract(post)
    assert read_in_all <= MOST * sum(len(surface.text) for surface in post.surfaces)
    assert any(link.hidden for link in found)


UNITS = [
    "1,",
    "f r e e ",
    "a.b ",
    "1.2.3.4 ",
    "http://a@b@",
    "a@b.c ",
    "(",
    "&#97;",
    "%41",
    "\u202ea",
    "e\u0301",
    "🔥a",
    "ва b1 ",
    "+1 5",
    "1A",
]


def grows(judge: Judge, unit: str) -> float:
    """How many times the work four times the text is."""
    short, long = (read_short({"text": (unit * length)[:length]}) for length in (1_024, 1_024 * TIMES))
    judge.judge(short)
    return lines(lambda: judge.judge(long)) / max(SETTLED, lines(lambda: judge.judge(short)))


@pytest.mark.parametrize("unit", [*UNITS, *NAUGHTY["links"][5:25:3], *NAUGHTY["letters in costume"][::3]])
def test_a_text_of_one_thing_again_and_again(unit: str) -> None:
    assert grows(holds.shipped(), unit) <= MOST


def test_a_set_over_its_quota_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.lang.quota.MOST_PATTERNS", 2)
    compiled: list[Query] = []
    was = PatternIndex.__init__

    def noting(index: PatternIndex, queries: Iterable[Query]) -> None:
        compiled.extend(given := list(queries))
        was(index, given)

    monkeypatch.setattr(PatternIndex, "__init__", noting)
    rule = "rules:\n  - {id: r, if: {words: %s}, then: [log]}\n"
    assert load_text(rule % "[free btc, claim bonus]", "x.yaml").judge
    assert compiled
    compiled.clear()
    loaded = load_text(rule % "[free btc, claim bonus, airdrop]", "x.yaml")
    assert [item.code for item in loaded.diagnostics if item.level == "error"] == ["over-quota"]
    assert compiled == []
