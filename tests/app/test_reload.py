"""Rules that change while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app.chats import ChatRules, own_files
from bot.app.reload import Reloader
from bot.app.rules import load_rules, read_record
from bot.source.diagnostic import Diagnostic, Diagnostics

CHAT = -1001


def set_of(words: str) -> str:
    return f"rules:\n  - {{id: r, if: {{words: {words}}}, then: delete}}\n"


class House:
    """Watched rules: a folder, or its file alone, and the chats' own."""

    def __init__(self, folder: Path, *, file_alone: bool = False) -> None:
        self.shared, self.chats = folder / "rules" / "shared.yaml", folder / "chats"
        self.shared.parent.mkdir()
        self.chats.mkdir()
        self.shared.write_text(set_of("before"))
        self.paths = [self.shared if file_alone else self.shared.parent]
        self.told: list[str] = []
        files = own_files(self.chats, Diagnostics())
        self.rules = ChatRules(load_rules(self.paths), files, self._tell)
        self.reloader = Reloader(self.rules, self.paths, self.chats, self._tell)

    def _tell(self, faults: Sequence[Diagnostic]) -> None:
        self.told += [fault.code for fault in faults if fault.level == "error"]

    async def found(self) -> list[str]:
        post = read_record({"text": "before after own", "chat": {"id": CHAT}})
        assert post is not None
        return [match.evidence[0].text for match in (await self.rules.judge_for(CHAT)).judge(post).matches]

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(self.reloader.watch(stop))
        await asyncio.sleep(0.3)
        yield
        stop.set()
        await asyncio.wait_for(watching, 5)

    async def until(self, wanted: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not wanted():  # noqa: ASYNC110 - the file system has no event for it
                await asyncio.sleep(0.05)

    async def until_found(self, *words: str) -> None:
        async with asyncio.timeout(10):
            while await self.found() != list(words):  # noqa: ASYNC110 - see above
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("file_alone", [False, True])
async def test_a_changed_file_is_in_force_soon(tmp_path: Path, file_alone: bool) -> None:
    house = House(tmp_path, file_alone=file_alone)
    async with house.watched():
        new = house.shared.with_name("new.tmp")
        new.write_text(set_of("after"))
        new.replace(house.shared)
        await house.until_found("after")


async def test_a_broken_file_leaves_the_last_good_rules_and_is_told(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.watched():
        house.shared.write_text("rules: [")
        await house.until(lambda: house.told)
        assert await house.found() == ["before"]
        house.shared.write_text(set_of("after"))
        await house.until_found("after")


async def test_a_list_is_a_part_of_its_rules(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.shared.parent / "words.txt").write_text("before")
    house.shared.write_text("lists: {w: {file: words.txt}}\n" + set_of("$w"))
    await house.reloader.reload()
    async with house.watched():
        (house.shared.parent / "words.txt").write_text("after")
        await house.until_found("after")


async def test_a_chats_set_comes_changes_and_goes(tmp_path: Path) -> None:
    house = House(tmp_path)
    file = house.chats / f"{CHAT}.yaml"
    async with house.watched():
        file.write_text(set_of("own"))
        await house.until_found("before", "own")
        file.write_text(set_of("after"))
        await house.until_found("before", "after")
        file.unlink()
        await house.until_found("before")


async def test_everything_is_loaded_anew_on_demand(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.shared.write_text(set_of("after"))
    (house.chats / f"{CHAT}.yaml").write_text(set_of("own"))
    await house.reloader.reload()
    assert await house.found() == ["after", "own"]
