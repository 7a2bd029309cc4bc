"""What is paused, in memory."""

from collections.abc import Sequence

from bot.core.log import LogEntry
from bot.core.pause import Pause
from bot.storage.memory.log import MemoryLog


class MemoryPauses(MemoryLog):
    """`Pauses`."""

    def __init__(self) -> None:
        super().__init__()
        self._pauses: dict[tuple[int, str], Pause] = {}

    async def pauses(self) -> Sequence[Pause]:
        return [self._pauses[key] for key in sorted(self._pauses)]

    async def pause(self, pause: Pause, entry: LogEntry | None) -> bool:
        if entry is not None and await self.intend([entry]):
            return False
        self._pauses = {key: kept for key, kept in self._pauses.items() if kept.in_force(pause.since)}
        self._pauses[pause.chat_id, pause.rule] = pause
        return True

    async def resume(self, chat_id: int, rule: str | None, entry: LogEntry) -> Sequence[Pause]:
        doomed = [key for key in sorted(self._pauses) if key[0] == chat_id and rule in (None, key[1])]
        if not doomed or await self.intend([entry]):
            return []
        return [self._pauses.pop(key) for key in doomed]
