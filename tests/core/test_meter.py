import pytest

from bot.core.meter import Meter, Timings
from bot.core.outcome import Status


@pytest.mark.parametrize(
    ("seconds", "counts"),
    [(0.0, [1, 0, 0]), (1.0, [1, 0, 0]), (1.001, [0, 1, 0]), (5.0, [0, 1, 0]), (9.0, [0, 0, 1])],
)
def test_a_bound_belongs_to_what_is_below_it(seconds: float, counts: list[int]) -> None:
    timings = Timings((1.0, 5.0))
    timings.add(seconds)
    assert timings.counts == counts
    assert timings.total == seconds


def test_calls_are_counted_by_method_and_code() -> None:
    meter = Meter()
    meter.called("getMe", 0, at=1.0)
    meter.called("sendMessage", 429, at=2.0, retry_after=7)
    meter.called("sendMessage", 0, at=3.0)
    meter.unanswered("sendMessage")
    assert meter.calls == {
        ("getMe", "ok"): 1,
        ("sendMessage", "429"): 1,
        ("sendMessage", "ok"): 1,
        ("sendMessage", "unreachable"): 1,
    }
    assert meter.told_to_wait == 7
    assert meter.answered == {"getMe": 1.0, "sendMessage": 3.0}


def test_actions_are_counted_by_kind_and_outcome() -> None:
    meter = Meter()
    for status in (Status.DONE, Status.DONE, Status.FAILED):
        meter.acted("delete", status)
    assert meter.actions == {("delete", "done"): 2, ("delete", "failed"): 1}


def test_a_later_number_takes_the_place_of_an_earlier_one() -> None:
    meter = Meter()
    meter.watch("waiting", "Waiting", lambda: 1)
    meter.watch("waiting", "Waiting", lambda: 2)
    assert [gauge.read() for gauge in meter.gauges.values()] == [2]
