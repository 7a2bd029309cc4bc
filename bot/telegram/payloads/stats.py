"""`/start stats_-1001234567890`: the figures of a chat, for its admins."""

from bot.telegram.command import CommandCall
from bot.telegram.commands.stats import Stats
from bot.telegram.naming import chat_named
from bot.telegram.payload import Payload


class ChatStats(Payload):
    """Leads from a group to what is said in private alone."""

    async def run(self, call: CommandCall, rest: str) -> None:
        if (chat_id := await chat_named(rest, self.tools.chat)) is not None:
            await Stats(self.tools).about(call, chat_id)
