"""Interim measures: they are in force until somebody decides, and lapse in the author's favour."""

from typing import Any

import pytest

from bot.actions._member import PERMISSIONS
from bot.cases.desk.callback import Interim
from bot.cases.desk.interim import HOLD
from bot.core.case import State
from bot.core.measure import Applied, Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Role
from tests.cases.court import ADMIN, AUTHOR, GROUP, OTHER_ADMIN, Court, buttons, post

MUTED = dict.fromkeys(PERMISSIONS, False)


def restrictions(court: Court) -> list[Any]:
    return [params for method, params in court.chat.take() if method == "restrictChatMember"]


def muted_already(_: Any) -> Outcome:
    return Outcome(Status.DONE, result={"status": "restricted", **MUTED, "until_date": 0})


async def held(court: Court, meanwhile: Interim = Interim.MUTE) -> str:
    ref = await court.open(post())
    await court.do("hold", ADMIN, ref, meanwhile, q="hold")
    return ref


async def test_a_member_is_muted_for_a_day_at_most() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    answer = await court.do("hold", ADMIN, ref, Interim.MUTE)
    assert answer.text == "On hold: the author is muted for 24 hours, or until somebody decides."
    calls = court.chat.take()
    [restricted] = [params for method, params in calls if method == "restrictChatMember"]
    assert restricted["until_date"] == int(court.clock.at) + HOLD, "Telegram ends it even if the bot is away"
    assert "deleteMessage" not in [method for method, _ in calls]
    case = await court.case(ref)
    assert (case.state, case.lapses_at) == (State.HELD, int(court.clock.at) + HOLD)
    assert case.applied == (Applied("mute", int(court.clock.at) + HOLD, None, interim=True),)
    card = calls[-1][1]
    assert "On hold until 15 Nov 22:13 UTC: the author is muted." in card["text"]
    assert "Hold…" not in buttons(card)


async def test_it_lapses_by_itself_and_the_case_is_open_again() -> None:
    court = Court(told=False)
    ref = await held(court)
    court.chat.always("getChatMember", muted_already)
    court.clock.at += HOLD - 1
    await court.deadlines.look()
    assert (await court.case(ref)).state is State.HELD
    court.clock.at += 1
    await court.deadlines.look()
    case = await court.case(ref)
    assert (case.state, case.lapses_at, case.applied) == (State.OPEN, None, ())
    assert case.due_at is not None
    assert case.due_at > court.clock.at
    assert "Take" in buttons(court.chat.of("editMessageText")[-1])


async def test_a_dismissal_lifts_it_at_once() -> None:
    court = Court(told=False)
    ref = await held(court)
    court.chat.take()
    court.chat.always("getChatMember", muted_already)
    await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    [lifted] = restrictions(court)
    assert set(lifted["permissions"].values()) == {True}
    assert (await court.case(ref)).applied == ()


async def test_a_deletion_lifts_the_mute_and_deletes() -> None:
    court = Court(told=False)
    ref = await held(court)
    court.chat.take()
    court.chat.always("getChatMember", muted_already)
    await court.press(OTHER_ADMIN, ref, Decision.DELETE)
    calls = court.chat.take()
    assert [method for method, _ in calls if method in ("restrictChatMember", "deleteMessage")] == [
        "restrictChatMember",
        "deleteMessage",
    ]
    assert [item.action for item in (await court.case(ref)).applied] == ["delete"]


async def test_a_mute_takes_its_place_and_remembers_what_was_allowed_before() -> None:
    court = Court(told=False)
    some = {**dict.fromkeys(PERMISSIONS, True), "can_send_polls": False}
    court.chat.always(
        "getChatMember", lambda _: Outcome(Status.DONE, result={"status": "restricted", **some, "until_date": 1})
    )
    ref = await held(court)
    [before] = (await court.case(ref)).applied
    assert before.former is not None
    assert dict(before.former)["can_send_polls"] is False
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result={"status": "member"}))
    await court.press(OTHER_ADMIN, ref, Decision.MUTE)
    [mute] = [item for item in (await court.case(ref)).applied if item.action == "mute"]
    assert (mute.former, mute.interim) == (before.former, False)


async def test_a_removal_that_lapses_leaves_nothing_applied() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    assert "removed" in (await court.do("hold", ADMIN, ref, Interim.DELETE)).text
    assert court.chat.methods()[0] == "deleteMessage"
    court.clock.at += HOLD
    await court.deadlines.look()
    case = await court.case(ref)
    assert (case.state, case.applied) == (State.OPEN, ())


async def test_what_telegram_refuses_leaves_the_case_open() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.refuse("restrictChatMember", "Bad Request: not enough rights")
    answer = await court.do("hold", ADMIN, ref, Interim.MUTE)
    assert answer.text.startswith("Telegram refused")
    case = await court.case(ref)
    assert (case.state, case.applied, case.lapses_at) == (State.OPEN, (), None)


@pytest.mark.parametrize(
    "author", [Author(-1007, "Ads", roles={Role.CHANNEL: True}), Author(GROUP.id, roles={Role.ANONYMOUS: True})]
)
async def test_who_cannot_be_muted_is_not_held_so(author: Author) -> None:
    court = Court(told=False)
    ref = await court.open(post(author=author))
    answer = await court.do("hold", 1, ref, Interim.MUTE)
    assert answer.text.startswith("The author of this message cannot be")
    assert (await court.case(ref)).state is State.OPEN


async def test_the_same_press_again_holds_once() -> None:
    court = Court(told=False)
    ref = await held(court)
    case = await court.case(ref)
    court.chat.take()
    assert (await court.do("hold", ADMIN, ref, Interim.MUTE, q="hold")).text.startswith("On hold")
    assert restrictions(court) == []
    assert await court.case(ref) == case


async def test_a_decision_while_it_lapses_wins() -> None:
    court = Court(told=False)
    ref = await held(court)
    court.clock.at += HOLD
    await court.press(OTHER_ADMIN, ref, Decision.BAN)
    await court.deadlines.look()
    case = await court.case(ref)
    assert (case.state, case.decision, case.author_id) == (State.ENFORCED, Decision.BAN, AUTHOR.id)


@pytest.mark.parametrize(
    "member",
    [{"status": "restricted", **MUTED, "until_date": 0}, {"status": "kicked", "until_date": 0}],
)
async def test_who_is_muted_or_banned_for_longer_is_not_held_and_nothing_is_lifted_later(member: Any) -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=member))
    answer = await court.do("hold", ADMIN, ref, Interim.MUTE)
    assert answer.text.startswith("Nothing to hold")
    case = await court.case(ref)
    assert (case.state, case.applied, case.lapses_at) == (State.OPEN, (), None)
    await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    assert restrictions(court) == []


async def test_a_restriction_that_was_there_before_ends_when_it_would_have_ended() -> None:
    court = Court(told=False)
    ends = int(court.clock.at) + 3_600
    some = {**dict.fromkeys(PERMISSIONS, True), "can_send_polls": False}
    court.chat.always(
        "getChatMember", lambda _: Outcome(Status.DONE, result={"status": "restricted", **some, "until_date": ends})
    )
    ref = await held(court)
    court.chat.take()
    court.chat.always("getChatMember", muted_already)
    await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    [lifted] = restrictions(court)
    assert (lifted["permissions"]["can_send_polls"], lifted["until_date"]) == (False, ends)
