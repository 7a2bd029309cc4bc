"""The settings of chats: what their owners set, over the operator's defaults."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.ports import Clock, SettingStore
from bot.core.settings import ChatSettings, to_json, with_json

ACTION = "setting"
CARDS = "escalation_chat"
MOST_CHATS = 10_000


class OwnersSettings:
    """`Settings`. What was read is kept, at most that of 10,000 chats."""

    def __init__(self, store: SettingStore, clock: Clock, defaults: ChatSettings | None = None) -> None:
        self._store, self._clock, self.defaults = store, clock, defaults or ChatSettings()
        self._merged: dict[int, tuple[Mapping[str, str], ChatSettings]] = {}
        self._named: tuple[Collection[str], frozenset[int]] = ((), frozenset())

    async def of(self, chat_id: int) -> ChatSettings:
        kept = await self._store.settings_of(chat_id)
        if not kept:
            return self.defaults
        known = self._merged.get(chat_id)
        if known is not None and known[0] is kept:
            return known[1]
        if len(self._merged) >= MOST_CHATS:
            self._merged.clear()
        settings = self.defaults
        for name, value in kept.items():
            settings = with_json(settings, name, json.loads(value))
        self._merged[chat_id] = (kept, settings)
        return settings

    async def card_chats(self) -> Collection[int]:
        """The chats that owners named for the cards of theirs. Cheap."""
        named = await self._store.values_of(CARDS)
        if named is not self._named[0]:
            self._named = named, frozenset(json.loads(value) for value in named)
        return self._named[1]

    async def change(self, chat_id: int, name: str, value: Any, by: int, key: str) -> bool:
        told = None if value is None else json.dumps(to_json(name, value))
        entry = LogEntry(
            key=key,
            at=self._clock.now(),
            chat_id=chat_id,
            message_id=None,
            user_id=None,
            action=ACTION,
            outcome=Status.DONE,
            detail=f"{name}: {'default' if told is None else told}",
            actor=str(by),
        )
        return await self._store.keep_setting(chat_id, name, told, entry)
