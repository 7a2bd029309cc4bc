import pytest

from bot.telegram.reporting import payload_of
from tests.cases.court import CHANNEL, MEMBER, post
from tests.telegram.commands.bench import play
from tests.telegram.ways import answers, court_with_chats, private


def start(payload: str) -> dict[str, object]:
    return private(f"/start {payload}", entities=[{"type": "bot_command", "offset": 0, "length": 6}])


async def test_a_deep_link_reports_the_post_that_it_names() -> None:
    court = await court_with_chats()
    payload = payload_of(CHANNEL.id, 9)
    assert payload == "report_9876543210-9"
    [answer] = answers(await play(court, start(payload)))
    assert "Report received" in answer
    assert "What is wrong with the message?" in answer
    assert await court.store.case_of(CHANNEL.id, 9) is not None


@pytest.mark.parametrize(
    "payload", ["report_", "report_x-y", "report_5", "report_0-0", "report_9876543210-", "report_--"]
)
async def test_a_link_that_somebody_made_up(payload: str) -> None:
    court = await court_with_chats()
    [answer] = answers(await play(court, start(payload)))
    assert "To report a message" in answer
    assert await court.log() == []


async def test_messages_without_an_address_have_no_link() -> None:
    assert payload_of(-5_000_001, 9) is None


async def test_the_link_in_the_group_leads_everybody_to_their_own_reports() -> None:
    court = await court_with_chats()
    [nothing] = answers(await play(court, start("report_mine")))
    assert "You have not reported anything" in nothing
    await court.reports.report(MEMBER, post("hello"), "")
    await court.reports.report(9, post("hello", message_id=51), "")
    [(_, asked)] = [
        call
        for call in await play(court, start("report_mine"))
        if call[0] == "sendMessage" and call[1]["chat_id"] == MEMBER
    ]
    [report] = await court.store.reports_by(MEMBER, 0)
    assert report.ref in asked["text"]
    assert asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == f"r:{report.ref}:spam"


async def test_those_who_said_why_see_the_list() -> None:
    court = await court_with_chats()
    await court.reports.report(MEMBER, post("hello"), "spam")
    [answer] = answers(await play(court, start("report_mine")))
    assert answer.startswith("<b>Your reports")
    assert "Flower lovers" not in answer
