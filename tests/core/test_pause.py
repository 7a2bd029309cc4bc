import pytest

from bot.core.outcome import Status
from bot.core.pause import ALL_CHATS, Pause


@pytest.mark.parametrize(
    ("pause", "covered"),
    [
        (Pause(ALL_CHATS), True),
        (Pause(-1), True),
        (Pause(-2), False),
        (Pause(-1, "a/b"), True),
        (Pause(-1, "a/c"), False),
        (Pause(ALL_CHATS, "a/b", "v1"), True),
        (Pause(-1, "a/b", "v2"), False),
    ],
)
def test_what_it_covers(pause: Pause, covered: bool) -> None:
    assert pause.covers(-1, "a/b", "v1") is covered


def test_how_long_it_is_in_force() -> None:
    assert [Pause(-1, until=10).in_force(at) for at in (0, 9.9, 10)] == [True, True, False]
    assert Pause(-1).in_force(10**12)


def test_what_the_log_says() -> None:
    pause = Pause(-1, "a/b", "v1", since=1_700_000_000, until=1_700_003_600, actor="7", why="by 7: raid")
    row = pause.entry("k")
    assert (row.action, row.actor, row.at, row.rule, row.outcome) == ("pause", "7", 1_700_000_000, "a/b", Status.DONE)
    assert row.detail == "by 7: raid; until 2023-11-14 23:13 UTC"
    end = pause.ending("k2", "8", 1_700_000_100, "calm again")
    assert (end.action, end.actor, end.at, end.detail) == ("resume", "8", 1_700_000_100, "calm again")
    assert Pause(-1).end == "until somebody ends it"
