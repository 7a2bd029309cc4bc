"""Counts against a plain model: a list of all that ever came in."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.history import Need, Scope, Trace, moment
from bot.core.post import Post, PostKind
from bot.history.fingerprint import fingerprint
from bot.history.memory import SLACK, History
from bot.history.windows import Windows
from tests.history.kit import alike, joins, messages, post, posts

NEEDS = [
    *(posts(within, scope) for within in (10, 300) for scope in (Scope.AUTHOR, Scope.CHAT)),
    *(alike(within, scope) for within in (10, 300) for scope in Scope),
    joins(10),
    joins(300),
    messages(300),
]
SAID = (PostKind.MESSAGE, PostKind.COMMENT)


@dataclass(frozen=True)
class Sent:
    """What somebody sends at once: one message, or several as an album."""

    number: int
    date: int
    author: int
    chat: int
    text: str
    shape: str

    def posts(self) -> list[Post]:
        if self.shape == "album":
            return [self.post(self.number + part, album=f"album {self.number}") for part in range(3)]
        if self.shape == "service":
            return [self.post(self.number, kind=PostKind.SERVICE)]
        return [self.post(self.number, revision=self.date + 5 if self.shape == "edit" else 0)]

    def post(self, number: int, **more: Any) -> Post:
        return post(number, self.text, author=self.author, chat=self.chat, date=self.date, **more)


SENT = st.builds(
    Sent,
    st.integers(1, 25).map(lambda number: 10 * number),
    st.integers(1_000, 1_000 + SLACK // 2),
    st.integers(1, 3),
    st.integers(-2, -1),
    st.sampled_from(["", "hi", "HI", "yes"]),
    st.sampled_from(["plain", "plain", "album", "edit", "service"]),
)


@dataclass
class Model:
    """Remembers every post for ever and counts by going through all of them."""

    seen: list[Post] = field(default_factory=list)

    def recall(self, now: Post) -> dict[Need, int]:
        before = next((place for place, item in enumerate(self.seen) if self.same(item, now)), None)
        if now.revision:
            items = self.seen
        elif before is None:
            self.seen.append(now)
            items = self.seen
        else:
            items = self.seen[: before + 1]
        return {need: self.count(need, now, items) for need in NEEDS if need.trace is not Trace.JOINS}

    @staticmethod
    def same(one: Post, other: Post) -> bool:
        return (one.chat.id, one.message_id) == (other.chat.id, other.message_id)

    @staticmethod
    def unit(item: Post) -> object:
        return item.chat.id, item.message_id if item.album is None else item.album

    def count(self, need: Need, now: Post, items: list[Post]) -> int:
        near = [item for item in items if item.date > moment(now) - need.within]
        if need.scope is not Scope.CHATS:
            near = [item for item in near if item.chat == now.chat]
        if need.scope is Scope.AUTHOR:
            near = [item for item in near if item.author == now.author]
        if need.trace is Trace.MESSAGES:
            return len(near)
        near = [item for item in near if item.kind in SAID]
        if need.trace is Trace.POSTS:
            return len({self.unit(item) for item in near})
        mine = said(now)
        if mine is None:
            return 0
        return 1 + len({self.unit(item) for item in near if said(item) == mine} - {self.unit(now)})


def said(item: Post) -> int | None:
    found = fingerprint(item, sketched=False) if item.kind in SAID else None
    return found.exact if found else None


def delivered(sent: list[Sent]) -> list[Post]:
    """What Telegram sends: a message keeps its author and its content, however often it comes, but for edits."""
    seen: dict[object, Post] = {}
    given = []
    for item in (item for one in sent for item in one.posts()):
        first = seen.setdefault((item.chat.id, item.message_id), item)
        given.append(item if item.revision and first.author == item.author and first.album is None else first)
    return given


@settings(deadline=None, max_examples=200)
@given(st.lists(SENT, max_size=40).map(delivered))
def test_counts_are_those_of_the_model(given: list[Post]) -> None:
    history, model = History(), Model()
    for item in given:
        found = history.recall(item, NEEDS)
        assert {need: count for need, count in found.items() if need.trace is not Trace.JOINS} == model.recall(item)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.lists(st.integers(1, 9), min_size=1, max_size=3)), max_size=40))
def test_joins_are_those_of_the_model(given: list[tuple[int, list[int]]]) -> None:
    history = History()
    latest: dict[int, int] = {}
    date = 1_000
    for number, (pause, people) in enumerate(given, 1):
        date += pause + 1
        latest.update(dict.fromkeys(people, date))
        item = post(number, kind=PostKind.SERVICE, joiners=tuple(people), date=date)
        expected = {need: sum(at > date - need.within for at in latest.values()) for need in (joins(10), joins(300))}
        assert history.recall(item, list(expected)) == expected


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=60))
def test_windows_keep_the_order_of_dates(given: list[tuple[int, bool]]) -> None:
    windows: Windows[str, Item] = Windows()
    kept: list[Item] = []
    for date, away in given:
        if away and kept:
            windows.discard("k", kept.pop(date % len(kept)))
        else:
            kept.append(Item(date))
            assert windows.add("k", kept[-1]) == len(kept)
        for since in (-1, 10, 20):
            expected = sorted((item.date for item in kept if item.date > since), reverse=True)
            assert [item.date for item in windows.newest_first("k", since)] == expected
            assert windows.since("k", since) == len(expected)


@dataclass(eq=False)
class Item:
    date: int
