"""`/mystrikes`: one's own strikes, in all chats."""

from collections.abc import Sequence

from bot.core.action import Call
from bot.core.outcome import Outcome
from bot.core.strikes import StrikeEntry
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.telegram.reading.values import mapping, string
from bot.texts import commands
from bot.texts import strikes as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, join

MOST = 20


class MyStrikes(PersonalCommand):
    """Lists the caller's strikes by chat, the latest first: when, why, and until when they count."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return commands.summary(t, cls.name)

    async def answer(self, call: CommandCall) -> Outcome | None:
        strikes = await self.tools.kept.strikes.strikes_of(call.caller.id)
        if not strikes:
            return await self.tell(call, texts.none(call.texts))
        shown: dict[int, list[StrikeEntry]] = {}
        for strike in strikes[:MOST]:
            shown.setdefault(strike.chat_id, []).append(strike)
        parts = [await self._chat(call.texts, chat_id, of_chat, strikes) for chat_id, of_chat in shown.items()]
        if len(strikes) > MOST:
            parts.append(texts.more(call.texts, len(strikes) - MOST))
        return await self.tell(call, join("\n\n", parts))

    async def _chat(self, t: Texts, chat_id: int, shown: Sequence[StrikeEntry], strikes: Sequence[StrikeEntry]) -> Html:
        now = int(self.tools.clock.now())
        count = sum(strike.chat_id == chat_id and strike.counts_at(now) for strike in strikes)
        asked = Call("getChat", {"chat_id": chat_id}, f"{chat_id}:title", idempotent=True)
        title = string(mapping((await self.tools.chat.call(asked)).result).get("title"))
        return join("\n", [texts.chat(t, chat_id, title, count), *(_line(t, strike, now) for strike in shown)])


def _line(t: Texts, strike: StrikeEntry, now: int) -> Html:
    taken_back, over = strike.taken_back_at is not None, now >= strike.expires
    when = texts.strike(t, strike.at, strike.expires, taken_back=taken_back, over=over)
    return texts.line(when, texts.why(t, strike.rule or None, strike.case))
