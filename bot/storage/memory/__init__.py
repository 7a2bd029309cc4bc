"""A store that forgets everything when the process ends: for tests and dry runs."""

from collections.abc import Mapping
from dataclasses import replace

from bot.storage.laws import together
from bot.storage.memory.cases import MemoryCases
from bot.storage.memory.pardons import MemoryPardons
from bot.storage.memory.pauses import MemoryPauses
from bot.storage.memory.people import MemoryPeople
from bot.storage.memory.recollection import MemoryRecollection


class MemoryStore(MemoryCases, MemoryPardons, MemoryPauses, MemoryPeople, MemoryRecollection):
    """A `Store` in memory."""

    async def move_chat(self, old: int, new: int, at: float) -> bool:
        """What rules with history remember of the old chat is forgotten."""
        if old in self._former:
            return False
        self._former = {chat: new if now == old else now for chat, now in self._former.items()} | {old: new}
        for kept in self._cases.values():
            if kept.case.card is not None and kept.case.card.chat_id == old:
                kept.case = replace(kept.case, card=None)
            if kept.case.chat_id == old:
                kept.case = replace(kept.case, chat_id=new, message_id=None, posts=1, authors=1)
                kept.spree = {}
        for chat, rule in [key for key in self._pauses if key[0] == old]:
            self._pauses.setdefault((new, rule), replace(self._pauses.pop((chat, rule)), chat_id=new))
        for key, strike in self._strikes.items():
            if strike.chat_id == old:
                self._strikes[key] = replace(strike, chat_id=new)
        self._trusted = {(new if chat == old else chat, user) for chat, user in self._trusted}
        self._settings[new] = self._settings.pop(old, {}) | self._settings.get(new, {})
        for chat, author in [key for key in self._tallies if key[0] == old]:
            tally, there = self._tallies.pop((chat, author)), self._tallies.get((new, author))
            self._tallies[new, author] = together(tally, there)
        if old in self._met:
            self._met[new] = min(self._met.pop(old), self._met.get(new, int(at)))
        self._stains = {key: lost for key, lost in self._stains.items() if key[0] != old}
        self.move_pardons(old, new)
        self._lacking = {(new if chat == old else chat, right) for chat, right in self._lacking}
        return True

    async def former_chats(self) -> Mapping[int, int]:
        return dict(self._former)

    async def close(self) -> None:
        """Nothing has to be written."""
