"""What owners set for their chats, and whom moderators trust."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from bot.core.log import LogEntry
from bot.core.settings import ChatSettings


class Settings(Protocol):
    """The settings of chats."""

    async def of(self, chat_id: int) -> ChatSettings:
        """The chat's settings, the operator's defaults where it has none. Cheap."""
        ...

    async def card_chats(self) -> Collection[int]:
        """The chats that owners named for the cards of theirs. Cheap."""
        ...

    async def change(self, chat_id: int, name: str, value: Any, by: int, key: str) -> bool:
        """Set one of them for a chat, and log it; None is the operator's default again.

        False if the log has `key` already: then nothing changes.
        """
        ...


class SettingStore(Protocol):
    """What was set for chats, as JSON."""

    async def settings_of(self, chat_id: int) -> Mapping[str, str]:
        """What was set for a chat, by name. Cheap; the same object until something changes."""
        ...

    async def values_of(self, name: str) -> Collection[str]:
        """What was set under a name, for whatever chat. Cheap; the same object until something changes."""
        ...

    async def keep_setting(self, chat_id: int, name: str, value: str | None, entry: LogEntry) -> bool:
        """Keep a setting, or drop it, and log it; False if the log has the entry's key: then nothing changes."""
        ...


class Trust(Protocol):
    """Whom moderators trust, whatever was seen of them: `People` has it in their standing."""

    async def trust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        """Trust somebody in a chat, and log it; False if the log has the entry's key: then nothing changes."""
        ...

    async def untrust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        """End that, and log it; False as above."""
        ...

    async def is_trusted(self, chat_id: int, user_id: int) -> bool:
        """Whether a moderator trusts somebody there."""
        ...
