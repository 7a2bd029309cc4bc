"""`/rules`: what the bot acts on in a chat, and how."""

from collections.abc import Sequence

from bot.telegram.command import CommandCall
from bot.telegram.commands._of_chat import ChatCommand
from bot.texts import rules as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html


class Rules(ChatCommand):
    """Says the chat's rules in plain words, each with its name and version."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.rules_summary(t)

    async def answers(self, call: CommandCall, chat_id: int, words: str) -> Sequence[Html]:
        return texts.pages(call.texts, (await self.tools.rules.judge_for(chat_id)).sets)
