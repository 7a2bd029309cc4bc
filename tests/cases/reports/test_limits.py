from hypothesis import given
from hypothesis import strategies as st

from bot.cases.reports.limits import IN_ALL_CHATS, IN_ONE_CHAT, Limit


def test_so_many_and_no_more() -> None:
    limit = Limit(3, 60)
    assert not limit.reached([], 100)
    assert not limit.reached([40, 50, 90], 100), "what is a minute old counts no longer"
    assert limit.reached([41, 50, 90], 100)


def test_the_limits() -> None:
    assert (IN_ALL_CHATS.most, IN_ALL_CHATS.within) == (10, 3_600)
    assert (IN_ONE_CHAT.most, IN_ONE_CHAT.within) == (5, 600)


@given(st.lists(st.integers(0, 10_000)))
def test_nobody_who_keeps_to_it_ever_exceeds_it(times: list[int]) -> None:
    limit = Limit(4, 600)
    taken: list[int] = []
    for at in sorted(times):
        if not limit.reached(taken, at):
            taken.append(at)
    assert all(sum(start <= at < start + 600 for at in taken) <= 4 for start in taken)
