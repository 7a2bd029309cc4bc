"""`/calm`: a chat's owner lets the rules act by themselves again."""

from typing import ClassVar

from bot.pausing.orders import Order, Refused
from bot.telegram.command import Audience, CommandCall
from bot.telegram.commands._orders import OrderCommand
from bot.texts import pauses as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, join


class Calm(OrderCommand):
    """Ends whatever is paused in the chat."""

    audience: ClassVar[Audience] = Audience.OWNERS

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.calm_summary(t)

    async def obey(self, call: CommandCall, order: Order) -> Html | Refused:
        ended = await self.tools.orders.resume(order)
        if isinstance(ended, Refused):
            return ended
        left = await self.tools.orders.covering(order.chat_id)
        told = [texts.resumed(call.texts, order.chat_id, len(ended))]
        return join("\n", [*told, texts.still_paused(call.texts, len(left))] if left else told)
