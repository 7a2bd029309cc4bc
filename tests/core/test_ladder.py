"""Ladders as people write them, and which rung a strike reaches."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.durations import LONGEST, SHORTEST, seconds_of, spelled
from bot.core.ladder import LADDER, RungFault, WrongRung, read_ladder, rung, spelled_ladder
from bot.core.measure import Decision, Measure

TERMS = st.integers(SHORTEST, LONGEST)
RUNGS = st.one_of(
    st.sampled_from([Measure(decision) for decision in (Decision.WARN, Decision.MUTE, Decision.KICK, Decision.BAN)]),
    st.builds(Measure, st.sampled_from([Decision.MUTE, Decision.BAN]), TERMS),
)


@given(st.lists(RUNGS, min_size=1, max_size=20))
def test_a_ladder_that_is_spelled_is_read_as_it_was(ladder: list[Measure]) -> None:
    assert read_ladder(spelled_ladder(ladder).split(",")) == tuple(ladder)


@given(st.integers(0, 10**9 - 1))
def test_a_duration_that_is_spelled_is_read_as_it_was(seconds: int) -> None:
    assert seconds_of(spelled(seconds)) == seconds


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    with suppress(WrongRung):
        ladder = read_ladder(text.split(","))
        assert 1 <= len(ladder) <= 20
        assert read_ladder(spelled_ladder(ladder).split(",")) == ladder


def test_the_default_is_spelled_as_it_is_documented() -> None:
    assert spelled_ladder(LADDER) == "warn, mute 1d, ban 7d, ban"


@pytest.mark.parametrize(
    ("strikes", "spelled"), [(0, "warn"), (1, "warn"), (2, "mute 1d"), (3, "ban 7d"), (4, "ban"), (99, "ban")]
)
def test_the_last_rung_stands_for_all_after_it(strikes: int, spelled: str) -> None:
    assert spelled_ladder([rung(LADDER, strikes)]) == spelled


@pytest.mark.parametrize(
    ("text", "fault", "word"),
    [
        ("", RungFault.EMPTY, ""),
        (" , ", RungFault.EMPTY, ""),
        ("warn, shout", RungFault.UNKNOWN, "shout"),
        ("delete", RungFault.UNKNOWN, "delete"),
        ("warn 1d", RungFault.TIMELESS, "warn 1d"),
        ("kick 1d", RungFault.TIMELESS, "kick 1d"),
        ("mute soon", RungFault.DURATION, "mute soon"),
        ("mute 1 d", RungFault.DURATION, "mute 1 d"),
        ("mute 29s", RungFault.TERM, "mute 29s"),
        ("ban 367d", RungFault.TERM, "ban 367d"),
        (",".join(["warn"] * 21), RungFault.MANY, ""),
    ],
)
def test_what_is_wrong_is_said(text: str, fault: RungFault, word: str) -> None:
    with pytest.raises(WrongRung) as caught:
        read_ladder(text.split(","))
    assert (caught.value.fault, caught.value.word) == (fault, word)


def test_off_is_a_ladder_of_warnings() -> None:
    assert read_ladder([" Off "]) == (Measure(Decision.WARN),)
