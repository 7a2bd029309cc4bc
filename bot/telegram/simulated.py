"""The dry run: nothing that would change anything reaches Telegram."""

from collections.abc import Mapping, Sequence

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.ports import ChatPort, Strikes
from bot.core.strikes import StrikeEntry
from bot.core.verdict import Verdict

_SIMULATED = Outcome(Status.SIMULATED)


class SimulatedChat:
    """A chat port that only looks: questions go to the real one, everything else is `simulated`."""

    def __init__(self, chat: ChatPort) -> None:
        self._chat = chat

    async def call(self, call: Call) -> Outcome:
        """Make the call if it only asks."""
        return await self._chat.call(call) if call.method.startswith("get") else _SIMULATED


class SimulatedEscalations:
    """Opens no case and hangs no card, so that nobody is asked to decide what never happened."""

    async def escalate(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> tuple[Outcome, str | None]:
        """Do nothing."""
        return _SIMULATED, None


class SimulatedStrikes:
    """Knows who has strikes, and gives none."""

    def __init__(self, strikes: Strikes) -> None:
        self._strikes = strikes

    async def add_strike(self, strike: StrikeEntry) -> bool:
        """Say that it would be new."""
        return True

    async def strike(self, key: str) -> StrikeEntry | None:
        """One that was really given."""
        return await self._strikes.strike(key)

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        """Those that there really are."""
        return await self._strikes.strikes(chat_id, user_id, at, besides=besides)

    async def strikes_of(self, user_id: int) -> Sequence[StrikeEntry]:
        """The same."""
        return await self._strikes.strikes_of(user_id)

    async def link_strike(self, key: str, case: str) -> None:
        """Leave it."""

    async def take_back(self, case: str, at: int) -> int:
        """Leave them."""
        return 0
