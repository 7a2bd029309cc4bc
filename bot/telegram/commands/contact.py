"""`/contact`: whose door is whose: the chat's, Telegram's, the authorities'."""

from bot.core.post import Role
from bot.telegram.command import CommandCall
from bot.telegram.commands._of_chat import ChatCommand
from bot.texts import contact as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html


class Contact(ChatCommand):
    """Says who answers for what. In private it needs no chat; with one it names the chat's owner too."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.contact_summary(t)

    async def run(self, call: CommandCall) -> None:
        if call.private and not call.words:
            await self.tell(call, texts.doors(call.texts, []))
            return
        await super().run(call)

    async def answers(self, call: CommandCall, chat_id: int, words: str) -> list[Html]:
        owner = await self.tools.administrators.owner(chat_id)
        people = await self.tools.administrators.people(chat_id) or ()
        named = [person for person in people if not person.known(Role.ANONYMOUS)]
        return [texts.doors(call.texts, sorted(named, key=lambda person: person.id != owner))]
