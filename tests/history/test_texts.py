import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.history import texts as module
from bot.history.fingerprint import SKETCH_SIZE, Sketch, likeness
from bot.history.texts import Texts

CHANCE = random.Random(5)


def sketch() -> Sketch:
    return np.array([CHANCE.getrandbits(32) for _ in range(SKETCH_SIZE)], dtype=np.uint32)


def changed(old: Sketch, places: int) -> Sketch:
    """A sketch that differs in so many places."""
    new = old.copy()
    new[CHANCE.sample(range(SKETCH_SIZE), places)] ^= np.uint32(1)
    return new


def brute(known: dict[int, Sketch], wanted: Sketch, similar: float) -> set[int]:
    return {exact for exact, item in known.items() if likeness(item, wanted) >= similar}


def test_what_is_alike_is_found_among_thousands() -> None:
    texts = Texts()
    known = {number: sketch() for number in range(3_000)}
    known |= {10_000 + number: changed(known[number], number % 16) for number in range(1_000)}
    for exact, item in known.items():
        texts.add(exact, item)
    found = expected = 0
    for number in range(0, 1_000, 10):
        right = brute(known, known[number], 0.8)
        assert texts.alike(known[number], 0.8, known) == right
        assert texts.alike(known[number], 0.8) <= right
        found += len(texts.alike(known[number], 0.8))
        expected += len(right)
    assert found >= 0.99 * expected


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=80))
def test_what_was_removed_as_often_as_added_is_not_found(given: list[tuple[bool, int]]) -> None:
    texts = Texts()
    uses = dict.fromkeys(SKETCHES, 0)
    for add, exact in given:
        if add:
            texts.add(exact, SKETCHES[exact])
            uses[exact] += 1
        else:
            texts.remove(exact)
            uses[exact] = max(0, uses[exact] - 1)
        assert texts.alike(SKETCHES[exact], 0.9) == ({exact} if uses[exact] else set())


def test_room_is_made_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ROOM", 8)
    texts = Texts()
    known = {number: sketch() for number in range(200)}
    for exact, item in known.items():
        texts.add(exact, item)
        texts.remove(exact - 20)
    found = {exact for exact, item in known.items() if texts.alike(item, 1) == {exact}}
    assert found == set(range(180, 200))
    assert len(texts._sketches) < 60


def test_a_flood_of_texts_that_are_nearly_the_same_is_found_in_part() -> None:
    texts = Texts()
    first = sketch()
    for number in range(2_000):
        texts.add(number, changed(first, 5))
    assert len(texts.alike(first, 0.8)) >= 100


def test_there_may_be_nothing() -> None:
    assert Texts().alike(sketch(), 0.8) == set()
    assert Texts().alike(sketch(), 0.8, [1]) == set()


SKETCHES = {number: sketch() for number in range(13)}
