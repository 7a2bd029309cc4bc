from dataclasses import replace

import pytest

from bot.cases.reports.report import Circumstances, Receipt
from bot.cases.reports.reporters import Misuse
from bot.core.case import State
from bot.core.measure import Decision
from bot.core.post import Author, Chat
from bot.core.report import Reason, Report, ReporterRecord, ReportState
from bot.core.ruleset import Severity
from tests.cases.court import ADMIN, AUTHOR, DESK, GROUP, MEMBER, OTHER_ADMIN, OWNER, Court, post

DAY = 86_400


async def report(court: Court, number: int = 50, reporter: int = MEMBER, words: str = "", chat: Chat = GROUP) -> Report:
    target = post("hello", message_id=number, chat=chat)
    receipt = await court.reports.report(reporter, target, words)
    assert receipt.report is not None, receipt
    return receipt.report


async def test_ten_an_hour_in_all_chats() -> None:
    court = Court()
    for number in range(10):
        await report(court, number + 1, chat=replace(GROUP, id=GROUP.id - number))
    refused = await court.reports.report(MEMBER, post(message_id=99, chat=replace(GROUP, id=-1)), "")
    assert refused.kind is Receipt.LIMITED
    assert await court.store.case_of(-1, 99) is None, "what is not taken opens no case"
    court.clock.at += 3_600
    assert (await court.reports.report(MEMBER, post(message_id=99), "")).kind is Receipt.RECEIVED


async def test_five_in_ten_minutes_in_one_chat() -> None:
    court = Court()
    for number in range(5):
        await report(court, number + 1)
    assert (await court.reports.report(MEMBER, post(message_id=6), "")).kind is Receipt.LIMITED
    assert (await court.reports.report(MEMBER, post(message_id=5), "")).kind is Receipt.REPEATED, "handled again"
    await report(court, 6, chat=replace(GROUP, id=-5))
    await report(court, 6, reporter=99)
    court.clock.at += 600
    await report(court, 6)


async def test_a_warning_first_then_a_day_without_effect() -> None:
    court = Court()
    assert await court.reporters.unfounded(await report(court, 1), ADMIN) is Misuse.WARNED
    second = await report(court, 2)
    assert second.weighs
    assert await court.reporters.unfounded(second, ADMIN) is Misuse.SUSPENDED
    assert await court.reporters.unfounded(replace(second, state=ReportState.INVALID), ADMIN) is Misuse.NOTHING
    light = await report(court, 3)
    assert not light.weighs
    assert (await court.case(light.case)).reports == 0
    court.clock.at += DAY
    assert (await report(court, 4)).weighs
    assert [entry.actor for entry in await court.log() if entry.action == "unfounded"] == [str(ADMIN)] * 2


async def test_who_is_muted_there_moves_nothing() -> None:
    court = Court()
    receipt = await court.reports.report(MEMBER, post(), "", Circumstances(muted=True))
    assert receipt.report is not None
    assert not receipt.report.weighs


async def test_newcomers_are_marked_where_people_can_be_seen() -> None:
    court = Court()
    await court.store.count_post(GROUP.id, 8, 1, 1)
    here = Circumstances(group_id=GROUP.id)
    fresh = [await court.reports.report(who, post(), "", here) for who in (8, 9)]
    unknown = await court.reports.report(10, post(), "")
    assert [receipt.report and receipt.report.fresh for receipt in (*fresh, unknown)] == [False, True, False]


@pytest.mark.parametrize(
    ("record", "weight"),
    [
        (ReporterRecord(), 1.0),
        (ReporterRecord(5, 0), 1.0),
        (ReporterRecord(6, 6), 2.0),
        (ReporterRecord(10, 7), 1.0),
        (ReporterRecord(6, 0), 0.0),
        (ReporterRecord(20, 17), 1.5),
    ],
)
def test_what_a_reporter_weighs(record: ReporterRecord, weight: float) -> None:
    assert record.weight == pytest.approx(weight)


async def test_what_a_case_weighs() -> None:
    court = Court()
    case = (await report(court)).case
    await report(court, reporter=9)
    assert await court.reporters.weight_of(await court.case(case)) == 2.0


async def test_reports_that_a_moderator_discards_stay_and_count_no_longer() -> None:
    court = Court()
    first, second = await report(court, 1), await report(court, 2)
    found = await court.reporters.open_reports_of(MEMBER, GROUP.id)
    assert {one.ref for one in found} == {first.ref, second.ref}
    assert await court.reporters.discard(found, ADMIN) == 2
    assert (await court.case(first.case)).reports == 0
    assert await court.reporters.discard(await court.reporters.open_reports_of(MEMBER, GROUP.id), ADMIN) == 0


