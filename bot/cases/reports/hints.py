"""What a group shows for reporters who cannot be written to: as little as possible, and not for long.

Everybody may read it, the author of what was reported too. So it names nobody and no message, answers none, and is not
in the reporter's language. Its link leads everybody to their own reports.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.cards.delivery import message_id
from bot.cases.statements.allowance import Allowance
from bot.cases.statements.ephemeral import Ephemeral
from bot.core.action import Call
from bot.core.outcome import Status
from bot.core.ports import ChatPort, Clock
from bot.texts.markup import Html

STAYS = 60.0
"""Seconds after which a line is removed."""


class Hints:
    """Gives hints: to one member alone where the server can do that, else by one line a minute for all."""

    def __init__(
        self,
        chat: ChatPort,
        clock: Clock,
        ephemeral: Ephemeral,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._chat, self._ephemeral, self._sleep = chat, ephemeral, sleep
        self._alone, self._lines = Allowance(5, 60, clock), Allowance(1, 60, clock)
        self._removals: set[asyncio.Task[None]] = set()

    async def give(self, chat_id: int, topic: int | None, text: Html, key: str, member_id: int | None = None) -> None:
        """Give a hint, if there is room for one; `member_id` is whom alone it concerns."""
        params: dict[str, Any] = {
            "chat_id": chat_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "disable_notification": True,
        }
        if topic is not None:
            params["message_thread_id"] = topic
        if member_id is not None and self._ephemeral.possible and self._alone.take(chat_id):
            outcome = await self._ephemeral.send(params, member_id, f"{key}:alone")
            if outcome.status not in (Status.FAILED, Status.SKIPPED):
                return
        if not self._lines.take(chat_id):
            return
        sent = message_id(await self._chat.call(Call("sendMessage", params, f"{key}:line")))
        if sent is not None:
            removal = asyncio.create_task(self._remove(chat_id, sent, key))
            self._removals.add(removal)
            removal.add_done_callback(self._removals.discard)

    async def _remove(self, chat_id: int, line: int, key: str) -> None:
        await self._sleep(STAYS)
        place = {"chat_id": chat_id, "message_id": line}
        await self._chat.call(Call("deleteMessage", place, f"{key}:line:delete", idempotent=True))
