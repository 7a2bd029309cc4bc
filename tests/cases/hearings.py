"""Cases that are decided, and appeals against them."""

from typing import Any

from bot.cases.appeals.appeals import Lodged
from bot.cases.appeals.hearing import Objection
from bot.cases.appeals.review import Verdict
from bot.cases.desk.attempt import Answer, Presser
from bot.cases.measures.parts import Part
from bot.core.case import CardRef, State
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.post import Post
from bot.storage.memory import MemoryStore
from tests.cases.court import ADMIN, AUTHOR, DESK, Court, post

APPELLANT = Presser(AUTHOR.id or 0, "Eve", "en")
SHOWN = CardRef(DESK, 5000)
MUTED = {"status": "restricted", "can_send_messages": False, "until_date": 0}


def is_member(court: Court, member: dict[str, Any]) -> None:
    """What Telegram says of everybody in every chat."""
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=member))


async def decided(
    court: Court,
    decision: Decision = Decision.BAN,
    who: int = ADMIN,
    of: Post | None = None,
    seconds: int | None = None,
) -> str:
    """A case that a moderator decided; the calls that it took are forgotten."""
    ref = await court.open(of or post())
    await court.desk.decide(Presser(who, "Ann"), ref, Measure(decision, seconds), f"case:{ref}:press:d{who}")
    court.chat.take()
    return ref


async def appeal(
    court: Court, ref: str, words: str = "it was a joke", who: Presser = APPELLANT, key: str = "m1"
) -> Lodged | Objection:
    return await court.appeals.appeal(who, ref, words, f"case:{ref}:appeal:{key}")


async def appealed(court: Court, decision: Decision = Decision.BAN, **given: Any) -> str:
    """A case whose author appealed; the calls that it took are forgotten."""
    ref = await decided(court, decision, **given)
    assert isinstance(await appeal(court, ref), Lodged)
    court.chat.take()
    return ref


async def review(  # noqa: PLR0917 - the last two are seldom given
    court: Court, ref: str, who: int, target: State = State.REVERSED, chosen: str = "", key: str = "r1"
) -> Answer:
    verdict = Verdict(target, frozenset(map(Part, chosen)))
    return await court.reviews.review(Presser(who, "Joe"), ref, verdict, f"case:{ref}:press:{key}", SHOWN)


async def state(court: Court, ref: str) -> State:
    return (await court.case(ref)).state


class ProcessEnded(Exception):
    """Where the process ends."""


class FallingStore(MemoryStore):
    """A store whose process dies once, just before or after it is asked for the n-th write."""

    left: int | None = None
    before = False

    async def _step(self, write: Any) -> Any:
        if self.left is None:
            return await write
        self.left -= 1
        if self.left == 0 and self.before:
            write.close()
            raise ProcessEnded
        result = await write
        if self.left == 0:
            raise ProcessEnded
        return result

    async def intend(self, *args: Any, **kwargs: Any) -> Any:
        return await self._step(super().intend(*args, **kwargs))

    async def settle(self, *args: Any, **kwargs: Any) -> None:
        await self._step(super().settle(*args, **kwargs))

    async def save_case(self, *args: Any, **kwargs: Any) -> Any:
        return await self._step(super().save_case(*args, **kwargs))

    async def add_appeal(self, *args: Any, **kwargs: Any) -> Any:
        return await self._step(super().add_appeal(*args, **kwargs))

    async def close_appeal(self, *args: Any, **kwargs: Any) -> None:
        await self._step(super().close_appeal(*args, **kwargs))

    async def take_back(self, *args: Any, **kwargs: Any) -> Any:
        return await self._step(super().take_back(*args, **kwargs))

    async def pardon(self, *args: Any, **kwargs: Any) -> None:
        await self._step(super().pardon(*args, **kwargs))
