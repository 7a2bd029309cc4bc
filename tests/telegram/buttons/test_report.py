from typing import Any

from bot.cases.reports.callback import Deed, ReportPress
from bot.cases.reports.report import Circumstances
from bot.core.measure import Decision
from bot.core.report import Reason, Report, ReportState
from tests.cases.court import ADMIN, DESK, GROUP, MEMBER, STRANGER, Court, buttons, post
from tests.telegram.commands.bench import play


def press(what: ReportPress, who: int = MEMBER, chat_id: int = MEMBER, number: int = 1) -> dict[str, Any]:
    user = {"id": who, "is_bot": False, "first_name": "Ann"}
    under = {"message_id": 800, "date": 1, "chat": {"id": chat_id, "type": "private"}}
    query = {"id": f"q{number}", "from": user, "message": under, "data": what.data, "chat_instance": "1"}
    return {"update_id": number, "callback_query": query}


async def reported(court: Court, *reporters: int, words: str = "") -> list[Report]:
    made = []
    for reporter in reporters or (MEMBER,):
        receipt = await court.reports.report(reporter, post("hello"), words)
        assert receipt.report is not None
        made.append(receipt.report)
    court.chat.take()
    return made


async def test_a_reporter_says_why() -> None:
    court = Court()
    [report] = await reported(court)
    calls = await play(court, press(ReportPress(report.ref, Reason.SCAM)))
    assert [method for method, _ in calls] == ["editMessageText", "editMessageText", "answerCallbackQuery"]
    assert "Scam or fraud 1" in calls[0][1]["text"]
    assert calls[1][1]["message_id"] == 800
    assert "Reason: Scam or fraud" in calls[1][1]["text"]
    assert f"The moderators of {GROUP.title} will look" in calls[1][1]["text"]
    assert calls[2][1]["text"].startswith("Thank you")


async def test_nobody_says_why_for_another() -> None:
    court = Court()
    [report] = await reported(court)
    [(_, answer)] = await play(court, press(ReportPress(report.ref, Reason.SCAM), who=STRANGER))
    assert answer["text"] == "This report is no longer known."
    [kept] = await court.store.reports_by(MEMBER, 0)
    assert kept.reason is None


async def test_a_reason_that_comes_too_late() -> None:
    court = Court()
    [report] = await reported(court)
    await court.press(ADMIN, report.case, Decision.DELETE)
    court.chat.take()
    [(_, answer)] = await play(court, press(ReportPress(report.ref, Reason.SPAM)))
    assert "already decided" in answer["text"]


async def test_somebody_who_was_told_of_the_decision_alleges_something_else() -> None:
    court = Court()
    [report] = await reported(court, words="spam")
    await court.press(ADMIN, report.case, Decision.KEEP)
    await court.reports.report(9, post("hello"), "")
    court.chat.take()
    calls = await play(court, press(ReportPress(report.case, Reason.SCAM), who=9, chat_id=9))
    assert calls[-1][1]["text"].startswith("Thank you")
    [stranger] = [params for method, params in await play(court, press(ReportPress(report.case, Reason.HATE), who=10))]
    assert stranger["text"] == "This report is no longer known."


async def test_a_moderator_sees_why_and_never_who() -> None:
    court = Court()
    made = await reported(court, 101, 102, words="spam <b>here</b>")
    calls = await play(court, press(ReportPress(made[0].case, Deed.LIST), who=ADMIN, chat_id=DESK))
    (_, menu), _ = calls
    assert menu["chat_id"] == DESK
    assert menu["reply_parameters"]["message_id"] == 800
    assert "2 reports count" in menu["text"]
    assert "Spam or advertising 2" in menu["text"]
    assert "spam &lt;b&gt;here&lt;/b&gt;" in menu["text"]
    assert "101" not in menu["text"].replace(made[0].ref, "").replace(made[1].ref, "")
    assert len(buttons(menu)) == 4


async def test_only_moderators_see_and_do_that() -> None:
    court = Court()
    [report] = await reported(court)
    for what in (
        ReportPress(report.case, Deed.LIST),
        ReportPress(report.case, Deed.BURST),
        ReportPress(report.ref, Deed.UNFOUNDED),
        ReportPress(report.ref, Deed.DISCARD),
    ):
        [(method, answer)] = await play(court, press(what, who=STRANGER))
        assert (method, answer["text"]) == ("answerCallbackQuery", "Only admins of the chat concerned can decide.")
    [kept] = await court.store.reports_by(MEMBER, 0)
    assert kept.weighs


async def test_an_unfounded_report_brings_a_warning_then_a_day_without_effect() -> None:
    court = Court()
    await court.store.met(MEMBER, "en", 0)
    [report] = await reported(court)
    what = ReportPress(report.ref, Deed.UNFOUNDED)
    (_, warning), (_, menu), (_, answer) = await play(court, press(what, who=ADMIN, chat_id=DESK))
    assert warning["chat_id"] == MEMBER
    assert "after another such report" in warning["text"]
    assert "1 more does not count" in menu["text"]
    assert answer["text"] == "Noted. Its sender was warned."
    again = await play(court, press(what, who=ADMIN, chat_id=DESK))
    assert [method for method, _ in again] == ["editMessageText", "answerCallbackQuery"]
    [kept] = await court.store.reports_by(MEMBER, 0)
    assert (kept.state, kept.weighs) == (ReportState.INVALID, False)


async def test_a_burst_is_shown_and_can_be_discarded() -> None:
    court = Court()
    here = Circumstances(group_id=GROUP.id)
    for reporter in range(200, 206):
        receipt = await court.reports.report(reporter, post("hello"), "", here)
    assert receipt.ref is not None
    await court.board.refresh(receipt.ref)
    assert "Burst: 6 reports" in court.chat.of("editMessageText")[-1]["text"]
    court.chat.take()
    calls = await play(court, press(ReportPress(receipt.ref, Deed.BURST), who=ADMIN, chat_id=DESK))
    assert calls[-1][1]["text"] == "6 reports no longer count."
    case = await court.case(receipt.ref)
    assert case.reports == 0
    assert case.decided_by is None


async def test_all_of_one_sender_can_be_discarded() -> None:
    court = Court()
    first = await court.reports.report(MEMBER, post("hello"), "")
    second = await court.reports.report(MEMBER, post("hello", message_id=51), "")
    assert first.report is not None
    assert second.ref is not None
    court.chat.take()
    calls = await play(court, press(ReportPress(first.report.ref, Deed.DISCARD), who=ADMIN, chat_id=DESK))
    assert calls[-1][1]["text"] == "2 reports no longer count."
    assert (await court.case(second.ref)).reports == 0
