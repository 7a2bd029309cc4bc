"""`/start contact_-1001234567890`: who answers for a chat."""

from bot.telegram.command import CommandCall
from bot.telegram.commands.contact import Contact
from bot.telegram.naming import chat_named
from bot.telegram.payload import Payload


class ChatContact(Payload):
    """Leads from a group to who answers for it."""

    async def run(self, call: CommandCall, rest: str) -> None:
        if (chat_id := await chat_named(rest, self.tools.chat)) is not None:
            await Contact(self.tools).about(call, chat_id)
