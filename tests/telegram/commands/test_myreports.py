from bot.core.case import State
from bot.core.measure import Decision
from bot.core.transitions import BOT, advanced
from tests.cases.court import ADMIN, GROUP, MEMBER, post
from tests.telegram.commands.bench import message, play, update
from tests.telegram.ways import answers, court_with_chats, private

COMMAND = [{"type": "bot_command", "offset": 0, "length": 10}]


async def test_reports_with_what_came_of_them() -> None:
    court = await court_with_chats()
    first = await court.reports.report(MEMBER, post("hello"), "spam")
    court.clock.at += 60
    await court.reports.report(MEMBER, post("hello", message_id=51), "")
    await court.reports.report(9, post("hello", message_id=52), "")
    assert first.ref is not None
    await court.press(ADMIN, first.ref, Decision.KEEP)
    await court.outcomes.follow(await court.case(first.ref), post("hello"))
    [answer] = answers((await play(court, private("/myreports", entities=COMMAND)))[-1:])
    head, second, oldest = answer.splitlines()
    assert head == "<b>Your reports, the latest first:</b>"
    assert second.endswith("no reason given: not decided yet")
    assert oldest.endswith("Spam or advertising: no violation")


async def test_a_report_of_a_case_that_is_open_again_is_not_decided() -> None:
    court = await court_with_chats()
    made = await court.reports.report(MEMBER, post("hello"), "spam")
    assert made.ref is not None
    await court.press(ADMIN, made.ref, Decision.KEEP)
    await court.outcomes.follow(await court.case(made.ref), post("hello"))
    await court.desk.office.advance(
        await court.case(made.ref), lambda case: advanced(case, State.OPEN, BOT, int(court.clock.at))
    )
    [answer] = answers((await play(court, private("/myreports", entities=COMMAND)))[-1:])
    assert answer.endswith("Spam or advertising: not decided yet")


async def test_none() -> None:
    court = await court_with_chats()
    assert answers(await play(court, private("/myreports", entities=COMMAND))) == [
        "You have not reported anything that I still know of."
    ]


async def test_in_a_group_the_command_goes_and_the_answer_is_private() -> None:
    court = await court_with_chats()
    calls = await play(court, update(message("/myreports")))
    assert calls[0] == ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})
    assert [params["chat_id"] for _, params in calls[1:]] == [MEMBER]
