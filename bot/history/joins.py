"""Who joined which chat, each person once."""

from collections import OrderedDict
from collections.abc import Iterator

from bot.history.record import Join
from bot.history.windows import Windows

MOST_IN_CHAT = 20_000
MOST_IN_ALL = 50_000


class Joins:
    """The latest join of each person in each chat. Beyond the bounds the oldest goes first."""

    def __init__(self) -> None:
        self._joins: OrderedDict[tuple[int, int], Join] = OrderedDict()
        self._chats: Windows[int, Join] = Windows()

    def known(self, chat_id: int, user_id: int) -> Join | None:
        """That person's join."""
        return self._joins.get((chat_id, user_id))

    def add(self, join: Join) -> None:
        """Keep the join in place of an earlier one of the same person."""
        if (old := self.known(join.chat_id, join.user_id)) is not None:
            self._forget(old)
        self._joins[join.chat_id, join.user_id] = join
        if self._chats.add(join.chat_id, join) > MOST_IN_CHAT:
            self._forget(self._chats.oldest(join.chat_id))
        if len(self._joins) > MOST_IN_ALL:
            self._forget(next(iter(self._joins.values())))

    def forget_outdated(self, now: int) -> None:
        """Forget what nobody asks for any more."""
        while self._joins and (oldest := next(iter(self._joins.values()))).until <= now:
            self._forget(oldest)

    def newest_first(self, chat_id: int, since: int) -> Iterator[Join]:
        """Who joined the chat later than that."""
        return self._chats.newest_first(chat_id, since)

    def _forget(self, join: Join) -> None:
        del self._joins[join.chat_id, join.user_id]
        self._chats.discard(join.chat_id, join)
