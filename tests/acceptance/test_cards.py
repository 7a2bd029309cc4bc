"""What moderators get to see: cards in the escalation chat, or before the owner; and what is done instead of acting."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.court import BUTTONS, at_work, bot_of, labels, marked, people

PHOTO = [{"file_id": "PHOTO", "file_unique_id": "U", "width": 90, "height": 90}]


async def test_a_card_shows_the_case(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, caption="🎉 Only here: EASY money <b>now</b>", photo=PHOTO)
        await court.settled()
        first, card = court.sent_to(court.cards)
        assert first["photo"][0]["file_id"] == "PHOTO"
        assert card["reply_to_message"]["message_id"] == first["message_id"]
        for words in (
            "City talk",
            "Max",
            "@max_x",
            "Doubtful offer",
            "house/doubt",
            "Offers of easy money are looked at.",
        ):
            assert words in card["text"]
        assert "🎉 Only here: EASY money <b>now</b>" in card["text"]
        assert "EASY money" in marked(card)
        assert labels(card) == BUTTONS
        links = [mark["url"] for mark in card["entities"] if mark["type"] == "text_link"]
        assert f"https://t.me/c/{str(court.group.id).removeprefix('-100')}/{post['message_id']}" in links
        assert court.group.deleted == []


async def test_a_card_of_a_post_that_is_deleted_at_once(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, caption="drainkit for all", photo=PHOTO)
        await court.settled()
        assert court.group.deleted == [post["message_id"]]
        first, card = court.sent_to(court.cards)
        assert first["photo"][0]["file_id"] == "PHOTO"
        assert "drainkit" in marked(card)
        assert labels(card) == BUTTONS[1:]
        assert court.api.called("copyMessage") == court.api.called("forwardMessage") == []


async def test_an_edit_of_an_escalated_post_changes_its_card(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        court.group.edit(post, text="easy money, call Fred")
        await court.settled()
        assert "easy money, call Fred" in court.card()["text"]


async def test_without_an_escalation_chat_the_owner_is_asked(tmp_path: Path) -> None:
    async with at_work(tmp_path, escalation_chat=None, owner_started=True) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card(court.api.private(court.owner))
        assert "easy money" in marked(card)
        assert await court.press(court.owner, "Delete", card) == "Deleted."
        assert court.group.deleted == [post["message_id"]]


async def test_an_owner_who_cannot_be_asked_is_in_the_log(tmp_path: Path) -> None:
    async with at_work(tmp_path, escalation_chat=None) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        (entry,) = await court.log()
        assert (entry.action, str(entry.outcome)) == ("escalate", "failed")
        assert "can't initiate conversation" in entry.detail
        assert "press Start" in entry.detail


async def test_a_post_of_the_moderators_chat_is_not_judged(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.cards.post(court.ada, "They sell a drainkit again")
        await court.settled()
        assert court.cards.deleted == []
        assert await court.log() == []


async def test_in_shadow_it_only_writes_down(tmp_path: Path) -> None:
    async with at_work(tmp_path, shadow=True) as court:
        court.group.post(court.max, "drainkit")
        await court.settled()
        assert [
            call.method
            for call in court.api.calls
            if call.method not in ("getMe", "getChatAdministrators", "setMyCommands")
        ] == []
        assert sorted(await court.told()) == [("bot", "delete", "simulated"), ("bot", "escalate", "simulated")]


async def test_the_log_chat_is_told(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        log_chat = court.api.supergroup("Log", owner=court.owner)
        async with bot_of(court, log_chat=log_chat.id):
            court.group.post(court.max, "drainkit")
            log_chat.post(court.owner, "drainkit")
            await court.settled()
        (line,) = court.sent_to(log_chat)
        assert "house/scam" in line["text"]
        assert "drainkit" not in line["text"]
        assert log_chat.deleted == []


MEDIA: dict[str, Any] = {
    "photo": PHOTO,
    "video": {"file_id": "FILE-V", "file_unique_id": "U", "width": 9, "height": 9, "duration": 1},
    "animation": {"file_id": "FILE-G", "file_unique_id": "U", "width": 9, "height": 9, "duration": 1},
    "document": {"file_id": "FILE-D", "file_unique_id": "U", "file_name": "x.pdf"},
    "audio": {"file_id": "FILE-A", "file_unique_id": "U", "duration": 1, "title": "x"},
    "voice": {"file_id": "FILE-O", "file_unique_id": "U", "duration": 1},
}


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_of_every_kind_come_before_the_card(tmp_path: Path, kind: str) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, caption="easy money", **{kind: MEDIA[kind]})
        await court.settled()
        first, card = court.sent_to(court.cards)
        assert kind in first
        assert "easy money" in card["text"]


TEXTS: dict[str, dict[str, Any]] = {
    "long": {"text": "easy money " + "<&>\U0001f600" * 800},
    "all evidence": {"text": "easy money " * 370},
    "markup": {"text": "</blockquote><b>easy money</i> &lt;"},
    "bidi": {"text": "\u202e\u202e easy money \u0000"},
    "poll": {"poll": {"id": "1", "question": "easy money?", "options": [{"text": str(n)} for n in range(10)]}},
    "contact": {"contact": {"phone_number": "+1", "first_name": "easy money", "vcard": "X" * 2000}},
    "rich": {"rich_message": {"blocks": [{"type": "paragraph", "text": ["easy", {"type": "bold", "text": " money"}]}]}},
    "unknown": {"hologram": {"legend": ["easy money"] * 300}},
    "many buttons": {
        "text": "easy money",
        "reply_markup": {"inline_keyboard": [[{"text": f"B{n}", "url": f"https://x.org/{n}"}] for n in range(90)]},
    },
    "a long name": {"text": "easy money", "author_signature": "easy money " * 50},
}


@pytest.mark.parametrize("name", TEXTS)
async def test_a_card_hangs_whatever_is_in_the_post(tmp_path: Path, name: str) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, **TEXTS[name])
        await court.settled()
        card = court.card()
        assert "easy money" in card["text"]
        assert await court.told() == [("bot", "escalate", "done")]
        assert await court.press(court.ada, "Delete") == "Deleted."


async def test_without_rights_it_says_what_is_missing(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        bare = court.api.supergroup(
            "Bare", owner=court.owner, members=[court.max], bot_rights={"can_manage_chat": True}
        )
        async with bot_of(court):
            bare.post(court.max, "drainkit")
            await court.settled()
        assert ("bot", "delete", "failed") in await court.told()
        notice, card = court.sent_to(court.cards)
        assert "choose me, and switch on “Delete Messages”" in notice["text"]
        assert "can't be deleted" in card["text"]
        assert "Delete" in labels(card)


async def test_a_moved_escalation_chat_falls_back_to_the_owner(tmp_path: Path) -> None:
    async with people(tmp_path, owner_started=True) as court:
        async with bot_of(court, escalation_chat=-100_500):
            court.group.post(court.max, "easy money")
            await court.settled()
        assert "easy money" in court.card(court.api.private(court.owner))["text"]
