"""Once a day the log is signed, and the log chat gets the line: what is there can be changed nowhere without trace."""

import asyncio
import itertools
import logging

from bot.core.action import Call
from bot.core.errors import LogChanged
from bot.core.ports import ChatPort, Clock, Heads
from bot.telegram.errors import wordless
from bot.texts.catalogue import translator
from bot.texts.heads import changed, head
from bot.texts.markup import Html

DAY = 86_400.0
BETWEEN_LOOKS = 60.0
"""Seconds from one look at the log to the next; the first comes as late."""

_log = logging.getLogger(__name__)


class DailyHeads:
    """Keeps a head of the log after the start and every 24 hours, if the log has grown, and posts it.

    Without a `log_chat` heads are kept alone. What could not be posted is posted at a later look.
    """

    def __init__(self, heads: Heads, clock: Clock, chat: ChatPort, log_chat: int | None) -> None:
        self._heads, self._clock, self._chat, self._log_chat = heads, clock, chat, log_chat
        self._due = float("-inf")
        self._unposted: Html | None = None
        self._complained = False
        self._numbers = itertools.count(1)

    async def run(self) -> None:
        """Go on for ever."""
        while True:
            await asyncio.sleep(BETWEEN_LOOKS)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
                _log.warning("the log could not be signed; it is tried again (%s)", wordless(error))

    async def look(self) -> None:
        """Do what is due."""
        now = self._clock.now()
        if now >= self._due:
            try:
                line = await self._heads.keep_head(int(now))
            except LogChanged as error:
                self._complain(error)
            else:
                if line is not None:
                    self._due = now + DAY
                    self._unposted = head(translator(None), line)
                    _log.info("the log was signed: %s", line)
        await self._post()

    def _complain(self, error: LogChanged) -> None:
        """Once: it does not mend itself."""
        self._due = self._clock.now() + DAY
        if not self._complained:
            self._complained = True
            self._unposted = changed(translator(None))
        _log.error("%s", error)

    async def _post(self) -> None:
        if self._unposted is None or self._log_chat is None:
            return
        params = {
            "chat_id": self._log_chat,
            "text": self._unposted,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "disable_notification": True,
        }
        outcome = await self._chat.call(Call("sendMessage", params, f"head:{next(self._numbers)}"))
        if outcome.done:
            self._unposted = None
