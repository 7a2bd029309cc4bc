"""What is known of authors and chats, in memory."""

from collections.abc import Collection
from dataclasses import replace

from bot.core.post import Chat
from bot.core.standing import Standing
from bot.storage.laws import Tally, counted
from bot.storage.memory.settings import MemorySettings
from bot.storage.memory.strikes import MemoryStrikes


class MemoryPeople(MemorySettings, MemoryStrikes):
    """`People`, `Strikes`, `Trust`, `SettingStore` and `Contacts`; of `Presence` what rights were lacked."""

    def __init__(self) -> None:
        super().__init__()
        self._tallies: dict[tuple[int, int], Tally] = {}
        self._stains: dict[tuple[int, int, int], Standing] = {}
        self._met: dict[int, int] = {}
        self._lacking: set[tuple[int, str]] = set()
        self._contacts: dict[int, str | None] = {}

    async def count_post(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        key = (chat_id, author_id)
        before, self._tallies[key] = counted(self._tallies.get(key), message_id, at)
        return replace(before, vouched=key in self._trusted)

    async def standing(self, chat_id: int, author_id: int) -> Standing:
        tally = self._tallies.get((chat_id, author_id))
        standing = Standing() if tally is None else tally.standing
        return replace(standing, vouched=(chat_id, author_id) in self._trusted)

    async def stain(self, chat_id: int, author_id: int, message_id: int | None = None, at: int = 0) -> None:
        tally = self._tallies.get((chat_id, author_id))
        if tally is not None and tally.standing.clean_posts:
            if message_id is not None:
                self._stains[chat_id, author_id, message_id] = tally.standing
            self._tallies[chat_id, author_id] = tally._replace(standing=tally.standing.stained())

    async def unstain(self, chat_id: int, author_id: int, message_id: int) -> bool:
        key = (chat_id, author_id)
        tally, lost = self._tallies.get(key), self._stains.pop((*key, message_id), None)
        if lost is None or tally is None:
            return False
        if later := [found for found in sorted(self._stains) if found[:2] == key and found[2] > message_id]:
            self._stains[later[0]] = self._stains[later[0]].regained(lost)
        else:
            self._tallies[key] = tally._replace(standing=tally.standing.regained(lost))
        return True

    async def meet_chat(self, chat: Chat, at: int) -> int:
        return self._met.setdefault(chat.id, at)

    async def lack(self, chat_id: int, right: str, at: int) -> bool:
        new = (chat_id, right) not in self._lacking
        self._lacking.add((chat_id, right))
        return new

    async def regain(self, chat_id: int, rights: Collection[str]) -> Collection[str]:
        regained = {right for right in rights if (chat_id, right) in self._lacking}
        self._lacking -= {(chat_id, right) for right in regained}
        return regained

    async def met(self, user_id: int, language: str | None, at: int) -> None:
        self._contacts[user_id] = language

    async def lost(self, user_id: int) -> None:
        self._contacts.pop(user_id, None)

    async def reachable(self, user_id: int) -> bool:
        return user_id in self._contacts

    async def language_of(self, user_id: int) -> str | None:
        return self._contacts.get(user_id)
