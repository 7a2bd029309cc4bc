import asyncio
from typing import Any

import pytest

from bot.core.measure import Decision
from tests.cases.court import ADMIN, CHANNEL, DESK, GROUP, ME, MEMBER, Court
from tests.telegram.commands.bench import BOB, GROUP_RAW, PRIVATE, TARGET, message, play, update

REMOVED = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})


async def known() -> Court:
    """A court where Bob has written to the bot before."""
    court = Court()
    await court.store.met(MEMBER, "en", 0)
    return court


async def test_a_reply_is_a_report() -> None:
    court = await known()
    removed, (_, card), (_, receipt) = await play(court, update(message("/report it is spam", reply_to_message=TARGET)))
    assert removed == REMOVED
    assert card["chat_id"] == DESK
    assert "<blockquote>hello</blockquote>" in card["text"]
    assert 'Author: <a href="tg://user?id=7">Eve</a>' in card["text"]
    assert receipt["chat_id"] == MEMBER
    assert receipt["text"].startswith("Report received: <b>R-")
    assert "Flower lovers" in receipt["text"]
    assert "Reason: Spam or advertising" in receipt["text"]
    assert "reply_markup" not in receipt


async def test_without_words_the_reasons_are_offered_and_the_report_counts_at_once() -> None:
    court = await known()
    *_, (_, receipt) = await play(court, update(message("/report", reply_to_message=TARGET)))
    assert "What is wrong with the message?" in receipt["text"]
    labels = [button["text"] for row in receipt["reply_markup"]["inline_keyboard"] for button in row]
    assert labels[:2] == ["Spam or advertising", "Scam or fraud"]
    assert len(labels) == 11
    [report] = await court.store.reports_by(MEMBER, 0)
    assert report.reason is None
    data = receipt["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    assert data == f"r:{report.ref}:scam"


async def test_who_cannot_be_written_to_is_not_and_the_group_learns_nothing_of_them() -> None:
    court = Court()
    court.gate.clear()
    calls = await play(court, update(message("/report", reply_to_message=TARGET)))
    (_, removed), (_, card), (_, alone), (_, deleted), (_, line) = calls
    assert removed["message_id"] == 90
    assert card["chat_id"] == DESK
    assert alone["ephemeral_message_parameters"] == {"receiver_user_id": MEMBER}
    assert deleted["chat_id"] == GROUP.id, "a server that does not know such messages showed it to everybody"
    assert (line["chat_id"], "reply_parameters" in line) == (GROUP.id, False)
    assert line["text"] == (
        'A report was received. Did you send it? <a href="https://t.me/OmbudBot?start=report_mine">See what comes of it</a>'
    )
    assert [entry.actor for entry in await court.log() if entry.action == "report"] == [str(MEMBER)]


async def test_the_line_is_one_a_minute_and_goes_again() -> None:
    court = Court()
    court.gate.clear()
    updates = [
        update(message("/report", reply_to_message=TARGET, **{"from": BOB | {"id": 100 + number}}), number=number)
        for number in range(30)
    ]
    calls = await play(court, *updates)
    lines = [params for method, params in calls if method == "sendMessage" and params["chat_id"] == GROUP.id]
    assert len([line for line in lines if "ephemeral_message_parameters" not in line]) == 1
    court.gate.set()
    for _ in range(5):
        await asyncio.sleep(0)
    [(method, gone)] = court.chat.take()
    assert (method, gone["chat_id"]) == ("deleteMessage", GROUP.id)


async def test_many_reporters_make_one_card() -> None:
    court = Court()
    updates = [
        update(message("/report", reply_to_message=TARGET, **{"from": BOB | {"id": 100 + number}}), number=number)
        for number in range(30)
    ]
    for number in range(30):
        await court.store.met(100 + number, "en", 0)
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
    removed, (_, hint) = await play(await known(), update(message("/report", **fields)))
    assert removed == REMOVED
    assert hint["chat_id"] == MEMBER
    assert "reply to it with /report" in hint["text"]


@pytest.mark.parametrize(
    ("sender", "told"), [({"id": ME, "is_bot": True, "first_name": "Ombud"}, "from the bot itself"), (BOB, "your own")]
)
async def test_refused_reports_are_answered_politely(sender: dict[str, object], told: str) -> None:
    removed, (_, answer) = await play(
        await known(), update(message("/report", reply_to_message=TARGET | {"from": sender}))
    )
    assert removed == REMOVED
    assert told in answer["text"]


async def test_a_second_report_and_a_late_one_are_told_so() -> None:
    court = await known()
    raw = update(message("/report", reply_to_message=TARGET))
    await play(court, raw)
    assert "You reported this message before" in (await play(court, raw))[-1][1]["text"]
    entry = (await court.log())[0]
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
        ("sendMessage", GROUP.id),
    ]
    assert "write to me in private" in calls[-1][1]["text"]


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
    court = await known()
    _, (_, card), _ = await play(court, update(message("/report", reply_to_message=forward)))
    assert 'href="https://t.me/flowers/9"' in card["text"]
    assert '<a href="https://t.me/c/1234567890/51">Discussion</a>' in card["text"]
    assert "<blockquote>news</blockquote>" in card["text"]
    case = await court.store.case_of(CHANNEL.id, 9)
    assert case is not None
    assert case.author_id == CHANNEL.id


async def test_where_the_bot_is_no_admin_of_the_channel_the_forward_itself_is_reported() -> None:
    court = await known()
    elsewhere = {"id": -1009990001111, "type": "channel", "title": "Elsewhere", "username": "elsewhere"}
    forward = TARGET | {
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": elsewhere,
        "is_automatic_forward": True,
        "forward_origin": {"type": "channel", "chat": elsewhere, "message_id": 9, "date": 1_700_000_000},
    }
    await play(court, update(message("/report", reply_to_message=forward)))
    assert await court.store.case_of(GROUP.id, 50) is not None
    assert await court.store.case_of(-1009990001111, 9) is None


async def test_content_that_the_library_cannot_read_can_be_reported() -> None:
    target = {**TARGET, "forum_topic_created": {}, "poll": {"question": "free?"}, "checklist": 7, "video": []}
    calls = await play(await known(), update(message("/report", reply_to_message=target)))
    assert [method for method, _ in calls] == ["deleteMessage", "sendMessage", "sendMessage"]


async def test_in_private_it_is_explained() -> None:
    [(_, answer)] = await play(Court(), update(message("/report", chat=PRIVATE)))
    assert answer["chat_id"] == MEMBER
    assert "reply to it in its group with /report" in answer["text"]
