"""Messages in a group that Telegram shows to one member alone, where the server knows them."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.ports import ChatPort


class Ephemeral:
    """Sends them, as long as the server is not found to be one that shows them to everybody.

    Such a server does not know the parameter and does not mention it either. So the first message is sent alone, what
    it says must be fit for everybody, and it goes at once if the answer lacks the message's own kind of id.
    """

    def __init__(self, chat: ChatPort) -> None:
        self._chat = chat
        self._known: bool | None = None
        self._finding_out = asyncio.Lock()

    @property
    def possible(self) -> bool:
        """Whether it is worth trying."""
        return self._known is not False

    async def send(self, params: Mapping[str, Any], receiver: int, key: str) -> Outcome:
        """Send a message that everybody may read to one member; `params` are those of `sendMessage`.

        Done or unknown only if nobody else sees it. Sending it again would show it twice.
        """
        if self._known is not None:
            return await self._send(params, receiver, key)
        async with self._finding_out:
            return await self._send(params, receiver, key)

    async def _send(self, params: Mapping[str, Any], receiver: int, key: str) -> Outcome:
        if not self.possible:
            return Outcome(Status.SKIPPED, "the server has no ephemeral messages")
        given = {**params, "ephemeral_message_parameters": {"receiver_user_id": receiver}}
        outcome = await self._chat.call(Call("sendMessage", given, key))
        if not outcome.done:
            return outcome
        sent = outcome.result if isinstance(outcome.result, Mapping) else {}
        self._known = bool(sent.get("ephemeral_message_id"))
        if self._known:
            return outcome
        if (message_id := sent.get("message_id")) is not None:
            place = {"chat_id": params["chat_id"], "message_id": message_id}
            await self._chat.call(Call("deleteMessage", place, f"{key}:delete", idempotent=True))
        return Outcome(Status.FAILED, "the server showed an ephemeral message to everybody; it was deleted")
