"""What waits for moderators: the gravest first, then what weighs most, then the oldest."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.desk.attempt import Presser
from bot.cases.desk.office import Office
from bot.cases.names import Names
from bot.cases.reports.reporters import Reporters
from bot.core.case import Case
from bot.core.ruleset import Severity

_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits. `weight` is what its reports weigh; `chat` the chat's title; `claimer` who is on it."""

    case: Case
    weight: float
    chat: str
    claimer: str | None = None


class Queue:
    """Tells people what waits in the chats that they moderate, and nothing of any other."""

    def __init__(self, office: Office, reporters: Reporters, names: Names) -> None:
        self._office, self._reporters, self._names = office, reporters, names

    async def of(self, person: Presser) -> Sequence[Waiting]:
        """What waits for this person, the most urgent first."""
        chats = await self._office.cases.waiting_chats()
        here = [chat_id for chat_id in chats if await self.moderates(person, chat_id)]
        waiting = [await self._waiting(case) for case in await self._office.cases.waiting_cases(here)]
        return sorted(waiting, key=_urgency)

    async def moderates(self, person: Presser, chat_id: int) -> bool:
        """Whether somebody is a moderator of the chat."""
        return (await self._office.staff(chat_id)).moderates(person.id)

    async def _waiting(self, case: Case) -> Waiting:
        weight = await self._reporters.weight_of(case) if case.reports else 0.0
        post = await self._office.post(case)
        claimer = None
        if case.claimed_by is not None:
            claimer = await self._names.of(case.claimed_by, case.card.chat_id if case.card else case.chat_id)
        return Waiting(case, weight, post.chat.title or str(case.chat_id), claimer)


def _urgency(waiting: Waiting) -> tuple[int, float, int]:
    return -_ORDER.index(waiting.case.severity), -waiting.weight, waiting.case.opened_at
