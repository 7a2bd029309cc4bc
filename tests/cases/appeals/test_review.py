"""Reviewing appeals: who may, what it does, and what is said of it."""

import asyncio
from typing import Any

import pytest

from bot.cases.desk.attempt import Presser
from bot.core.case import State
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from tests.cases.court import ADMIN, AUTHOR, GROUP, MEMBER, OPERATOR, OTHER_ADMIN, OWNER, STRANGER, Court, buttons, post
from tests.cases.hearings import (
    MUTED,
    SHOWN,
    FallingStore,
    ProcessEnded,
    appeal,
    appealed,
    decided,
    is_member,
    review,
    state,
)
from tests.fakes import FakeAdministrators

RIGHTS = "Bad Request: not enough rights to restrict/unrestrict chat member"
UNBAN = {"chat_id": GROUP.id, "user_id": AUTHOR.id, "only_if_banned": True}


def shown(court: Court) -> Any:
    """The appeal's message as it was edited last."""
    return [params for params in court.chat.of("editMessageText") if params["message_id"] == SHOWN.message_id][-1]


async def test_reversed_is_undone() -> None:
    court = Court()
    ref = await appealed(court)
    answer = await review(court, ref, OTHER_ADMIN)
    assert (answer.text, answer.alert) == ("Reversed.", False)
    assert court.chat.of("unbanChatMember") == [UNBAN]
    case = await court.case(ref)
    assert (case.state, case.reviewed_by) == (State.UNDONE, OTHER_ADMIN)
    [kept] = await court.store.appeals_about(ref)
    assert (kept.outcome, kept.reviewer, kept.same_person) == (State.REVERSED, OTHER_ADMIN, False)
    assert "Reversed by" in shown(court)["text"]
    assert "unban: done" in shown(court)["text"]
    assert "message: not needed (a deleted message cannot be brought back)" in shown(court)["text"]
    assert buttons(shown(court)) == []
    rows = {(row.action, row.outcome.value, row.actor, row.case) for row in await court.log()}
    assert ("unban", "done", str(OTHER_ADMIN), ref) in rows
    assert ("reverse", "done", str(OTHER_ADMIN), ref) in rows


@pytest.mark.parametrize(
    ("target", "told"), [(State.UPHELD, "The decision stays."), (State.OMITTED, "Not considered.")]
)
async def test_what_stays_stays(target: State, told: str) -> None:
    court = Court()
    ref = await appealed(court)
    assert (await review(court, ref, OTHER_ADMIN, target)).text == told
    assert await state(court, ref) is target
    assert court.chat.of("unbanChatMember") == []


async def test_the_author_is_told() -> None:
    court = Court()
    await court.store.met(AUTHOR.id or 0, "en", 0)
    ref = await appealed(court)
    await review(court, ref, OTHER_ADMIN, State.UPHELD)
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [AUTHOR.id]


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (ADMIN, "You made this decision"),
        (STRANGER, "Only admins"),
        (AUTHOR.id, "Only admins"),
        (MEMBER, "Only admins"),
    ],
)
async def test_who_may_not_review(who: int, told: str) -> None:
    court = Court()
    ref = await appealed(court)
    answer = await review(court, ref, who)
    assert answer.text.startswith(told)
    assert answer.alert
    assert await state(court, ref) is State.APPEALED
    assert court.chat.of("unbanChatMember") == []
    [row] = [row for row in await court.logged() if row[0] == "reverse"]
    assert (row[1], row[3]) == ("skipped", str(who))


async def test_a_sole_admin_reviews_and_it_is_said() -> None:
    court = Court(administrators=FakeAdministrators({GROUP.id: {ADMIN}}, {GROUP.id: ADMIN}))
    ref = await appealed(court)
    assert (await review(court, ref, ADMIN)).text.startswith("You made this decision")
    alone = Court(administrators=court.administrators, operators=frozenset())
    ref = await appealed(alone)
    assert (await review(alone, ref, ADMIN)).text == "Reversed."
    assert (await alone.store.appeals_about(ref))[0].same_person
    assert "same person" in shown(alone)["text"]


async def test_where_everybody_who_could_has_decided_one_of_them_reviews() -> None:
    court = Court(administrators=FakeAdministrators({GROUP.id: {ADMIN, AUTHOR.id or 0}}), operators=frozenset())
    ref = await decided(court, Decision.DELETE, of=post(author=AUTHOR))
    await appeal(court, ref)
    assert (await review(court, ref, ADMIN, State.UPHELD)).text == "The decision stays."


async def test_two_reviewers_at_once() -> None:
    court = Court()
    ref = await appealed(court)
    answers = await asyncio.gather(
        review(court, ref, OTHER_ADMIN, State.UPHELD, key="r1"), review(court, ref, OWNER, State.REVERSED, key="r2")
    )
    told = sorted(answer.text for answer in answers)
    assert told[0].startswith("Already reviewed by ")
    assert told[1] in ("Reversed.", "The decision stays.")
    assert (await state(court, ref)) in (State.UPHELD, State.UNDONE)


async def test_a_late_press_says_who_reviewed() -> None:
    court = Court()
    ref = await appealed(court)
    await review(court, ref, OTHER_ADMIN, State.UPHELD, key="r1")
    assert (await review(court, ref, OPERATOR, key="r2")).text == "Already reviewed by Joe."
    assert await state(court, ref) is State.UPHELD


