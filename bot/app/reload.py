"""Rules that change while the bot runs: files are watched, and loaded anew off the event loop.

A file that does not load leaves what is in force as it is; the fault is told once, where it stands.
"""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from watchfiles import awatch

from bot.app.chats import ChatRules, Tell, own_files
from bot.app.rules import load_rules
from bot.lang.files import SUFFIXES
from bot.source.diagnostic import Diagnostics

QUIET = 300
"""Milliseconds without a change after which files are read: editors and copies write in several steps."""

MOST = 2_000
"""Milliseconds after which files are read in any case."""

_log = logging.getLogger(__name__)


class Reloader:
    """Renews rules when their files change, or on demand. `chats` is the folder of the chats' own sets."""

    def __init__(self, rules: ChatRules, paths: Sequence[Path], chats: Path | None, tell: Tell) -> None:
        self._rules, self._paths, self._chats, self._tell = rules, paths, chats, tell
        self._reloading = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def watch(self, stop: asyncio.Event) -> None:
        """Watch until `stop` is set. Files that are not there yet are seen when they come, if their folder is there."""
        watched = {path if path.is_dir() else path.absolute().parent for path in self._paths}
        watched |= {self._chats} if self._chats else set()
        folders = [folder for folder in watched if folder.is_dir()]
        if not folders:
            await stop.wait()
            return
        changes = awatch(*folders, stop_event=stop, debounce=MOST, step=QUIET, ignore_permission_denied=True)
        async for change in changes:
            await self._changed({Path(name) for _, name in change})

    def soon(self) -> None:
        """Load everything anew, without waiting for it."""
        self._task = asyncio.get_running_loop().create_task(self.reload())

    async def reload(self) -> None:
        """Load everything anew."""
        await self._reload_shared()
        for chat_id, file in self._own().items():
            await self._reload_own(chat_id, file)

    async def _changed(self, files: set[Path]) -> None:
        own = {file for file in files if self._chats and file.parent == self._chats.absolute()}
        present = {file.absolute(): chat_id for chat_id, file in self._own().items()} if own else {}
        for file in sorted(own):
            if file in present:
                await self._reload_own(present[file], file)
            elif file.suffix in SUFFIXES and file.stem.removeprefix("-").isdecimal() and not file.exists():
                self._rules.drop(int(file.stem))
                _log.info("chat %s has no rules of its own any more", file.stem)
        if any(self._concerns(file) for file in files - own):
            await self._reload_shared()

    def _concerns(self, file: Path) -> bool:
        """Whether the shared rules may be others for it: any file in a folder of rules, for lists have any name."""
        if file.name.startswith(".") or file.name.endswith("~"):
            return False
        folders = [path.absolute() for path in self._paths if path.is_dir()]
        named = {path.absolute() for path in (*self._paths, *self._rules.files)}
        return file in named or any(folder in file.parents for folder in folders)

    async def _reload_shared(self) -> None:
        async with self._reloading:
            loaded = await asyncio.to_thread(load_rules, self._paths)
            if loaded.diagnostics:
                self._tell(loaded.diagnostics)
            if loaded.judge is None:
                _log.error("the rules have errors; the last good ones stay in force")
                return
            await asyncio.to_thread(self._rules.share, loaded)
            _log.info("%s rules in %s sets are in force", len(loaded.judge.rules), len(loaded.sets))

    async def _reload_own(self, chat_id: int, file: Path) -> None:
        if await self._rules.renew(chat_id, file):
            _log.info("the own rules of chat %s are in force", chat_id)
        else:
            _log.error("the own rules of chat %s have errors; what was in force stays", chat_id)

    def _own(self) -> dict[int, Path]:
        report = Diagnostics()
        files = own_files(self._chats, report)
        if report.found:
            self._tell(report.found)
        return files
