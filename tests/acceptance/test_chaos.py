"""Whatever breaks: nothing is lost, nothing is done twice that must not be, nobody's clean post goes."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app.chats import ChatRules
from bot.app.rules import load_rules
from bot.app.serve import serve
from bot.config import Config, Moderation, Secret, Storage, Telegram
from bot.core.ports import Clock
from bot.fakeapi import FakeApi, Received
from bot.fakeapi.faults import Fault, Kind
from bot.fakeapi.refusals import Refusal
from tests.acceptance.process import TOKEN, Running, python, running
from tests.handled import handled
from tests.havoc import DOUBT, RUDE, RULES, SCAM, SHILL, Toll, Town, furnish

GROUPS = 8
ROUNDS = 5
BACKLOG = 5_000
SEED = int(os.environ.get("CHAOS_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
FAULTS: dict[str, Callable[[FakeApi], None]] = {
    "reset": lambda api: api.reset_next("deleteMessage", times=10),
    "lost answers": lambda api: api.lose_next("deleteMessage", times=10),
    "half answers": lambda api: api.cut_next("deleteMessage", times=10),
    "rubbish": lambda api: api.garble_next("deleteMessage", times=10),
    "server faults": lambda api: api.fail_next("deleteMessage", 500, "Internal Server Error", times=10),
    "polls cut in half": lambda api: api.cut_next("getUpdates", times=3),
    "everything": lambda api: api.fail_when(_anything_may_fail(api)),
}
"""By name, what goes wrong while posts flow."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    furnish(tmp_path)
    return tmp_path


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with FakeApi(TOKEN, latency=0.01) as api:
        yield Town(api, GROUPS, SEED)


