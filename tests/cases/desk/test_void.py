"""There is nothing left to decide: the post, or its author, is gone."""

import pytest

from bot.core.case import State
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from tests.cases.court import ADMIN, Court, buttons, post

NOT_FOUND = Outcome(Status.DONE, "Bad Request: message to delete not found")


async def gone() -> tuple[Court, str]:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.always("deleteMessage", lambda _: NOT_FOUND)
    return court, ref


async def test_a_deletion_of_what_is_gone_voids_the_case() -> None:
    court, ref = await gone()
    answer = await court.press(ADMIN, ref, Decision.DELETE)
    assert answer.text == "The message is gone already. There is nothing left to decide."
    assert (await court.case(ref)).state is State.VOID
    card = court.chat.of("editMessageText")[-1]
    assert buttons(card) == []
    assert "The message is gone; there is nothing to decide" in card["text"]
    assert (await court.press(ADMIN, ref, Decision.BAN, "q2")).alert


@pytest.mark.parametrize("decision", [Decision.BAN, Decision.MUTE])
async def test_the_author_can_still_be_dealt_with(decision: Decision) -> None:
    court, ref = await gone()
    await court.press(ADMIN, ref, decision)
    assert (await court.case(ref)).state is State.ENFORCED


async def test_an_author_who_is_gone_too_leaves_nothing_to_decide() -> None:
    court, ref = await gone()
    court.chat.refuse("banChatMember", "Bad Request: PARTICIPANT_ID_INVALID")
    await court.press(ADMIN, ref, Decision.BAN)
    assert (await court.case(ref)).state is State.VOID


async def test_what_the_rule_deleted_itself_is_no_void() -> None:
    court, ref = await gone()
    await court.store.intend([LogEntry("k", 1.0, -1, 50, 7, "delete")])
    await court.store.settle([Settlement("k", Outcome(Status.DONE), ref)])
    await court.press(ADMIN, ref, Decision.DELETE)
    assert (await court.case(ref)).state is State.ENFORCED


async def test_it_may_still_be_dismissed() -> None:
    court, ref = await gone()
    await court.press(ADMIN, ref, Decision.KEEP)
    assert (await court.case(ref)).state is State.CLOSED_NO_ACTION
