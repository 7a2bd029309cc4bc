import pytest

from bot.core.report import Reason
from tests.cases.court import CHANNEL, DESK, GROUP, MEMBER
from tests.telegram.commands.bench import play
from tests.telegram.ways import answers, court_with_chats, private


@pytest.mark.parametrize(
    ("text", "chat_id", "message_id"),
    [
        ("https://t.me/c/1234567890/50", GROUP.id, 50),
        ("look t.me/c/1234567890/7/50 please", GROUP.id, 50),
        ("https://t.me/flowers/9", CHANNEL.id, 9),
        ("https://t.me/flowers/9?comment=50", GROUP.id, 50),
        ("tg://privatepost?channel=1234567890&post=50", GROUP.id, 50),
        ("tg://resolve?domain=flowers&post=9", CHANNEL.id, 9),
    ],
)
async def test_a_link_is_a_report(text: str, chat_id: int, message_id: int) -> None:
    court = await court_with_chats()
    calls = await play(court, private(text))
    assert "Report received: <b>R-" in answers(calls)[0]
    case = await court.store.case_of(chat_id, message_id)
    assert case is not None
    [card] = [params for method, params in calls if method == "sendMessage" and params["chat_id"] == DESK]
    assert "has not seen this message" in card["text"]
    assert f"/{message_id}" in card["text"]


async def test_the_words_beside_the_link_say_why() -> None:
    court = await court_with_chats()
    await play(court, private("scam https://t.me/c/1234567890/50"))
    [report] = await court.store.reports_by(MEMBER, 0)
    assert (report.reason, report.words) == (Reason.SCAM, "scam")


@pytest.mark.parametrize("link", ["https://t.me/elsewhere/5", "https://t.me/c/5550001111/5", "https://t.me/nobody/5"])
async def test_chats_that_the_bot_does_not_look_after(link: str) -> None:
    court = await court_with_chats()
    [answer] = answers(await play(court, private(link)))
    assert answer.startswith("I cannot take a report about that message")
    assert await court.log() == []


async def test_a_private_group_is_for_its_members() -> None:
    court = await court_with_chats(status="left")
    told = answers(await play(court, private("https://t.me/c/1234567890/50")))
    elsewhere = answers(await play(await court_with_chats(), private("https://t.me/c/5550001111/5")))
    assert told == elsewhere, "that the group exists is not said either"


async def test_a_public_channel_and_its_comments_are_for_everybody() -> None:
    for link in ("https://t.me/flowers/9", "https://t.me/flowers/9?comment=50"):
        court = await court_with_chats(status="left")
        assert "Report received" in answers(await play(court, private(link)))[0]


@pytest.mark.parametrize(
    ("status", "fields", "weighs"),
    [
        ("restricted", {"is_member": True, "can_send_messages": True}, True),
        ("restricted", {"is_member": True, "can_send_messages": False}, False),
    ],
)
async def test_who_is_muted_in_the_group_moves_nothing(status: str, fields: dict[str, bool], weighs: bool) -> None:
    court = await court_with_chats(status=status, **fields)
    await play(court, private("https://t.me/c/1234567890/50"))
    [report] = await court.store.reports_by(MEMBER, 0)
    assert report.weighs is weighs


async def test_a_link_behind_the_command_and_one_that_is_answered_with_it() -> None:
    court = await court_with_chats()
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    first = private("/report https://t.me/c/1234567890/50", entities=command)
    second = private("/report", entities=command, reply_to_message=private("t.me/flowers/9")["message"])
    await play(court, first, second)
    assert await court.store.case_of(GROUP.id, 50) is not None
    assert await court.store.case_of(CHANNEL.id, 9) is not None
