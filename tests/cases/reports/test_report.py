import asyncio

import pytest

from bot.cases.reports.report import Receipt, ReportReceipt, worth_showing
from bot.core.case import CaseOrigin, State
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Post, PostKind
from tests.cases.court import ADMIN, BUTTONS, CHANNEL, DESK, ME, MEMBER, OWNER, Court, buttons, post

PLAIN = post("hello")


async def report(court: Court, reporter: int = MEMBER, words: str = "spam") -> ReportReceipt:
    return await court.reports.report(reporter, PLAIN, words)


async def test_a_report_opens_a_case_with_a_card_that_does_not_say_who() -> None:
    court = Court()
    receipt = await report(court)
    assert receipt.kind is Receipt.RECEIVED
    [(method, params)] = court.chat.take()
    assert (method, params["chat_id"], buttons(params)) == ("sendMessage", DESK, [*BUTTONS[:-1], "Reports…"])
    assert "Reported by members: 1" in params["text"]
    assert "<blockquote>hello</blockquote>" in params["text"]
    assert f"Member {MEMBER}" not in params["text"]
    assert receipt.ref is not None
    case = await court.case(receipt.ref)
    assert (case.origin, case.rule, case.reports) == (CaseOrigin.REPORT, None, 1)


async def test_a_report_is_logged_with_its_actor() -> None:
    court = Court()
    receipt = await report(court)
    [entry] = await court.log()
    assert (entry.action, entry.outcome, entry.actor, entry.case) == ("report", Status.DONE, "6", receipt.ref)
    assert entry.message_id == PLAIN.message_id


async def test_a_reporter_counts_once() -> None:
    court = Court()
    first = await report(court)
    court.chat.take()
    assert await report(court) == ReportReceipt(Receipt.REPEATED, first.ref, first.report)
    assert court.chat.take() == []
    assert len(await court.log()) == 1


async def test_further_reports_edit_the_card() -> None:
    court = Court()
    await report(court, 6)
    court.chat.take()
    assert (await report(court, 8)).kind is Receipt.RECEIVED
    [(method, params)] = court.chat.take()
    assert method == "editMessageText"
    assert "Reported by members: 2" in params["text"]


async def test_a_thousand_reports_are_one_card_and_a_dozen_edits() -> None:
    court = Court()
    receipts = await asyncio.gather(*(report(court, reporter) for reporter in range(100, 1100)))
    assert {receipt.kind for receipt in receipts} == {Receipt.RECEIVED}
    methods = court.chat.methods()
    assert methods.count("sendMessage") == 1
    assert methods.count("editMessageText") <= 12
    assert set(methods) == {"sendMessage", "editMessageText"}
    assert "Reported by members: 1000" in court.chat.of("editMessageText")[-1]["text"]
    assert len({receipt.ref for receipt in receipts}) == 1
    assert len(await court.log()) == 1000


def test_a_card_shows_two_fifths_of_the_reports_or_more() -> None:
    shown = 0
    edits = 0
    for count in range(1, 100_001):
        if worth_showing(count):
            shown, edits = count, edits + 1
        assert shown >= 0.4 * count
    assert edits == 18


async def test_a_decided_case_stays_decided() -> None:
    court = Court()
    ref = (await report(court)).ref
    assert ref is not None
    await court.press(ADMIN, ref, Decision.KEEP)
    court.chat.take()
    assert await report(court, 8) == ReportReceipt(Receipt.DECIDED, ref)
    assert court.chat.take() == []
    assert (await court.case(ref)).state is State.CLOSED_NO_ACTION
    assert (await court.logged())[-1] == ("report", "skipped", "the case was decided before", "8")


async def test_the_decision_shows_every_report() -> None:
    court = Court()
    receipts = [await report(court, reporter) for reporter in range(100, 107)]
    ref = receipts[0].ref
    assert ref is not None
    assert "Reported by members: 5" in court.chat.of("editMessageText")[-1]["text"]
    await court.press(ADMIN, ref, Decision.DELETE)
    assert "Reported by members: 7" in court.chat.of("editMessageText")[-1]["text"]


@pytest.mark.parametrize(
    ("author", "kind"), [(Author(ME, "Bot"), Receipt.BOT_MESSAGE), (Author(MEMBER, "Me"), Receipt.OWN_MESSAGE)]
)
async def test_reports_that_are_refused(author: Author, kind: Receipt) -> None:
    court = Court()
    assert await court.reports.report(MEMBER, post(author=author), "") == ReportReceipt(kind)
    assert court.chat.take() == []
    assert await court.log() == []


@pytest.mark.parametrize(
    "target",
    [
        post("hi", author=Author(OWNER, "Owner")),
        post("news", chat=CHANNEL, kind=PostKind.CHANNEL_POST, author=Author(CHANNEL.id)),
        post("", author=Author()),
    ],
)
async def test_posts_of_admins_channels_and_nobody_can_be_reported(target: Post) -> None:
    court = Court()
    receipt = await court.reports.report(MEMBER, target, "")
    assert receipt.kind is Receipt.RECEIVED


async def test_a_card_that_could_not_be_sent_is_sent_with_the_next_report() -> None:
    court = Court(escalation_chat=None)
    blocked = Outcome(Status.FAILED, "Forbidden: bot was blocked by the user")
    court.chat.script("sendMessage", blocked)
    assert (await report(court)).kind is Receipt.RECEIVED
    assert (await court.logged())[0][1] == "failed"
    assert (await report(court)).kind is Receipt.REPEATED
    assert court.chat.methods() == ["sendMessage", "sendMessage"]
    assert [entry.outcome for entry in await court.log()] == [Status.DONE]


async def test_a_decision_is_never_painted_over_by_a_report() -> None:
    court = Court()
    ref = (await report(court)).ref
    assert ref is not None
    court.chat.hold()
    both = asyncio.gather(court.press(ADMIN, ref, Decision.DELETE), report(court, 8))
    for _ in range(10):
        await asyncio.sleep(0)
    court.chat.release()
    await both
    last = court.chat.of("editMessageText")[-1]
    assert "Deleted by" in last["text"]
    assert buttons(last) == []
