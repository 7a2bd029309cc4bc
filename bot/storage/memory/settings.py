"""What was set for chats, and whom moderators trust, in memory."""

from collections.abc import Collection, Mapping

from bot.core.log import LogEntry
from bot.storage.memory.log import MemoryLog


class MemorySettings(MemoryLog):
    """`SettingStore` and `Trust`."""

    def __init__(self) -> None:
        super().__init__()
        self._settings: dict[int, dict[str, str]] = {}
        self._trusted: set[tuple[int, int]] = set()

    async def settings_of(self, chat_id: int) -> Mapping[str, str]:
        return self._settings.get(chat_id, {})

    async def values_of(self, name: str) -> Collection[str]:
        return frozenset(kept[name] for kept in self._settings.values() if name in kept)

    async def keep_setting(self, chat_id: int, name: str, value: str | None, entry: LogEntry) -> bool:
        if await self.intend([entry]):
            return False
        others = {each: kept for each, kept in self._settings.get(chat_id, {}).items() if each != name}
        self._settings[chat_id] = others if value is None else others | {name: value}
        return True

    async def trust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        if await self.intend([entry]):
            return False
        self._trusted.add((chat_id, user_id))
        return True

    async def untrust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        if await self.intend([entry]):
            return False
        self._trusted.discard((chat_id, user_id))
        return True

    async def is_trusted(self, chat_id: int, user_id: int) -> bool:
        return (chat_id, user_id) in self._trusted
