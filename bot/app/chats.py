"""Rules of single chats, in a folder with a file for each: `-1001234567890.yaml`."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from weakref import WeakValueDictionary

from bot.app.rules import read_example
from bot.core.judge import Judge
from bot.lang.files import SUFFIXES
from bot.lang.load import Loaded, load_text
from bot.lang.rulebook import Rulebook
from bot.matching.index import PatternIndex
from bot.source.diagnostic import Diagnostic, Diagnostics
from bot.source.files import read_bytes
from bot.source.node import Span

Tell = Callable[[Sequence[Diagnostic]], None]
"""Tells the operator what is wrong with a chat's set."""

_log = logging.getLogger(__name__)


class ChatRules:
    """The rules of all chats, and beside them those of single chats, compiled when a chat's first post comes.

    Compiling happens in a thread, so that other chats do not wait. A set with errors is told of and leaves the last
    good one in force, or the shared rules alone if there was none.
    """

    def __init__(self, shared: Loaded, files: Mapping[int, Path], tell: Tell) -> None:
        self._book = Rulebook(shared)
        self._shared = shared
        self._waiting = dict(files)
        self._tell = tell
        self._locks = WeakValueDictionary[int, asyncio.Lock]()
        self._former: dict[int, int] = {}

    async def judge_for(self, chat_id: int) -> Judge:
        """The judge of the chat's posts. A set named by a former id of the chat holds until there is another."""
        if chat_id in self._former and not self._has_own(chat_id):
            chat_id = self._former[chat_id]
        if chat_id in self._waiting:
            async with self._lock(chat_id):
                if file := self._waiting.get(chat_id):
                    await self._renew(chat_id, file)
                    self._waiting.pop(chat_id, None)
        return self._book.judge_for(chat_id)

    async def renew(self, chat_id: int, file: Path) -> bool:
        """Load the chat's set anew; whether it is in force. Other chats notice nothing."""
        async with self._lock(chat_id):
            self._waiting.pop(chat_id, None)
            return await self._renew(chat_id, file)

    def drop(self, chat_id: int) -> None:
        """The chat has no set of its own any more."""
        self._waiting.pop(chat_id, None)
        self._book.drop(chat_id)

    def chat_moved(self, old: int, new: int) -> None:
        """The chat has another id now."""
        self._former[new] = old
        if self._has_own(old) and not self._has_own(new):
            _log.warning(
                "the own rules of chat %s go on to hold in chat %s, which it is now: name the file %s", old, new, new
            )

    def _has_own(self, chat_id: int) -> bool:
        return chat_id in self._waiting or self._book.has(chat_id)

    def share(self, shared: Loaded) -> None:
        """These are the rules of all chats now; they have no error."""
        self._book.share(shared)
        self._shared = shared

    @property
    def files(self) -> Sequence[Path]:
        """The files that the shared rules were read from, lists included."""
        return self._shared.files

    async def compile_all(self) -> None:
        """Compile every set that no post has asked for yet, one after the other."""
        for chat_id in list(self._waiting):
            await self.judge_for(chat_id)

    def _lock(self, chat_id: int) -> asyncio.Lock:
        return self._locks.setdefault(chat_id, asyncio.Lock())

    async def _renew(self, chat_id: int, file: Path) -> bool:
        loaded = await asyncio.to_thread(self._compile, chat_id, file)
        if loaded.diagnostics:
            self._tell(loaded.diagnostics)
        return loaded.judge is not None

    def _compile(self, chat_id: int, file: Path) -> Loaded:
        loaded = load_own(file, names_of(self._shared))
        if loaded.judge is not None:
            self._book.put(chat_id, loaded.sets[0])
        return loaded


def names_of(shared: Loaded) -> frozenset[str]:
    """The names that no chat's own set may have."""
    return frozenset(set_.name for set_ in shared.sets)


def load_own(file: Path, taken: frozenset[str] = frozenset()) -> Loaded:
    """Load one chat's set. `taken` are the names of the sets that every chat has."""
    report = Diagnostics()
    data = read_bytes(file, str(file), report)
    if data is None:
        return Loaded(None, (), tuple(report.found), PatternIndex(()))
    return load_text(data, str(file), read_example, name=f"chat{file.stem}", taken=taken)


def own_files(folder: Path | None, report: Diagnostics) -> dict[int, Path]:
    """The file of each chat that has a set of its own. None of a folder that is not there or not given."""
    if folder is None:
        return {}
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and not path.name.startswith("."))
    except OSError as error:
        fault = f"the chats' folder cannot be read: {(error.strerror or str(error)).lower()}"
        report.error("unreadable-file", fault, Span(str(folder), 1, 1), "check `rules.chats` in the configuration")
        return {}
    found: dict[int, Path] = {}
    for file in files:
        place, id_ = Span(str(file), 1, 1), file.stem
        if not (id_.isascii() and id_.removeprefix("-").isdecimal()):
            hint = "name it by the chat's id, such as `-1001234567890.yaml`"
            report.error("wrong-name", "the file's name is no chat's id", place, hint)
        elif found.setdefault(int(id_), file) is not file:
            report.error("duplicate-set", f"the chat has another set in `{found[int(id_)].name}`", place, "keep one")
    return found


def with_own(shared: Loaded, folder: Path | None) -> Loaded:
    """The shared rules, with what became of the chats' own sets; without a judge if there is an error in any."""
    report = Diagnostics()
    owned = [load_own(file, names_of(shared)) for file in own_files(folder, report).values()]
    sound = not report.failed and all(loaded.judge for loaded in (shared, *owned))
    return replace(
        shared,
        judge=shared.judge if sound else None,
        sets=tuple(set_ for loaded in (shared, *owned) for set_ in loaded.sets),
        diagnostics=(*shared.diagnostics, *report.found, *(fault for loaded in owned for fault in loaded.diagnostics)),
        examples=sum(loaded.examples for loaded in (shared, *owned)),
    )
