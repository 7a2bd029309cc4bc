"""The machine's clock, and what Telegram says of it."""

import logging
from email.utils import formatdate

import pytest

from bot.fakeapi import FakeApi
from bot.fakeapi.clock import ManualClock
from bot.telegram.api import Api, open_session
from bot.telegram.clock import TOLERATED, CheckedClock
from bot.telegram.errors import Unreachable
from tests.fakes import FakeClock

NOW = 1_700_000_000.0
DAY = 86_400.0


class World:
    """A machine whose clock is so many seconds off, and Telegram."""

    def __init__(self, off: float = 0.0) -> None:
        self.machine, self.steady = FakeClock(NOW + off), ManualClock(5.0)
        self.clock = CheckedClock(self.machine, self.steady)

    def hears(self, at: float = NOW) -> None:
        self.clock.heard(formatdate(at, usegmt=True))

    def passes(self, seconds: float) -> None:
        self.machine.at += seconds
        self.steady.advance(seconds)


@pytest.mark.parametrize("off", [0.0, 0.25, TOLERATED, -TOLERATED])
def test_a_clock_that_is_about_right_counts(off: float) -> None:
    world = World(off)
    world.hears()
    assert world.clock.now() == NOW + off
    world.passes(3_600)
    assert world.clock.now() == NOW + off + 3_600


@pytest.mark.parametrize("off", [-400 * DAY, -2 * DAY, -TOLERATED - 1, TOLERATED + 1, 3 * DAY, 400 * DAY])
def test_one_that_is_wrong_does_not(off: float, caplog: pytest.LogCaptureFixture) -> None:
    world = World(off)
    assert world.clock.now() == NOW + off, "nobody has said anything else yet"
    world.hears()
    assert world.clock.now() == NOW
    world.passes(10)
    assert world.clock.now() == NOW + 10
    assert len(caplog.messages) == 1
    assert f"{off:.0f} seconds off" in caplog.messages[0]


def test_a_clock_that_jumps_between_two_answers_is_noticed_at_once_and_so_is_one_that_is_set_right() -> None:
    world = World()
    world.hears()
    world.machine.at += 3 * DAY
    assert world.clock.now() == NOW
    world.machine.at -= 3 * DAY
    assert world.clock.now() == NOW


def test_who_sets_the_clock_wrong_twice_is_told_twice(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    world.hears()
    for off in (DAY, 0.0, DAY):
        world.machine.at = NOW + off
        world.clock.now()
        world.clock.now()
    assert len(caplog.messages) == 2


@pytest.mark.parametrize("date", ["", "tomorrow", "Tue, 99 Nov 2023 22:13:20 GMT", "\ud800", "0"])
def test_what_is_no_date_says_nothing(date: str) -> None:
    world = World(DAY)
    world.clock.heard(date)
    assert world.clock.now() == NOW + DAY


async def test_the_server_tells_with_every_answer(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    async with FakeApi(clock=ManualClock(NOW)) as server, open_session() as session:
        clock = CheckedClock(FakeClock(NOW + DAY), ManualClock(0.0))
        api = Api(server.url, server.token, session, heard=clock.heard)
        server.garble_next("getMe")
        await api.invoke("getMe")
        assert clock.now() == NOW + DAY, "that was not Telegram"
        server.reset_next("getMe")
        with pytest.raises(Unreachable):
            await api.invoke("getMe")
        server.fail_next("getMe", 429, "Too Many Requests: retry after 1", retry_after=1)
        await api.invoke("getMe")
        assert clock.now() == NOW
