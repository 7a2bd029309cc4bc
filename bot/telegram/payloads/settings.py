"""`/start settings_-1001234567890`: the settings of a chat, for its owner."""

from bot.telegram.command import CommandCall
from bot.telegram.commands.settings import Settings
from bot.telegram.naming import chat_named
from bot.telegram.payload import Payload


class ChatSettings(Payload):
    """Leads from a group to what is said in private alone."""

    async def run(self, call: CommandCall, rest: str) -> None:
        if (chat_id := await chat_named(rest, self.tools.chat)) is not None:
            await Settings(self.tools).serve(call, chat_id)
