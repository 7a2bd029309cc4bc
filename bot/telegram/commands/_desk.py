"""What `/queue` and `/case` share: they are answered in the escalation chat, or else in private."""

from bot.cases.desk.attempt import Presser
from bot.core.action import Call
from bot.telegram.command import Command, CommandCall
from bot.texts.markup import Html


class DeskCommand(Command):
    """A command of moderators about cases. In other groups it leaves no trace."""

    async def place(self, call: CommandCall) -> int | None:
        """Where the answer belongs; None if there is no such place."""
        if call.chat_id == self.tools.desk.office.board.escalation_chat:
            return call.chat_id
        if call.chat_id in await self.tools.settings.card_chats():
            return call.chat_id
        return call.caller.id if call.caller.reachable else None

    def person(self, call: CommandCall) -> Presser:
        """Who gave the command."""
        return Presser(call.caller.id, call.caller.name, call.caller.language)

    async def vanish(self, call: CommandCall) -> None:
        """Take the command out of a group whose members it does not concern."""
        if call.private or await self.place(call) == call.chat_id:
            return
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}:command"
        await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))

    async def answer(self, call: CommandCall, text: Html) -> None:
        """Say something where the answer belongs."""
        if (place := await self.place(call)) is None:
            return
        params = {
            "chat_id": place,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        await self.tools.chat.call(Call("sendMessage", params, f"{call.chat_id}:{call.message_id}:{self.name}"))
