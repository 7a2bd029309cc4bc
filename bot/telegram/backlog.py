"""In which order updates are handled that waited while the bot was away."""

import json
import math
from collections.abc import Iterator

from bot.core.ports import RawUpdate
from bot.telegram.lanes import chat_of

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Backlog:
    """Updates that wait, kept as text, which is much smaller than what is decoded of it.

    They come out chat by chat, those chats first in which something happened last: there harm is still being done.
    Within a chat the order stays. What has no date, as a moderator's press, happens now.
    """

    def __init__(self) -> None:
        self._texts: dict[int | None, list[str]] = {}
        self._newest: dict[int | None, float] = {}

    def add(self, update: RawUpdate) -> None:
        """Take an update in."""
        chat_id = chat_of(update)
        self._texts.setdefault(chat_id, []).append(_encode(update))
        self._newest[chat_id] = max(self._newest.get(chat_id, -math.inf), _at(update))

    def drain(self) -> Iterator[RawUpdate]:
        """Give every update out, once."""
        for chat_id in sorted(self._newest, key=self._newest.__getitem__, reverse=True):
            yield from map(json.loads, self._texts.pop(chat_id))


def _at(update: RawUpdate) -> float:
    """When what the update tells of happened, in seconds since 1970 UTC."""
    events = [value for value in update.values() if isinstance(value, dict)]
    dates = [event.get(name) for event in events for name in ("date", "edit_date")]
    return max((date for date in dates if isinstance(date, int)), default=math.inf)
