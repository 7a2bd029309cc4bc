"""`/panic`: a chat's owner stops the rules from acting by themselves."""

from typing import ClassVar

from bot.pausing.orders import Order, Refused
from bot.telegram.command import Audience, CommandCall
from bot.telegram.commands._orders import OrderCommand
from bot.texts import pauses as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html


class Panic(OrderCommand):
    """Pauses every rule in the chat for a day."""

    audience: ClassVar[Audience] = Audience.OWNERS

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.panic_summary(t)

    async def obey(self, call: CommandCall, order: Order) -> Html | Refused:
        pause = await self.tools.orders.pause(order)
        return pause if isinstance(pause, Refused) else texts.paused(call.texts, pause)
