"""What commands share that concern nobody but whoever gives them: they are answered in private."""

from abc import abstractmethod
from typing import ClassVar

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.telegram.command import Command, CommandCall
from bot.texts import chats as texts


class PersonalCommand(Command):
    """In a group the command goes at once. Who cannot be written to is shown the way: a link that gives it again."""

    removes_itself: ClassVar[bool] = True

    @abstractmethod
    async def answer(self, call: CommandCall) -> Outcome | None:
        """Answer in private; what came of it, None if there is nobody to be answered. Raises `StorageError` only."""

    async def run(self, call: CommandCall) -> None:
        if call.private:
            await self.answer(call)
            return
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}"
        await self.tools.chat.call(Call("deleteMessage", params, f"{key}:command", idempotent=True))
        told = await self.answer(call)
        if told is not None and told.status is not Status.FAILED:
            return
        topic = call.message.get("message_thread_id") if call.message.get("is_topic_message") else None
        text = texts.in_private(call.texts, self.tools.deep_link(self.name))
        member = call.caller.id if call.caller.reachable else None
        await self.tools.hints.give(call.chat_id, topic, text, f"{key}:{self.name}", member)
