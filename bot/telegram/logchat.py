"""The log chat: a line for each post that a rule acted on.

Lines are gathered and sent together, so that a raid costs a few messages and never holds up what is being moderated.
The chat is a convenience; the log itself is the database.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import Mapping

from bot.core.action import Call
from bot.core.outcome import Outcome
from bot.core.ports import ChatPort
from bot.core.verdict import Verdict
from bot.texts.catalogue import translator
from bot.texts.logchat import acted, left_out
from bot.texts.markup import Html, units, visible

MOST_WAITING = 1_000
MOST_A_MESSAGE = 30
ROOM = 4_000
"""UTF-16 units of lines in one message: Telegram takes 4,096, and the remark on what was left out needs some."""


class SilentLogChat:
    """What stands in where no log chat is configured."""

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        """Say nothing."""


class LogChat:
    """Sends lines to the log chat, from a task of its own.

    When more wait than it keeps, the oldest go and are counted.
    """

    def __init__(self, chat: ChatPort, chat_id: int, *, pause: float = 3.0) -> None:
        self._chat, self._chat_id, self._pause = chat, chat_id, pause
        self._lines: deque[Html] = deque(maxlen=MOST_WAITING)
        self._dropped = 0
        self._numbers = itertools.count(1)
        self._awake = asyncio.Event()

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        """Take a line; returns at once."""
        if not outcomes:
            return
        if len(self._lines) == MOST_WAITING:
            self._dropped += 1
        self._lines.append(acted(verdict, outcomes))
        self._awake.set()

    async def run(self) -> None:
        """Send what comes, until cancelled; what still waits then is sent first."""
        try:
            while True:
                await self._awake.wait()
                await self._send()
                await asyncio.sleep(self._pause)
        except asyncio.CancelledError:
            await self._send()
            raise

    async def _send(self) -> None:
        self._awake.clear()
        lines = self._next_lines()
        if self._dropped:
            lines.append(left_out(translator(None), self._dropped))
            self._dropped = 0
        if not lines:
            return
        if self._lines:
            self._awake.set()
        params = {
            "chat_id": self._chat_id,
            "text": "\n".join(lines),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "disable_notification": True,
        }
        await self._chat.call(Call("sendMessage", params, f"logchat:{next(self._numbers)}"))

    def _next_lines(self) -> list[Html]:
        lines: list[Html] = []
        room = ROOM
        while self._lines and len(lines) < MOST_A_MESSAGE and (room := room - _size(self._lines[0])) >= 0:
            lines.append(self._lines.popleft())
        return lines


def _size(line: Html) -> int:
    """How much of a message a line takes, with its end."""
    return units(visible(line)) + 1
