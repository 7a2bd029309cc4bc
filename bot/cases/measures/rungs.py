"""The rung of the chat's ladder that a strike reaches."""

from bot.core.ladder import rung
from bot.core.ports import Settings, Strikes
from bot.core.strikes import Rung, StrikeEntry


class Rungs:
    """`Ladders`, by the settings of the chat."""

    def __init__(self, settings: Settings, strikes: Strikes) -> None:
        self._settings, self._strikes = settings, strikes

    async def reached(self, strike: StrikeEntry) -> Rung | None:
        """The store counted the strike when it was given, so that asking again gives the same answer."""
        kept = await self._strikes.strike(strike.key)
        if kept is None:
            number = 1 + await self._strikes.strikes(strike.chat_id, strike.user_id, strike.at)
        elif kept.taken_back_at is None:
            number = kept.number
        else:
            return None
        settings = await self._settings.of(strike.chat_id)
        return Rung(number, rung(settings.ladder, number))
