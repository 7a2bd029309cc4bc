"""Orders of people: everything in a chat is to be paused, or to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.pause import ALL_CHATS, DAY, Pause
from bot.core.ports import Administrators, Clock, Pauses
from bot.pausing.restraints import Restraints


class Refused(StrEnum):
    """Why an order has no effect."""

    NOT_THE_OWNER = "not_the_owner"
    OWNER_UNKNOWN = "owner_unknown"


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants what where; `key` names the order, so that it has its effect once. `why` are the person's words."""

    chat_id: int
    person_id: int
    key: str
    why: str = ""


class Orders:
    """Takes orders of a chat's owner, and of operators, who may give them for all chats."""

    def __init__(
        self,
        pauses: Pauses,
        restraints: Restraints,
        administrators: Administrators,
        clock: Clock,
        operators: frozenset[int],
    ) -> None:
        self._pauses, self._restraints, self._administrators = pauses, restraints, administrators
        self._clock, self._operators = clock, operators

    async def refusal(self, chat_id: int, person_id: int) -> Refused | None:
        """Why this person may not give orders for the chat; None if they may."""
        if person_id in self._operators:
            return None
        owner = None if chat_id == ALL_CHATS else await self._administrators.owner(chat_id)
        if person_id == owner:
            return None
        return Refused.OWNER_UNKNOWN if owner is None and chat_id != ALL_CHATS else Refused.NOT_THE_OWNER

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Whether the person is an admin of the chat, as far as Telegram says."""
        return person_id in (await self._administrators.of(chat_id) or ())

    async def pause(self, order: Order) -> Pause | Refused:
        """Pause every rule there for a day."""
        if why := await self.refusal(order.chat_id, order.person_id):
            return why
        now = int(self._clock.now())
        actor = str(order.person_id)
        pause = Pause(order.chat_id, since=now, until=now + DAY, actor=actor, why=_said(f"by {actor}", order.why))
        await self._pauses.pause(pause, pause.entry(order.key))
        self._restraints.forget()
        return pause

    async def resume(self, order: Order) -> Sequence[Pause] | Refused:
        """End whatever is paused in exactly that chat; the pauses that were in force."""
        if why := await self.refusal(order.chat_id, order.person_id):
            return why
        now = self._clock.now()
        entry = Pause(order.chat_id).ending(order.key, str(order.person_id), now, order.why)
        ended = await self._pauses.resume(order.chat_id, None, entry)
        self._restraints.forget()
        return [pause for pause in ended if pause.in_force(now)]

    async def covering(self, chat_id: int) -> Sequence[Pause]:
        """What of all chats is paused, and so in this one too."""
        return [pause for pause in await self._restraints.in_force() if ALL_CHATS == pause.chat_id != chat_id]


def _said(who: str, why: str) -> str:
    return f"{who}: {why}" if why else who
