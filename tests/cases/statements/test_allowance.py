"""So often in a while, and no more."""

import pytest

from bot.cases.statements import allowance
from bot.cases.statements.allowance import Allowance
from tests.fakes import FakeClock


def test_each_key_has_its_own_window() -> None:
    clock = FakeClock(0)
    twice = Allowance(2, 60, clock)
    taken = []
    for at, key in ((0, 1), (30, 1), (59, 1), (59, 2), (60, 1), (61, 1), (90, 1)):
        clock.at = at
        free = twice.free(key)
        taken.append(twice.take(key))
        assert taken[-1] == free
    assert taken == [True, True, False, True, True, False, True]


def test_what_is_over_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_KEYS", 3)
    clock = FakeClock(0)
    once = Allowance(1, 60, clock)
    for key in range(100):
        clock.at += 61
        assert once.take(key)
    assert len(once._taken) <= 3