async def test_without_an_appeal_there_is_nothing_to_review() -> None:
    court = Court()
    ref = await decided(court)
    assert "no appeal" in (await review(court, ref, OTHER_ADMIN)).text
    assert await state(court, ref) is State.ENFORCED


async def test_what_telegram_refuses_is_shown_and_tried_again() -> None:
    court = Court()
    ref = await appealed(court)
    court.chat.script("unbanChatMember", Outcome(Status.FAILED, RIGHTS))
    answer = await review(court, ref, OTHER_ADMIN)
    assert answer.alert
    assert answer.text.startswith("Reversed, but Telegram refused: ")
    assert await state(court, ref) is State.REVERSED
    assert RIGHTS in shown(court)["text"]
    assert buttons(shown(court)) == ["Try again"]
    again = await court.reviews.again(Presser(OTHER_ADMIN, "Joe"), ref, f"case:{ref}:press:r9", SHOWN)
    assert again.text == "Reversed."
    assert await state(court, ref) is State.UNDONE
    assert buttons(shown(court)) == []


async def test_a_deleted_account_is_no_failure() -> None:
    court = Court()
    ref = await appealed(court)
    court.chat.refuse("unbanChatMember", "Bad Request: user not found")
    assert (await review(court, ref, OTHER_ADMIN)).text == "Reversed."
    assert await state(court, ref) is State.UNDONE
    assert "the account is gone" in shown(court)["text"]


async def test_in_part_the_rest_stays() -> None:
    court = Court()
    is_member(court, MUTED)
    ref = await appealed(court, Decision.MUTE)
    answer = await review(court, ref, OTHER_ADMIN, State.PARTIALLY_REVERSED, "n")
    assert answer.text == "Partly reversed."
    [params] = court.chat.of("restrictChatMember")
    assert params["until_date"] == int(court.clock.at) + 86_400
    assert not any(params["permissions"].values())
    assert await state(court, ref) is State.UNDONE
    assert court.chat.of("unbanChatMember") == []
    rows = [row[0] for row in await court.logged()]
    assert "shorten_mute" in rows
    assert "offer_repost" not in rows


async def test_nothing_chosen_decides_nothing() -> None:
    court = Court()
    ref = await appealed(court)
    assert "Choose first" in (await review(court, ref, OTHER_ADMIN, State.PARTIALLY_REVERSED)).text
    assert await state(court, ref) is State.APPEALED


async def test_the_menu_shows_what_can_be_taken_back() -> None:
    court = Court()
    ref = await appealed(court)
    await court.reviews.menu(Presser(OTHER_ADMIN, "Joe"), ref, frozenset(), SHOWN)
    [params] = court.chat.of("editMessageReplyMarkup")
    assert buttons(params) == ["☐ Allow the text", "☐ Unban", "☐ Ban for 1 more day only", "Back", "Take this back"]
    stranger = await court.reviews.menu(Presser(STRANGER, "Max"), ref, frozenset(), SHOWN)
    assert stranger.alert
    assert len(court.chat.of("editMessageReplyMarkup")) == 1


async def test_a_reporter_who_was_right_to_ask_opens_the_case_anew() -> None:
    court = Court()
    await court.reports.report(MEMBER, post(), "spam")
    ref = await decided(court, Decision.KEEP)
    await appeal(court, ref, "look again", Presser(MEMBER, "Bob"))
    court.chat.take()
    assert (await review(court, ref, OTHER_ADMIN)).text == "Reversed: the case is open again."
    case = await court.case(ref)
    assert (case.state, case.decision, case.due_at) == (State.OPEN, None, int(court.clock.at) + 86_400)
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [MEMBER]
    assert "right to ask" in court.chat.of("sendMessage")[0]["text"]
    await court.board.refresh(ref)
    assert "Already" not in court.chat.of("editMessageText")[-1]["text"], "what people are told is none of the card's"


async def test_a_reporter_does_not_review_what_they_reported() -> None:
    court = Court()
    await court.reports.report(OTHER_ADMIN, post(), "spam")
    ref = await decided(court, Decision.KEEP)
    await appeal(court, ref, "look again", Presser(OTHER_ADMIN, "Joe"))
    assert (await review(court, ref, OTHER_ADMIN)).alert
    assert await state(court, ref) is State.APPEALED


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("died_at", range(1, 12))
async def test_a_review_that_was_cut_short_is_finished_when_it_comes_again(before: bool, died_at: int) -> None:
    store = FallingStore()
    court = Court(store=store)
    await store.met(AUTHOR.id or 0, "en", 0)
    ref = await appealed(court)
    store.left, store.before = died_at, before
    try:
        await review(court, ref, OTHER_ADMIN)
    except ProcessEnded:
        store.left = None
        await review(court, ref, OTHER_ADMIN)
    store.left = None
    assert await state(court, ref) is State.UNDONE
    assert UNBAN in court.chat.of("unbanChatMember")
    assert (await store.appeals_about(ref))[0].outcome is State.REVERSED
    assert len([params for params in court.chat.of("sendMessage") if "Post it again" in buttons(params)]) <= 1
    assert [row[1] for row in await court.logged() if row[0] in ("reverse", "unban")] == ["done", "done"]
