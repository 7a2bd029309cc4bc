"""What carries out verdicts: the real Telegram, real cases and strikes, or a dry run of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.log import Settlement
from bot.core.measure import Applied
from bot.core.ports import ChatPort, Escalations, Ladders, Recorded, Records, Restraint, Strikes
from bot.core.post import Post
from bot.core.verdict import Verdict


class Unrestrained:
    """The restraint of hands that nobody can pause, such as those of a dry run."""

    def saw(self, post: Post) -> None:
        """Nothing depends on it."""

    async def restrain(self, verdict: Verdict) -> Verdict:
        """The verdict as it is."""
        return verdict


class Unrecorded:
    """The records of hands that do nothing anybody could object to, such as those of a dry run."""

    async def record(
        self,
        verdict: Verdict,
        applied: Mapping[str, Applied],
        case: str | None,
        settlements: Sequence[Settlement] = (),
    ) -> Recorded | None:
        """Nothing becomes a case."""
        return None

    async def tell(self, verdict: Verdict, recorded: Recorded) -> None:
        """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What acts, and what keeps it from acting."""

    chat: ChatPort
    escalations: Escalations
    strikes: Strikes
    restraint: Restraint = field(default_factory=Unrestrained)
    records: Records = field(default_factory=Unrecorded)
    ladders: Ladders | None = None
