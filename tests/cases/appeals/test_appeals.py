"""Taking appeals."""

import pytest

from bot.cases.appeals.appeals import Lodged
from bot.cases.appeals.hearing import Objection
from bot.cases.desk.attempt import Presser
from bot.core.case import State
from bot.core.measure import Decision
from bot.core.redaction import redacted
from bot.core.transitions import APPEAL_WINDOW, Party
from tests.cases.court import DESK, MEMBER, STRANGER, Court, buttons, post
from tests.cases.hearings import (
    APPELLANT,
    FallingStore,
    ProcessEnded,
    appeal,
    appealed,
    decided,
    review,
    state,
)

DAY = 86_400
REPORTER = Presser(MEMBER, "Bob")


async def test_an_appeal_calls_a_reviewer_beside_the_card() -> None:
    court = Court()
    ref = await decided(court)
    lodged = await appeal(court, ref, "it was <b>a joke</b>")
    assert isinstance(lodged, Lodged)
    assert lodged.due == int(court.clock.at) + 7 * DAY
    edited, called = court.chat.of("editMessageText")[0], court.chat.of("sendMessage")[-1]
    assert "objected to" in edited["text"]
    assert called["chat_id"] == DESK
    assert called["reply_parameters"]["message_id"] == (await court.case(ref)).card.message_id  # type: ignore[union-attr]
    assert "<blockquote>it was &lt;b&gt;a joke&lt;/b&gt;</blockquote>" in called["text"]
    assert buttons(called) == ["Uphold", "Reverse", "Partly…", "Omit"]
    case = await court.case(ref)
    assert (case.state, case.appellant, case.due_at) == (State.APPEALED, APPELLANT.id, lodged.due)
    assert ("appeal", "done", "", str(APPELLANT.id)) in await court.logged()


async def test_a_decision_is_appealed_against_once() -> None:
    court = Court()
    ref = await appealed(court)
    assert await appeal(court, ref, key="m2") is Objection.WAITS
    await review(court, ref, 3, State.UPHELD)
    court.chat.take()
    assert await appeal(court, ref, key="m3") is Objection.REVIEWED
    assert court.chat.take() == []
    assert [one.words for one in await court.store.appeals_about(ref)] == ["it was a joke"]


async def test_the_same_message_again_is_the_same_appeal() -> None:
    court = Court()
    ref = await appealed(court)
    again = await appeal(court, ref)
    assert isinstance(again, Lodged)
    assert court.chat.take() == []


async def test_appeals_are_heard_inside_the_window() -> None:
    court = Court()
    ref = await decided(court)
    court.clock.at += APPEAL_WINDOW
    other = await decided(court, of=post(message_id=51))
    court.clock.at += 1
    assert await appeal(court, ref) is Objection.TOO_LATE
    assert isinstance(await appeal(court, other), Lodged)


async def test_who_may_appeal_against_what() -> None:
    court = Court()
    ref = await decided(court)
    opened = await court.open(post(message_id=51))
    kept = await decided(court, Decision.KEEP, of=post(message_id=52))
    assert await appeal(court, ref, who=Presser(STRANGER, "Max")) is Objection.NOT_YOURS
    assert await appeal(court, "C-0000") is Objection.UNKNOWN
    assert await appeal(court, opened) is Objection.UNDECIDED
    assert await appeal(court, kept) is Objection.NOTHING_DONE
    assert court.chat.of("sendMessage") == []


async def test_what_telegram_refused_is_not_decided() -> None:
    court = Court()
    court.chat.refuse("banChatMember", "Bad Request: not enough rights")
    ref = await decided(court)
    assert await appeal(court, ref) is Objection.UNDECIDED


async def test_a_reporter_asks_again_once() -> None:
    court = Court()
    await court.reports.report(MEMBER, post(), "spam")
    ref = await decided(court, Decision.KEEP)
    found = await appeal(court, ref, "look again", REPORTER)
    assert isinstance(found, Lodged)
    assert found.party is Party.REPORTER
    called = court.chat.of("sendMessage")[-1]
    assert "Somebody who reported the message" in called["text"]
    assert str(MEMBER) not in called["text"]
    assert buttons(called) == ["Uphold", "Reverse", "Omit"]
    assert await appeal(court, ref, "again", REPORTER, "m2") is Objection.WAITS


async def test_a_reporter_cannot_object_to_what_was_done() -> None:
    court = Court()
    await court.reports.report(MEMBER, post(), "spam")
    ref = await decided(court)
    assert await appeal(court, ref, "more!", REPORTER) is Objection.ACTED


async def test_a_case_without_a_card_gets_one() -> None:
    court = Court()
    ref = await decided(court)
    await court.store.place_card(ref, None)
    await appeal(court, ref)
    sent = court.chat.of("sendMessage")
    assert len(sent) == 2
    assert ref in sent[0]["text"]
    assert buttons(sent[1])[:2] == ["Uphold", "Reverse"]


async def test_where_no_card_can_hang_the_appeal_waits_all_the_same() -> None:
    court = Court(escalation_chat=None)
    ref = await decided(court)
    await court.store.place_card(ref, None)
    court.chat.refuse("sendMessage", "Forbidden: bot can't initiate conversation with a user")
    assert isinstance(await appeal(court, ref), Lodged)
    assert await state(court, ref) is State.APPEALED
    [row] = [row for row in await court.logged() if row[0] == "appeal"]
    assert row[1] == "failed"


async def test_an_appeal_about_a_post_whose_content_nobody_may_keep() -> None:
    court = Court()
    ref = await appealed(court, of=redacted(post()))
    answer = await review(court, ref, 3)
    assert answer.text == "Reversed."
    assert await state(court, ref) is State.UNDONE
    assert "repost" not in {row[0].removeprefix("offer_") for row in await court.logged()}


async def test_long_words_fit_the_message() -> None:
    court = Court()
    ref = await decided(court)
    await appeal(court, ref, "😀" * 2_000)
    text = court.chat.of("sendMessage")[-1]["text"]
    assert len(text.encode("utf-16-le")) // 2 <= 4_200
    assert (await court.store.appeals_about(ref))[0].words == "😀" * 2_000


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("died_at", [1, 2, 3, 4])
async def test_an_appeal_that_was_cut_short_is_finished_when_it_comes_again(before: bool, died_at: int) -> None:
    store = FallingStore()
    court = Court(store=store)
    ref = await decided(court)
    store.left, store.before = died_at, before
    try:
        await appeal(court, ref)
    except ProcessEnded:
        store.left = None
        assert isinstance(await appeal(court, ref), Lodged)
    store.left = None
    assert await state(court, ref) is State.APPEALED
    called = [params for params in court.chat.of("sendMessage") if "Uphold" in buttons(params)]
    assert called
    assert [row[1] for row in await court.logged() if row[0] == "appeal"] == ["done"]


async def test_an_appeal_after_the_chat_got_another_id() -> None:
    court = Court()
    ref = await decided(court)
    old = (await court.case(ref)).chat_id
    await court.store.move_chat(old, -100777, court.clock.at)
    court.administrators.admins[-100777] = court.administrators.admins[old]
    assert isinstance(await appeal(court, ref), Lodged)
    await review(court, ref, 3)
    assert [params["chat_id"] for params in court.chat.of("unbanChatMember")] == [-100777]
