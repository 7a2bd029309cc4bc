"""What commands share that answer about one chat: which chat is meant, who may ask, and where the answer goes."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from bot.core.action import Call
from bot.telegram.command import Command, CommandCall
from bot.telegram.naming import chat_named
from bot.texts import chats as texts
from bot.texts.markup import Html

_MEMBERS = frozenset({"creator", "administrator", "member"})


class ChatCommand(Command):
    """A command about a chat: in a group that one; in private the first word says which, an id, a link or a name.

    The answer is given in private; a group is only told where to find it.
    """

    removes_itself: ClassVar[bool] = True

    @abstractmethod
    async def answers(self, call: CommandCall, chat_id: int, words: str) -> Sequence[Html]:
        """What to say about the chat, a message each; the caller may know of it."""

    async def run(self, call: CommandCall) -> None:
        if not call.private:
            await self._run_in_group(call)
            return
        where, _, rest = call.words.partition(" ")
        chat_id = await chat_named(where, self.tools.chat)
        if chat_id is None:
            await self.tell(call, texts.which_chat(call.texts, self.name))
        else:
            await self.about(call, chat_id, rest.strip())

    async def about(self, call: CommandCall, chat_id: int, words: str = "") -> None:
        """Answer in private, if the caller may know of the chat."""
        if not await self.may_ask(chat_id, call.caller.id):
            await self.tell(call, texts.not_yours(call.texts))
            return
        for number, text in enumerate(await self.answers(call, chat_id, words)):
            await self.tell(call, text, part=str(number))

    async def may_ask(self, chat_id: int, user_id: int) -> bool:
        """Whether somebody may know of the chat: it is public, or they are in it."""
        found = (await self._ask("getChat", {"chat_id": chat_id})) or {}
        if not found:
            return False
        if found.get("username"):
            return True
        member = (await self._ask("getChatMember", {"chat_id": chat_id, "user_id": user_id})) or {}
        return member.get("status") in _MEMBERS or bool(member.get("is_member"))

    async def _run_in_group(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}"
        await self.tools.chat.call(Call("deleteMessage", params, f"{key}:command", idempotent=True))
        if call.caller.reachable and await self.tools.kept.contacts.reachable(call.caller.id):
            await self.about(call, call.chat_id, call.words)
            return
        link = self.tools.deep_link(f"{self.name}_{call.chat_id}")
        topic = call.message.get("message_thread_id") if call.message.get("is_topic_message") else None
        member = call.caller.id if call.caller.reachable else None
        text = texts.in_private(call.texts, link)
        await self.tools.hints.give(call.chat_id, topic, text, f"{key}:{self.name}", member)

    async def _ask(self, method: str, params: Mapping[str, Any]) -> Mapping[str, Any] | None:
        key = ":".join(str(value) for value in params.values())
        result = (await self.tools.chat.call(Call(method, params, f"{key}:{method}", idempotent=True))).result
        return result if isinstance(result, Mapping) else None
