from typing import Any

import pytest

from bot.core.case import Decision
from tests.cases.court import ADMIN, CHANNEL, DESK, GROUP, ME, MEMBER, Court
from tests.telegram.commands.bench import BOB, GROUP_RAW, PRIVATE, TARGET, message, play, update

REMOVED = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})
REFUSED = "Forbidden: bot can't initiate conversation with a user"


async def test_a_reply_is_a_report() -> None:
    court = Court()
    removed, (_, card), (_, receipt) = await play(court, update(message("/report it is spam", reply_to_message=TARGET)))
    assert removed == REMOVED
    assert card["chat_id"] == DESK
    assert "<blockquote>hello</blockquote>" in card["text"]
    assert 'Author: <a href="tg://user?id=7">Eve</a>' in card["text"]
    assert receipt["chat_id"] == MEMBER
    assert receipt["text"].startswith("Report received: <b>C-")
    assert "Flower lovers" in receipt["text"]


async def test_a_receipt_that_cannot_be_given_is_not() -> None:
    court = Court(escalation_chat=DESK)
    court.chat.refuse("deleteMessage", "Bad Request: message can't be deleted")
    calls = await play(court, update(message("/report", reply_to_message=TARGET)))
    assert [method for method, _ in calls] == ["deleteMessage", "sendMessage", "sendMessage"]
    assert [entry.actor for entry in await court.log()] == [str(MEMBER)]


async def test_many_reporters_make_one_card() -> None:
    court = Court()
    updates = [
        update(message("/report", reply_to_message=TARGET, **{"from": BOB | {"id": 100 + number}}), number=number)
        for number in range(30)
    ]
    calls = await play(court, *updates)
    assert len([params for method, params in calls if method == "sendMessage" and params["chat_id"] == DESK]) == 1
    assert len([params for method, params in calls if method == "deleteMessage"]) == 30


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {
            "is_topic_message": True,
            "message_thread_id": 12,
            "reply_to_message": {"message_id": 12, "chat": GROUP_RAW, "date": 1, "forum_topic_created": {}},
        },
        {"reply_to_message": {"message_id": 12, "date": 1}},
    ],
)
async def test_what_is_no_reply_gets_a_hint(fields: dict[str, Any]) -> None:
    removed, (_, hint) = await play(Court(), update(message("/report", **fields)))
    assert removed == REMOVED
    assert hint["chat_id"] == MEMBER
    assert "reply to it with /report" in hint["text"]


@pytest.mark.parametrize(
    ("sender", "told"), [({"id": ME, "is_bot": True, "first_name": "Ombud"}, "from the bot itself"), (BOB, "your own")]
)
async def test_refused_reports_are_answered_politely(sender: dict[str, object], told: str) -> None:
    removed, (_, answer) = await play(Court(), update(message("/report", reply_to_message=TARGET | {"from": sender})))
    assert removed == REMOVED
    assert told in answer["text"]


async def test_a_second_report_and_a_late_one_are_told_so() -> None:
    court = Court()
    raw = update(message("/report", reply_to_message=TARGET))
    await play(court, raw)
    assert "You reported this message before" in (await play(court, raw))[-1][1]["text"]
    [entry] = await court.log()
    assert entry.case is not None
    await court.press(ADMIN, entry.case, Decision.KEEP)
    court.chat.take()
    assert "already decided" in (await play(court, raw))[-1][1]["text"]


async def test_who_speaks_as_a_chat_gets_no_receipt() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    raw = message("/report", reply_to_message=TARGET, sender_chat=GROUP_RAW, **{"from": anonymous})
    calls = await play(Court(), update(raw))
    assert [(method, params["chat_id"]) for method, params in calls] == [
        ("deleteMessage", GROUP.id),
        ("sendMessage", DESK),
    ]


async def test_a_channel_post_is_reported_in_its_discussion_group() -> None:
    channel = {"id": CHANNEL.id, "type": "channel", "title": "Flower news", "username": "flowers"}
    forward = {
        "message_id": 51,
        "date": 1_700_000_000,
        "chat": GROUP_RAW,
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": channel,
        "is_automatic_forward": True,
        "forward_origin": {"type": "channel", "chat": channel, "message_id": 9, "date": 1_700_000_000},
        "text": "news",
    }
    _, (_, card), _ = await play(Court(), update(message("/report", reply_to_message=forward)))
    assert 'Channel post: <a href="https://t.me/flowers/9">t.me/flowers/9</a>' in card["text"]
    assert 'href="https://t.me/c/1234567890/51"' in card["text"]
    assert [button["text"] for button in card["reply_markup"]["inline_keyboard"][0]] == ["Delete", "Keep"]


async def test_content_that_the_library_cannot_read_can_be_reported() -> None:
    target = {**TARGET, "forum_topic_created": {}, "poll": {"question": "free?"}, "checklist": 7, "video": []}
    calls = await play(Court(), update(message("/report", reply_to_message=target)))
    assert [method for method, _ in calls] == ["deleteMessage", "sendMessage", "sendMessage"]


async def test_in_private_it_is_explained() -> None:
    [(_, answer)] = await play(Court(), update(message("/report", chat=PRIVATE)))
    assert answer["chat_id"] == MEMBER
    assert "in its group with /report" in answer["text"]
