"""Who has got strikes where, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.strikes import StrikeEntry


class MemoryStrikes:
    """`Strikes`."""

    def __init__(self) -> None:
        super().__init__()
        self._strikes: dict[str, StrikeEntry] = {}

    async def add_strike(self, strike: StrikeEntry) -> bool:
        if strike.key in self._strikes:
            return False
        number = 1 + sum(strike.at < kept.expires for kept in self._standing(strike.chat_id, strike.user_id))
        self._strikes[strike.key] = replace(strike, number=number)
        return True

    async def strike(self, key: str) -> StrikeEntry | None:
        return self._strikes.get(key)

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        return sum(strike.key != besides and strike.counts_at(at) for strike in self._standing(chat_id, user_id))

    async def strikes_of(self, user_id: int) -> Sequence[StrikeEntry]:
        found = [strike for strike in self._strikes.values() if strike.user_id == user_id]
        return sorted(found, key=lambda strike: (-strike.at, strike.key))[:100]

    async def link_strike(self, key: str, case: str) -> None:
        strike = self._strikes.get(key)
        if strike is not None and strike.case is None:
            self._strikes[key] = replace(strike, case=case)

    async def take_back(self, case: str, at: int) -> int:
        doomed = [strike for strike in self._strikes.values() if strike.case == case and strike.taken_back_at is None]
        self._strikes |= {strike.key: replace(strike, taken_back_at=at) for strike in doomed}
        return len(doomed)

    def _standing(self, chat_id: int, user_id: int) -> Iterator[StrikeEntry]:
        """Those that were not taken back."""
        for strike in self._strikes.values():
            if (strike.chat_id, strike.user_id) == (chat_id, user_id) and strike.taken_back_at is None:
                yield strike