@pytest.fixture(params=["40m", "3m"])
def disk(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A small disk: with room for a whole write-ahead log, and without."""
    place = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", place], capture_output=True, check=False
    ).returncode
    try:
        if mounted != 0:
            pytest.skip("disks cannot be mounted here")
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], capture_output=True, check=False)
        place.rmdir()


def _anything_may_fail(api: FakeApi) -> Callable[[Received], Fault | None]:
    """One call in four fails, in any way; a send only if that has it made again."""
    chance = random.Random(SEED)
    refusal = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)

    def choose(call: Received) -> Fault | None:
        if call.method in ("sendMessage", "getMe") or chance.random() > 1 / 4 or len(api.polls) > 500:
            return None
        kind = chance.choice([Kind.REFUSE, Kind.RESET, Kind.LOSE, Kind.GARBLE, Kind.CUT])
        return Fault(kind, None, refusal=refusal if kind is Kind.REFUSE else None)

    return choose


async def ended(town: Town, folder: Path, bot: Running, within: float = 30) -> None:
    """Let the bot end what it has to do, and stop it."""
    await bot.while_running(handled(town.api, f"sqlite:///{folder / 'ombud.db'}", within))
    assert await bot.stop() == 0
    assert "Traceback" not in bot.stderr
    assert all(text not in bot.stderr for text in (SCAM, SHILL, RUDE, DOUBT))


@asynccontextmanager
async def at_work(town: Town, folder: Path, clock: Clock | None = None) -> AsyncIterator[None]:
    """The bot in this process; in the end everything is handled, and it stops."""
    stop = asyncio.Event()
    rules = ChatRules(load_rules([folder / "rules.yaml"]), {}, lambda faults: None)
    config = Config(
        telegram=Telegram(Secret(TOKEN), api_url=town.api.url),
        storage=Storage(f"sqlite:///{folder / 'ombud.db'}"),
        moderation=Moderation(escalation_chat=town.cards.id),
    )
    bot = asyncio.create_task(serve(config, rules, stop, clock))
    try:
        await town.api.received("getUpdates", within=20)
        yield
        await handled(town.api, config.storage.url, within=30)
    finally:
        stop.set()
        await bot


def assert_well(town: Town, folder: Path) -> None:
    toll = town.toll(folder / "ombud.db")
    assert toll == Toll(), f"CHAOS_SEED={town.seed}"


async def test_killed_again_and_again(town: Town, folder: Path) -> None:
    for _ in range(ROUNDS):
        town.chatter(60, warnings=2, doubts=1)
        async with running(folder, settings=town.settings()) as bot:
            calls = len(town.api.calls) + town.chance.randrange(2, 30)
            with contextlib.suppress(TimeoutError):  # so many calls may not be left to make
                await bot.while_running(town.api.until(lambda: len(town.api.calls) >= calls, 6))  # noqa: B023
    async with running(folder, settings=town.settings()) as bot:
        await ended(town, folder, bot)
    assert_well(town, folder)


async def test_a_power_cut(town: Town, folder: Path, tmp_path: Path) -> None:
    town.api.latency = 0.05
    for number in range(2):
        town.chatter(150, warnings=2, doubts=1)
        async with running(folder, settings=town.settings()) as bot:
            calls = len(town.api.calls) + town.chance.randrange(5, 40)
            with contextlib.suppress(TimeoutError):  # so many calls may not be left to make
                await bot.while_running(town.api.until(lambda: len(town.api.calls) >= calls, 6))  # noqa: B023
            bot.signal(signal.SIGSTOP)
            copy = tmp_path / f"copy{number}"
            copy.mkdir()
            for name in ("ombud.db", "ombud.db-wal", "ombud.key", "rules.yaml"):
                shutil.copy(folder / name, copy / name)
        # Half a page that was under way when the power went.
        with (copy / "ombud.db-wal").open("ab") as wal:
            wal.write(town.chance.randbytes(2_000))
        folder = copy
    async with running(folder, settings=town.settings()) as bot:
        await ended(town, folder, bot)
    assert_well(town, folder)


@pytest.mark.parametrize("name", FAULTS)
async def test_faults_while_posts_flow(town: Town, folder: Path, name: str) -> None:
    async with at_work(town, folder):
        town.chatter(20, warnings=1, doubts=1)
        FAULTS[name](town.api)
        town.chatter(20, warnings=1)
    assert_well(town, folder)


async def test_a_chat_that_is_told_to_wait_holds_up_no_other(town: Town, folder: Path) -> None:
    slow, quick = town.groups[0], town.groups[1]
    calls = iter(range(10**6))
    refused = Fault(Kind.REFUSE, None, refusal=Refusal(429, "Too Many Requests: retry after 1", retry_after=1))
    town.api.fail_when(lambda call: refused if call.params.get("chat_id") == slow.id and next(calls) % 3 == 0 else None)
    for _ in range(15):
        town.post(SCAM, slow)
        town.post(SCAM, quick)
    async with at_work(town, folder):
        await town.api.until(lambda: len(quick.deleted) == 15, 20)
        assert len(slow.deleted) < 15
    assert_well(town, folder)


async def test_telegram_is_away_while_deletes_are_under_way(
    town: Town, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    town.api.latency = 0.1
    async with at_work(town, folder):
        for _ in range(30):
            town.post(SCAM)
        await town.api.received("deleteMessage", 5, within=20)
        with caplog.at_level("INFO"):
            await town.api.close()
            async with asyncio.timeout(20):
                while "deleteMessage is tried again" not in caplog.text:  # noqa: ASYNC110 - logs tell nobody
                    await asyncio.sleep(0.02)
        await town.api.open()
    assert_well(town, folder)


async def test_a_server_that_hangs_is_no_reason_not_to_stop(town: Town, folder: Path) -> None:
    town.api.hang_next("deleteMessage", times=3)
    for _ in range(20):
        town.post(SCAM)
    async with running(folder, settings=town.settings()) as bot:
        await bot.while_running(town.api.received("deleteMessage", 3, within=20))
        assert await bot.stop(within=20) == 0
    async with running(folder, settings=town.settings()) as bot:
        await ended(town, folder, bot)
    assert_well(town, folder)


async def test_a_backlog(town: Town, folder: Path) -> None:
    town.api.latency = 0.0
    town.chatter(BACKLOG)
    async with running(folder, settings=town.settings()) as bot:
        await ended(town, folder, bot, within=60)
    assert_well(town, folder)


async def test_a_disk_that_is_full_for_a_while(town: Town, folder: Path, disk: Path) -> None:
    database, filler = disk / "ombud.db", disk / "filler"
    town.chatter(30, doubts=1)
    async with running(folder, settings=town.settings(OMBUD_STORAGE__URL=f"sqlite:///{database}")) as bot:
        await bot.while_running(handled(town.api, f"sqlite:///{database}", 20))
        _fill(filler)
        town.chatter(300)
        await bot.says("wait at Telegram")
        filler.unlink()
        await bot.while_running(handled(town.api, f"sqlite:///{database}", 100))
        assert await bot.stop() == 0
    assert "Traceback" not in bot.stderr
    assert_well(town, disk)


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4_096))
        except OSError:
            return


async def test_broken_rules_while_posts_flow(town: Town, folder: Path) -> None:
    async with running(folder, settings=town.settings()) as bot:
        await bot.says("is at work")
        for broken in (RULES[:200], "rules: [\n", "\0\xff"):
            (folder / "rules.yaml").write_text(broken)
            town.chatter(20)
            bot.signal(signal.SIGHUP)
            town.chatter(20)
        await bot.says("the last good ones stay in force")
        town.chatter(20)
        (folder / "rules.yaml").write_text(RULES)
        bot.signal(signal.SIGHUP)
        await bot.says("rules in 1 sets are in force")
        town.chatter(20)
        await ended(town, folder, bot)
    assert_well(town, folder)


@pytest.mark.parametrize("days", [-400, -1, 1, 4, 400])
async def test_a_clock_that_jumps(town: Town, folder: Path, days: int) -> None:
    clock = Jumping(town.api)
    async with at_work(town, folder, clock):
        town.chatter(30, warnings=1, doubts=1)
        await handled(town.api, f"sqlite:///{folder / 'ombud.db'}", within=20)
        clock.days = days
        town.chatter(30, warnings=1, doubts=1)
        place, _ = town.post(SHILL)
    assert_well(town, folder)
    ends = [call["until_date"] for call in town.api.called("restrictChatMember") if call["chat_id"] == place]
    assert ends[-1] >= town.api.clock() + 3_500, "a mute for an hour has to last for one, and not for ever"
    assert ends[-1] <= town.api.clock() + 3_700, "nor for as long as the clock is off"


class Jumping:
    """The server's clock, so many days off."""

    def __init__(self, api: FakeApi) -> None:
        self._api, self.days = api, 0

    def now(self) -> float:
        """Seconds since 1970 UTC."""
        return self._api.clock() + 86_400 * self.days


async def test_another_poller_comes_and_goes(town: Town, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with at_work(town, folder):
        async with asyncio.timeout(20):
            while "a second copy of this bot" not in caplog.text:
                town.api.poll += 1  # what another getUpdates does to the one that waits
                town.api.updates.wake()
                await asyncio.sleep(0.05)
        town.api.fail_next("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=2)
        town.chatter(30)
    assert caplog.text.count("a second copy of this bot") == 1
    assert_well(town, folder)


async def test_a_token_that_is_taken_back_ends_it_for_good(town: Town, folder: Path) -> None:
    town.chatter(20)
    hurried = f"""
import os, sys
from bot.cli import main
from bot.telegram.backoff import Backoff
os.environ.update({town.settings()!r})
Backoff.delay = lambda self, failures: 0.05
sys.exit(main(["run"]))
"""
    ending = asyncio.create_task(asyncio.to_thread(python, folder, hurried))
    await town.api.received("getUpdates", within=30)
    await handled(town.api, f"sqlite:///{folder / 'ombud.db'}", within=30)
    town.api.fail_next("getUpdates", 401, "Unauthorized", times=100)
    town.api.updates.wake()
    done = await ending
    assert done.returncode == 78
    assert "token" in done.stderr
    assert TOKEN not in done.stderr
    assert_well(town, folder)
