"""Expressions that hold up other engines: refused, or matched by RE2 alone in one pass for each match that is wanted."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import re2

from bot.core.query import PatternKind, Query
from bot.lang.load import load_text
from bot.lang.short import read_short
from bot.matching.index import build_index
from bot.matching.patterns import fault
from bot.matching.surface import MOST_HITS
from tests.fuzz.catastrophic import BEYOND, TRAPS, Trap

TEXTS = 3
"""The text, and two repaired copies of it."""

MARKED = 3
"""So many times its length has a text in which the edges of words are marked, at most."""


def shown(trap: Trap) -> str:
    return trap.expression[:40]


class Counted:
    """An expression of RE2 that counts the texts and bytes that it was given, and the matches taken from it."""

    taken = 0
    texts = 0
    given = 0

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def finditer(self, data: bytes) -> Iterator[Any]:
        Counted.texts += 1
        Counted.given += len(data)
        for match in self._expression.finditer(data):
            Counted.taken += 1
            yield match


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> type[Counted]:
    compiles = re2.compile
    monkeypatch.setattr(re2, "compile", lambda *given: Counted(compiles(*given)))
    Counted.taken = Counted.texts = Counted.given = 0
    return Counted


def hits(trap: Trap, length: int, *, original: bool) -> int:
    query = Query(PatternKind.REGEX, (trap.expression,), original=original)
    return len(build_index([query]).scan(read_short({"text": trap.text(length)})).hits(query))


@pytest.mark.parametrize("trap", TRAPS, ids=shown)
@pytest.mark.parametrize("original", [False, True], ids=["plain", "original"])
def test_a_text_is_read_once(trap: Trap, original: bool, counted: type[Counted]) -> None:
    assert fault(PatternKind.REGEX, trap.expression, original=original) is None
    found = hits(trap, 4_096, original=original)
    assert found <= MOST_HITS
    assert counted.taken <= MOST_HITS
    assert counted.texts <= TEXTS
    assert counted.given <= TEXTS * MARKED * len(trap.text().encode())


@pytest.mark.parametrize("trap", BEYOND, ids=shown)
def test_what_no_bound_holds_is_refused(trap: Trap) -> None:
    refused = fault(PatternKind.REGEX, trap.expression)
    assert refused
    assert refused.message
    assert refused.hint


def test_no_engine_that_backtracks_ever_sees_them(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()

    def watched(was: Any) -> Any:
        def call(pattern: Any, *rest: Any, **more: Any) -> Any:
            seen.add(str(pattern))
            return was(pattern, *rest, **more)

        return call

    for name in ("compile", "match", "search", "fullmatch", "finditer", "findall", "sub", "split"):
        monkeypatch.setattr(re, name, watched(getattr(re, name)))
    for trap in (*TRAPS, *BEYOND):
        quoted = trap.expression.replace("'", "''")
        loaded = load_text(f"rules: [{{id: r, if: {{regex: ['{quoted}']}}, then: [log]}}]\n", "x.yaml")
        assert (loaded.judge is None) is (trap in BEYOND), trap
        if loaded.judge:
            loaded.judge.judge(read_short({"text": trap.text()}))
    assert seen.isdisjoint(trap.expression for trap in (*TRAPS, *BEYOND))
