from typing import Any

import pytest

from bot.core.post import PostKind
from bot.core.report import Reason
from tests.cases.court import CHANNEL, GROUP, MEMBER, post
from tests.telegram.commands.bench import GROUP_RAW, play
from tests.telegram.ways import CHANNEL_INFO, STRANGE_INFO, answers, court_with_chats, private

BRIEF = {name: CHANNEL_INFO[name] for name in ("id", "type", "title", "username")}
ORIGIN = {"type": "channel", "chat": BRIEF, "message_id": 9, "date": 1_699_999_000}
EVE = {"id": 7, "is_bot": False, "first_name": "Eve"}


async def test_a_forwarded_channel_post_is_a_report_with_what_it_shows() -> None:
    court = await court_with_chats()
    calls = await play(court, private("free btc spam", forward_origin=ORIGIN))
    assert "Report received" in answers(calls)[0]
    case = await court.store.case_of(CHANNEL.id, 9)
    assert case is not None
    kept = await court.store.case_post(case.ref)
    assert kept is not None
    assert (kept.kind, kept.text, kept.date) == (PostKind.CHANNEL_POST, "free btc spam", 1_699_999_000)
    assert (kept.author.id, kept.forward, kept.unseen) == (CHANNEL.id, None, False)
    assert all("Bob" not in surface.text for surface in kept.surfaces)
    [report] = await court.store.reports_by(MEMBER, 0)
    assert (report.words, report.reason) == ("", None), "what is forwarded is not what the reporter says"


async def test_a_reply_in_another_chat_is_a_report_with_its_words() -> None:
    court = await court_with_chats()
    external = {
        "chat": GROUP_RAW,
        "message_id": 50,
        "origin": {"type": "user", "sender_user": EVE, "date": 1_699_999_000},
        "photo": [{"file_id": "F", "file_unique_id": "U", "width": 1, "height": 1}],
    }
    quote = {"text": "send me money", "position": 0}
    calls = await play(court, private("scam!", external_reply=external, quote=quote))
    assert "Reason: Scam or fraud" in answers(calls)[0]
    case = await court.store.case_of(GROUP.id, 50)
    assert case is not None
    kept = await court.store.case_post(case.ref)
    assert kept is not None
    assert (kept.author.id, kept.date, len(kept.media)) == (7, 1_699_999_000, 1)
    assert any(surface.text == "send me money" for surface in kept.surfaces)
    [report] = await court.store.reports_by(MEMBER, 0)
    assert report.reason is Reason.SCAM


async def test_a_reply_in_another_chat_can_be_given_in_a_group() -> None:
    court = await court_with_chats()
    external = {"chat": BRIEF, "message_id": 9, "origin": ORIGIN}
    command = private("/report", entities=[{"type": "bot_command", "offset": 0, "length": 7}], external_reply=external)
    command["message"]["chat"] = GROUP_RAW
    calls = await play(court, command)
    assert calls[0] == ("deleteMessage", {"chat_id": GROUP.id, "message_id": 70})
    assert await court.store.case_of(CHANNEL.id, 9) is not None


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "user", "sender_user": EVE, "date": 1},
        {"type": "hidden_user", "sender_user_name": "Eve", "date": 1},
        {"type": "chat", "sender_chat": GROUP_RAW, "date": 1},
    ],
)
async def test_a_forward_that_does_not_say_where_the_message_stands(origin: dict[str, Any]) -> None:
    court = await court_with_chats()
    [answer] = answers(await play(court, private("hello", forward_origin=origin)))
    assert "Send me its link instead" in answer
    assert await court.log() == []


async def test_a_members_message_is_found_if_there_is_a_case_about_it() -> None:
    court = await court_with_chats()
    ref = await court.open(post("get free btc now"))
    origin = {"type": "user", "sender_user": EVE, "date": 1_700_000_000}
    await play(court, private("get free btc now", forward_origin=origin))
    assert (await court.case(ref)).reports == 1
    [answer] = answers(await play(court, private("something else", forward_origin=origin)))
    assert "Send me its link instead" in answer


async def test_a_post_of_a_channel_that_the_bot_does_not_look_after() -> None:
    court = await court_with_chats()
    origin = ORIGIN | {"chat": STRANGE_INFO}
    [answer] = answers(await play(court, private("hello", forward_origin=origin)))
    assert answer.startswith("I cannot take a report")