async def test_grave_reasons_are_due_sooner() -> None:
    court = Court()
    light = await court.case((await report(court, 1, words="spam")).case)
    grave = await court.case((await report(court, 2, words="suicide")).case)
    assert (light.severity, light.due_at) == (Severity.LOW, light.opened_at + DAY)
    assert (grave.severity, grave.due_at) == (Severity.HIGH, grave.opened_at + 3_600)


async def test_a_reason_given_later_counts_like_one_given_at_once() -> None:
    court = Court()
    made = await report(court)
    assert await court.reports.refine(OTHER_ADMIN, made.ref, Reason.CHILDREN) is None, "not theirs"
    changed = await court.reports.refine(MEMBER, made.ref, Reason.CHILDREN)
    assert changed is not None
    assert changed.reason is Reason.CHILDREN
    assert (await court.case(made.case)).severity is Severity.CRITICAL
    assert "Harm to children" in court.chat.of("editMessageText")[-1]["text"]


async def test_another_reason_opens_a_closed_case_again_and_measures_nothing() -> None:
    court = Court()
    made = await report(court, words="spam")
    await court.press(ADMIN, made.case, Decision.KEEP)
    again = await court.reports.report(8, post("hello"), "spam")
    assert again.kind is Receipt.DECIDED
    court.chat.take()
    other = await court.reports.report(9, post("hello"), "scam")
    assert other.kind is Receipt.RECEIVED
    case = await court.case(made.case)
    assert (case.state, case.decision, case.decided_by) == (State.OPEN, None, None)
    assert set(court.chat.methods()) == {"editMessageText"}


async def test_another_reason_by_who_was_told_of_the_decision() -> None:
    court = Court()
    made = await report(court, words="spam")
    await court.press(ADMIN, made.case, Decision.KEEP)
    await court.reports.report(8, post("hello"), "")
    assert await court.reports.allege(9, made.case, Reason.SCAM) is None, "never reported it"
    receipt = await court.reports.allege(8, made.case, Reason.SCAM)
    assert receipt is not None
    assert receipt.kind is Receipt.RECEIVED
    assert (await court.case(made.case)).state is State.OPEN


async def test_who_may_move_nothing_opens_nothing_again() -> None:
    court = Court()
    made = await report(court, words="spam")
    await court.press(ADMIN, made.case, Decision.KEEP)
    late = await court.reports.report(9, post("hello"), "scam", Circumstances(muted=True))
    assert late.kind is Receipt.DECIDED
    assert (await court.case(made.case)).state is State.CLOSED_NO_ACTION


async def test_a_forward_that_shows_another_text_is_a_later_revision() -> None:
    court = Court()
    made = await report(court)
    await court.press(ADMIN, made.case, Decision.KEEP)
    edited = await court.reports.report(9, post("something else"), "")
    assert edited.kind is Receipt.RECEIVED
    assert edited.ref != made.case


async def test_what_is_only_known_by_its_link_is_what_is_kept_of_it() -> None:
    court = Court()
    made = await report(court)
    bare = post("", author=Author(), unseen=True)
    assert (await court.reports.report(9, bare, "")).ref == made.case
    assert (await court.reports.report(AUTHOR.id or 0, bare, "")).kind is Receipt.OWN_MESSAGE


async def test_an_admins_post_is_handed_to_the_owner() -> None:
    court = Court()
    await court.store.met(OWNER, "en", 0)
    receipt = await court.reports.report(MEMBER, post("hi", author=Author(OTHER_ADMIN, "Otto")), "")
    assert receipt.ref is not None
    assert (await court.case(receipt.ref)).state is State.ESCALATED
    places = [params["chat_id"] for method, params in court.chat.take() if method == "sendMessage"]
    assert places == [DESK, OWNER]
    await court.press(ADMIN, receipt.ref, Decision.DELETE)
    assert (await court.case(receipt.ref)).state is State.ESCALATED, "another admin cannot decide"
    await court.press(OWNER, receipt.ref, Decision.KEEP, "q2")
    assert (await court.case(receipt.ref)).state is State.CLOSED_NO_ACTION


async def test_the_card_of_what_was_never_seen_says_so_and_has_the_link() -> None:
    court = Court()
    await court.reports.report(MEMBER, post("", author=Author(), unseen=True), "")
    [(_, card)] = court.chat.take()
    assert "has not seen this message" in card["text"]
    assert "https://t.me/c/1234567890/50" in card["text"]
