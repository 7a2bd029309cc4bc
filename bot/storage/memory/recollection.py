"""What is remembered of posts, and updates on their way in, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.core.album import Album, Doom
from bot.core.history import Need, Past
from bot.core.inbox import Kept
from bot.core.post import Post
from bot.history.memory import History


class MemoryRecollection:
    """`Recollection` and `Inbox`."""

    def __init__(self) -> None:
        super().__init__()
        self._history = History()
        self._albums: dict[tuple[int, str], Album] = {}
        self._inbox: dict[int, Kept] = {}
        self._following: int | None = None

    async def recall(self, post: Post, needs: Collection[Need]) -> Past:
        return self._history.recall(post, needs)

    async def saved(self) -> None:
        """There is no disk to wait for."""

    async def messages(self, post: Post, within: int) -> Sequence[int]:
        return self._history.messages(post, within)

    async def album(self, chat_id: int, album: str) -> Album:
        return self._albums.get((chat_id, album), Album())

    async def keep_part(self, part: Post, doom: Doom | None) -> None:
        assert part.album is not None
        assert part.message_id is not None
        key = (part.chat.id, part.album)
        known = self._albums.get(key, Album())
        self._albums[key] = Album(known.parts | {part.message_id}, known.doom or doom)

    async def forget_outdated(self, now: float) -> None:
        self._history.forget_outdated(int(now))

    async def keep(self, body: str, following: int | None = None) -> int:
        number = max(self._inbox, default=0) + 1
        self._inbox[number] = Kept(number, body)
        self._following = self._following if following is None else following
        return number

    async def settle_updates(self, handled: Mapping[int, Collection[int]], finished: Collection[int]) -> None:
        for number in finished:
            self._inbox.pop(number, None)
        for number, ids in handled.items():
            if kept := self._inbox.get(number):
                self._inbox[number] = replace(kept, done=frozenset(ids))

    async def idle(self) -> bool:
        return not self._inbox

    async def unhandled(self, numbers: Collection[int] | None = None) -> Sequence[Kept]:
        return [kept for kept in self._inbox.values() if numbers is None or kept.number in numbers]

    async def numbers(self) -> Sequence[int]:
        return list(self._inbox)

    async def following(self) -> int | None:
        return self._following
