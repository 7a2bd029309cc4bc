"""The real program as a subprocess, configured by its environment alone."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake0"


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What the program finds in its environment: nothing of the tester's but the way to itself."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    return {**inherited, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


def ombud(
    folder: Path, *arguments: str, settings: Mapping[str, str] | None = None, given: str = "", timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run a subcommand to its end in a folder; `given` is its standard input."""
    return _finished(folder, ["-m", "bot", *arguments], settings or {}, given, timeout)


def python(folder: Path, code: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own."""
    return _finished(folder, ["-c", code], {}, "", timeout)


def _finished(
    folder: Path, arguments: list[str], settings: Mapping[str, str], given: str, timeout: float
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(settings),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


class Running:
    """`ombud run` at work. What it prints goes to files, so that it never waits for a reader."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self._process, self._folder = process, folder

    @property
    def stdout(self) -> str:
        return (self._folder / "stdout").read_text()

    @property
    def stderr(self) -> str:
        return (self._folder / "stderr").read_text()

    async def says(self, words: str, times: int = 1, within: float = 20) -> None:
        """Wait until that stands on stderr so many times."""
        async with asyncio.timeout(within):
            while self.stderr.count(words) < times:
                assert self._process.returncode is None, self.stderr
                await asyncio.sleep(0.02)

    async def while_running(self, waiting: Coroutine[Any, Any, T]) -> T:
        """What the waiting comes to; fails at once if the program ends before."""
        ending, task = asyncio.create_task(self._process.wait()), asyncio.create_task(waiting)
        await asyncio.wait((ending, task), return_when=asyncio.FIRST_COMPLETED)
        for unfinished in (ending, task):
            if not unfinished.done():
                unfinished.cancel()
        assert task.done(), self.stderr
        return task.result()

    async def ended(self, within: float = 20) -> int:
        """Wait for the end; the exit status."""
        async with asyncio.timeout(within):
            return await self._process.wait()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def stop(self, within: float = 10) -> int:
        """Ask it to end by SIGTERM; the exit status."""
        self._process.terminate()
        return await self.ended(within)


@asynccontextmanager
async def running(folder: Path, *arguments: str, settings: Mapping[str, str]) -> AsyncIterator[Running]:
    """`ombud run` in a folder; killed in the end if it still runs."""
    with (folder / "stdout").open("wb") as stdout, (folder / "stderr").open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            *arguments,
            cwd=folder,
            env=environment(settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
    try:
        yield Running(process, folder)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
