"""Six ways to one report, from a member's client to the moderators' card and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.fakeapi.messages import origin
from tests.acceptance.court import Court, Message, at_work, button, labels

POST = "Free coins for everybody, ask me how"


def _reply(court: Court, post: Message) -> None:
    court.group.post(court.mia, "/report", reply_to=list(court.group.messages.values())[-1])


def _forward(court: Court, post: Message) -> None:
    court.api.private(court.mia).post(court.mia, POST, forward_origin=origin(post))


def _elsewhere(court: Court, post: Message) -> None:
    external = {"origin": origin(post), "chat": court.channel.as_dict(), "message_id": post["message_id"]}
    court.api.private(court.mia).post(court.mia, "please look", external_reply=external)


def _public_link(court: Court, post: Message) -> None:
    court.api.private(court.mia).post(court.mia, f"https://t.me/citynews/{post['message_id']}")


def _private_link(court: Court, post: Message) -> None:
    number = -1_000_000_000_000 - court.channel.id
    court.api.private(court.mia).post(court.mia, f"tg://privatepost?channel={number}&post={post['message_id']}")


def _deep_link(court: Court, post: Message) -> None:
    court.api.start(court.mia, f"report_{-1_000_000_000_000 - court.channel.id}-{post['message_id']}")


WAYS: dict[str, Callable[[Court, Message], None]] = {
    "a reply in the discussion group": _reply,
    "a forward to the bot": _forward,
    "a reply in another chat": _elsewhere,
    "a link by name": _public_link,
    "a link by number": _private_link,
    "a deep link": _deep_link,
}


def _told(court: Court) -> list[Message]:
    return court.sent_to(court.api.private(court.mia))


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_leads_to_the_same_post_and_to_an_answer(way: str, tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        post = court.channel.post(None, POST)
        await court.settled()
        before = len(_told(court))
        WAYS[way](court, post)
        await court.settled()
        [receipt] = _told(court)[before:]
        assert "Report received: R-" in receipt["text"]
        assert "Scam or fraud" in labels(receipt)
        card = court.card()
        assert f"https://t.me/citynews/{post['message_id']}" in _urls(card)
        assert "Mia" not in card["text"]
        court.api.press(court.mia, receipt, button(receipt, "Scam or fraud"))
        await court.settled()
        assert "Scam or fraud 1" in court.card()["text"]
        assert "Reason: Scam or fraud" in _told(court)[before]["text"]
        assert await court.press(court.ada, "Delete") == "Deleted."
        assert court.channel.deleted == [post["message_id"]]
        assert "broke the rules" in _told(court)[-1]["text"]


async def test_all_ways_together_are_one_report(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        post = court.channel.post(None, POST)
        await court.settled()
        for way in WAYS.values():
            way(court, post)
            await court.settled()
        assert "Reported by members: 1" in court.card()["text"]
        assert sum("You reported this message before" in message["text"] for message in _told(court)) == len(WAYS) - 1


async def test_a_comment_by_its_link_and_no_violation(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        post = court.channel.post(None, "News of the day")
        comment = court.group.post(court.max, "I do not like it", reply_to=list(court.group.messages.values())[-1])
        link = f"https://t.me/citynews/{post['message_id']}?comment={comment['message_id']}"
        court.api.private(court.mia).post(court.mia, f"insult {link}")
        await court.settled()
        assert "has not seen this message" in court.card()["text"]
        assert await court.press(court.ada, "Dismiss") != ""
        last = _told(court)[-1]
        assert "found no violation" in last["text"]
        assert labels(last) == ["Ask again"]


async def test_a_strangers_chat_and_a_stranger(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.stranger)
        elsewhere = court.api.channel("Elsewhere", owner=court.mia, username="elsewhere", bot="left")
        post = elsewhere.post(None, POST)
        hidden = court.group.post(court.max, "Only for members")
        number = -1_000_000_000_000 - court.group.id
        private = court.api.private(court.stranger)
        private.post(court.stranger, f"https://t.me/elsewhere/{post['message_id']}")
        private.post(court.stranger, f"https://t.me/c/{number}/{hidden['message_id']}")
        await court.settled()
        first, second = (message["text"] for message in court.sent_to(private)[-2:])
        assert first == second
        assert first.startswith("I cannot take a report about that message")
        assert court.sent_to(court.cards) == []


async def test_the_button_under_a_channels_post_leads_to_its_report(tmp_path: Path) -> None:
    async with at_work(tmp_path, report_button=True) as court:
        court.api.start(court.mia)
        post = court.channel.post(None, POST)
        removed = court.channel.post(None, "drainkit")
        await court.settled()
        [[report]] = court.channel.messages[post["message_id"]]["reply_markup"]["inline_keyboard"]
        assert report["text"] == "Report"
        assert court.channel.deleted == [removed["message_id"]]
        court.api.start(court.mia, report["url"].partition("?start=")[2])
        await court.settled()
        assert "Report received: R-" in _told(court)[-1]["text"]
        assert f"https://t.me/citynews/{post['message_id']}" in _urls(court.sent_to(court.cards)[-1])


def _urls(message: Message) -> list[str]:
    marks: list[dict[str, Any]] = message.get("entities", [])
    return [mark["url"] for mark in marks if "url" in mark]
