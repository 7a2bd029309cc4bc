"""The process ends in the middle of a press, and the press is handled again: all is done, and nothing twice."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.cases.desk.callback import Interim
from bot.core.case import State
from bot.core.measure import Decision
from bot.core.outcome import Status
from tests.cases.court import ADMIN, OTHER_ADMIN, OWNER, Court, post
from tests.cases.desk.test_checking import automatic
from tests.cases.desk.test_deciding import FallingStore, ProcessEnded
from tests.cases.desk.test_second_moderator import careful

Play = Callable[[Court, str], Awaitable[Any]]


async def opened(court: Court) -> str:
    return await court.open(post())


async def proposed(court: Court) -> str:
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.BAN, "p1")
    return ref


SCENES: dict[str, tuple[Callable[[Court], Awaitable[str]], Play, State]] = {
    "take": (opened, lambda court, ref: court.do("take", OTHER_ADMIN, ref, q="q"), State.CLAIMED),
    "hold": (opened, lambda court, ref: court.do("hold", OTHER_ADMIN, ref, Interim.MUTE, q="q"), State.HELD),
    "escalate": (opened, lambda court, ref: court.do("escalate", OTHER_ADMIN, ref, q="q"), State.ESCALATED),
    "propose": (opened, lambda court, ref: court.press(OTHER_ADMIN, ref, Decision.BAN, "q"), State.AWAITING_SECOND),
    "approve": (proposed, lambda court, ref: court.do("approve", OTHER_ADMIN, ref, q="q"), State.ENFORCED),
    "refuse": (proposed, lambda court, ref: court.do("refuse", OTHER_ADMIN, ref, q="q"), State.ESCALATED),
    "confirm": (automatic, lambda court, ref: court.do("confirm", OTHER_ADMIN, ref, q="q"), State.CONFIRMED),
    "reverse": (automatic, lambda court, ref: court.do("reverse", OTHER_ADMIN, ref, q="q"), State.UNDONE),
}


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("died_at", range(1, 8))
@pytest.mark.parametrize("name", SCENES)
async def test_a_press_that_was_cut_short_is_finished(name: str, died_at: int, before: bool) -> None:
    begin, play, expected = SCENES[name]
    store = FallingStore()
    court = careful(store=store)
    ref = await begin(court)
    court.chat.take()
    store.left, store.before = died_at, before
    try:
        await play(court, ref)
    except ProcessEnded:
        store.left = None
        court.clock.at += 30
        answer = await play(court, ref)
        assert not answer.alert
    store.left = None
    case = await court.case(ref)
    assert case.state is expected
    assert Status.PENDING not in {entry.outcome for entry in await court.log()}
    told = [params for params in court.chat.of("sendMessage") if params["chat_id"] == OWNER]
    assert len(told) <= 1
    calls = len(court.chat.calls)
    await play(court, ref)
    assert (await court.case(ref)).state is expected
    further = [call.method for call in court.chat.calls[calls:]]
    assert set(further) <= {"editMessageText", "getChatMember"}, "nothing is done again"


async def test_a_case_in_a_chat_that_moved_is_decided_in_its_new_one() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    new = -1009999999999
    await court.store.move_chat((await court.case(ref)).chat_id, new, court.clock.at)
    court.administrators.admins[new] = frozenset({OWNER, ADMIN, OTHER_ADMIN})
    court.administrators.owners[new] = OWNER
    answer = await court.press(ADMIN, ref, Decision.BAN)
    assert not answer.alert
    calls = court.chat.take()
    assert [(method, params["chat_id"]) for method, params in calls if method.startswith("ban")] == [
        ("banChatMember", new)
    ]
    assert "deleteMessage" not in [method for method, _ in calls], "its messages have other ids there"
    assert (await court.case(ref)).state is State.ENFORCED
