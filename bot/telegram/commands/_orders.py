"""What `/panic` and `/calm` share: which chat is meant, who may say so, and where the answer goes."""

from abc import abstractmethod
from typing import ClassVar

from bot.core.action import Call
from bot.core.outcome import Status
from bot.core.pause import ALL_CHATS
from bot.pausing.orders import Order, Refused
from bot.telegram.command import Command, CommandCall
from bot.telegram.naming import chat_named
from bot.texts import pauses as texts
from bot.texts.markup import Html, shorten

MOST_OF_A_REASON = 200


class OrderCommand(Command):
    """A command of a chat's owner. In private its first word says which chat: an id, a link, or `all`."""

    removes_itself: ClassVar[bool] = True

    @abstractmethod
    async def obey(self, call: CommandCall, order: Order) -> Html | Refused:
        """Carry the order out, and what is to be answered."""

    async def run(self, call: CommandCall) -> None:
        if call.private:
            await self._run_in_private(call)
            return
        await self._remove(call)
        if not call.caller.reachable:
            if call.caller.id == call.chat_id:
                await self._tell_group(call, texts.as_yourself(call.texts))
            return
        answer = await self._answer(call, call.chat_id, call.words)
        told = await self.tell(call, answer)
        if (told is None or told.status is Status.FAILED) and await self._concerns(call):
            await self._tell_group(call, answer)

    async def _run_in_private(self, call: CommandCall) -> None:
        where, _, why = call.words.partition(" ")
        if (chat_id := await self._chat(where)) is None:
            await self.tell(call, texts.which_chat(call.texts, self.name))
            return
        await self.tell(call, await self._answer(call, chat_id, why.strip()))

    async def _answer(self, call: CommandCall, chat_id: int, why: str) -> Html:
        key = f"{call.chat_id}:{call.message_id}:{self.name}"
        answer = await self.obey(call, Order(chat_id, call.caller.id, key, shorten(why, MOST_OF_A_REASON)))
        if answer is Refused.OWNER_UNKNOWN:
            return texts.owner_unknown(call.texts)
        return texts.owner_only(call.texts) if isinstance(answer, Refused) else answer

    async def _chat(self, word: str) -> int | None:
        """The id of the chat that a word names; None if it names none."""
        if word.lower() == "all":
            return ALL_CHATS
        return await chat_named(word, self.tools.chat)

    async def _concerns(self, call: CommandCall) -> bool:
        """Whether the group may be bothered with the answer: members who play with the command get none."""
        caller = call.caller.id
        orders = self.tools.orders
        return await orders.refusal(call.chat_id, caller) is None or await orders.is_admin(call.chat_id, caller)

    async def _remove(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}:command"
        await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))

    async def _tell_group(self, call: CommandCall, text: Html) -> None:
        params = {"chat_id": call.chat_id, "text": text, "parse_mode": "HTML"}
        await self.tools.chat.call(Call("sendMessage", params, f"{call.chat_id}:{call.message_id}:{self.name}:group"))
