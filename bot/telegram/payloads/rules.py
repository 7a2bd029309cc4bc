"""`/start rules_-1001234567890`: the rules of a chat."""

from bot.telegram.command import CommandCall
from bot.telegram.commands.rules import Rules
from bot.telegram.naming import chat_named
from bot.telegram.payload import Payload


class ChatRules(Payload):
    """Leads from a group to its rules."""

    async def run(self, call: CommandCall, rest: str) -> None:
        if (chat_id := await chat_named(rest, self.tools.chat)) is not None:
            await Rules(self.tools).about(call, chat_id)
