"""Every place where text can hide: fields in, surfaces out."""

from typing import Any

import pytest

from tests.telegram.reading.samples import ANNA, BOB, CHANNEL, GROUP, message, post, shown

FILE = {"file_id": "AgACAgIAAxkBAAI", "file_unique_id": "AQADyBwAAbK", "mime_type": "video/mp4", "file_size": 10}
SIZE = {"file_id": "AgACAgIAAx", "file_unique_id": "AQAD", "width": 90, "height": 90}
ELSEWHERE = {"id": -100555, "type": "channel", "title": "Elsewhere", "username": "elsewhere"}

TEXTS = [
    ("text", {"text": "hello"}, [("text", "hello")]),
    ("caption", {"photo": [SIZE], "caption": "hello"}, [("text", "hello")]),
    ("quote", {"quote": {"text": "cited", "position": 0, "is_manual": True}}, [("quote", "cited")]),
    (
        "reply to a story",
        {"reply_to_story": {"id": 3, "chat": ELSEWHERE}},
        [("story", "Elsewhere"), ("story", "elsewhere")],
    ),
    ("story", {"story": {"id": 3, "chat": ELSEWHERE}}, [("story", "Elsewhere"), ("story", "elsewhere")]),
    ("via a bot", {"via_bot": {**BOB, "is_bot": True}, "text": "x"}, [("via", "Bob"), ("via", "bob"), ("text", "x")]),
    ("business bot", {"sender_business_bot": BOB}, [("via", "Bob"), ("via", "bob")]),
    ("file name", {"document": {**FILE, "file_name": "pay.exe"}}, [("file_name", "pay.exe")]),
    ("video's file name", {"video": {**FILE, "file_name": "v.mp4"}}, [("file_name", "v.mp4")]),
    (
        "animation, repeated as a document",
        {"animation": {**FILE, "file_name": "a.mp4"}, "document": {**FILE, "file_name": "a.mp4"}},
        [("file_name", "a.mp4")],
    ),
    (
        "animation with a document of another name",
        {"animation": {**FILE, "file_name": "a.mp4"}, "document": {**FILE, "file_name": "b.mp4"}},
        [("file_name", "a.mp4"), ("file_name", "b.mp4")],
    ),
    (
        "audio",
        {"audio": {**FILE, "title": "Song", "performer": "Singer", "file_name": "s.mp3", "duration": 3}},
        [("media_title", "Song"), ("media_title", "Singer"), ("file_name", "s.mp3")],
    ),
    (
        "sticker",
        {"sticker": {**SIZE, "type": "regular", "set_name": "Spam_by_bot", "emoji": "🔥"}},
        [("media_title", "Spam_by_bot")],
    ),
    (
        "contact",
        {"contact": {"phone_number": "+1", "first_name": "Free", "last_name": "Money", "vcard": "BEGIN", "user_id": 1}},
        [("contact", "+1"), ("contact", "Free Money"), ("contact", "BEGIN")],
    ),
    ("contact with a last name only", {"contact": {"last_name": "Money"}}, [("contact", "Money")]),
    (
        "venue",
        {
            "venue": {"title": "Shop", "address": "Main St", "foursquare_id": "4b", "google_place_type": "store"},
            "location": {"latitude": 1.0, "longitude": 2.0},
        },
        [("venue", "Shop"), ("venue", "Main St")],
    ),
    (
        "poll",
        {
            "poll": {
                "id": "5400",
                "type": "quiz",
                "question": "Q?",
                "description": "D",
                "explanation": "E",
                "options": [
                    {"text": "A", "persistent_id": "0", "voter_count": 0},
                    {"text": "B", "media": {"venue": {"title": "V"}}, "added_by_user": BOB},
                ],
                "country_codes": ["DE", "FR"],
                "media": {"document": {**FILE, "file_name": "poll.pdf"}},
            }
        },
        [
            ("poll", "Q?"),
            ("poll", "D"),
            ("poll", "E"),
            ("poll", "A"),
            ("poll", "B"),
            ("venue", "V"),
            ("file_name", "poll.pdf"),
        ],
    ),
    (
        "checklist",
        {"checklist": {"title": "To do", "tasks": [{"id": 1, "text": "One", "completed_by_user": BOB}]}},
        [("checklist", "To do"), ("checklist", "One")],
    ),
    (
        "game",
        {"game": {"title": "G", "description": "D", "text": "T", "photo": [SIZE], "animation": {"file_name": "g.gif"}}},
        [("media_title", "G"), ("media_title", "D"), ("media_title", "T"), ("file_name", "g.gif")],
    ),
    (
        "invoice",
        {"invoice": {"title": "T", "description": "D", "start_parameter": "p", "currency": "USD", "total_amount": 1}},
        [("media_title", "T"), ("media_title", "D")],
    ),
    (
        "giveaway",
        {"giveaway": {"chats": [ELSEWHERE], "prize_description": "A car", "country_codes": ["DE"], "winner_count": 1}},
        [("other", "Elsewhere"), ("other", "elsewhere"), ("media_title", "A car")],
    ),
    ("winners", {"giveaway_winners": {"winners": [BOB], "chat": {"id": 1}}}, [("other", "Bob"), ("other", "bob")]),
    (
        "paid media",
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "video", "video": {**FILE, "file_name": "p.mp4"}}]}},
        [("file_name", "p.mp4")],
    ),
    ("language of a code block", {"text": "x", "entities": [
        {"type": "pre", "offset": 0, "length": 1, "language": "buy at evil.example"},
    ]}, [("text", "x"), ("other", "buy at evil.example")]),
    ("silent fields", {
        "text": "x", "media_group_id": "13", "effect_id": "51", "business_connection_id": "b b", "guest_query_id": "g",
        "suggested_post_info": {"state": "pending", "price": {"currency": "XTR", "amount": 5}},
        "receiver_user": BOB, "direct_messages_topic": {"topic_id": 1, "user": BOB}, "dice": {"emoji": "🎲", "value": 1},
    }, [("text", "x")]),
]  # fmt: skip

EXTERNAL = [
    ("a user", {"origin": {"type": "user", "date": 1, "sender_user": BOB}}, ["Bob", "bob"]),
    ("a hidden user", {"origin": {"type": "hidden_user", "sender_user_name": "Nobody"}}, ["Nobody"]),
    ("a chat", {"origin": {"type": "chat", "sender_chat": CHANNEL, "author_signature": "Ed"}}, ["News", "news", "Ed"]),
    ("a channel", {"origin": {"type": "channel", "chat": CHANNEL, "message_id": 5}}, ["News", "news"]),
    ("its chat", {"chat": ELSEWHERE, "message_id": 9}, ["Elsewhere", "elsewhere"]),
    ("a file", {"document": {**FILE, "file_name": "pay.exe"}}, ["pay.exe"]),
    ("a song", {"audio": {**FILE, "title": "Song"}}, ["Song"]),
    ("a poll", {"poll": {"id": "1", "question": "Q", "options": [{"text": "A"}]}}, ["Q", "A"]),
    ("a contact", {"contact": {"first_name": "Free", "phone_number": "+1"}}, ["Free", "+1"]),
    ("a venue", {"venue": {"title": "V", "address": "A"}}, ["V", "A"]),
    ("a game", {"game": {"title": "G"}}, ["G"]),
    ("an invoice", {"invoice": {"title": "I"}}, ["I"]),
    ("a checklist", {"checklist": {"title": "C", "tasks": [{"id": 1, "text": "T"}]}}, ["C", "T"]),
    ("a giveaway", {"giveaway": {"prize_description": "P"}}, ["P"]),
    ("a story", {"story": {"id": 1, "chat": ELSEWHERE}}, ["Elsewhere", "elsewhere"]),
    ("the future", {"hologram": {"words": "W"}}, ["W"]),
]

# A member says something in these, whatever else they tell.
SPOKEN = [
    ("tasks", {"checklist_tasks_added": {"tasks": [{"id": 2, "text": "T"}], "checklist_message": message(text="no")}},
     [("checklist", "T")]),
    ("option", {"poll_option_added": {"option_persistent_id": "1", "option_text": "O", "poll_message": message()}},
     [("poll", "O")]),
    ("gift", {"gift": {"text": "For you", "gift": {"id": "1", "sticker": {**SIZE, "set_name": "S"}}}},
     [("text", "For you"), ("media_title", "S")]),
    ("unique gift", {"unique_gift": {"origin": "upgrade", "text": "T", "gift": {
        "gift_id": "1", "base_name": "B", "name": "B-1", "model": {"name": "M", "rarity": "rare"},
        "symbol": {"name": "Y"}, "backdrop": {"name": "K"}}}},
     [("text", "T"), *(("media_title", name) for name in ("B", "B-1", "M", "Y", "K"))]),
]  # fmt: skip

SERVICE = [
    ("new title", {"new_chat_title": "Free BTC"}, [("title", "Free BTC")]),
    ("new topic", {"forum_topic_created": {"name": "T", "icon_custom_emoji_id": "5"}}, [("title", "T")]),
    ("edited topic", {"forum_topic_edited": {"name": "T"}}, [("title", "T")]),
    ("community", {"community_chat_added": {"community": {"id": 1, "name": "C"}}}, [("title", "C")]),
    ("pinned", {"pinned_message": message(text="not judged")}, []),
    ("tasks done", {"checklist_tasks_done": {"checklist_message": message(text="no")}}, []),
    ("declined", {"suggested_post_declined": {"comment": "No", "suggested_post_message": message(text="no")}},
     [("text", "No")]),
    ("refunded", {"suggested_post_refunded": {"reason": "post_deleted"}}, []),
    ("web app", {"web_app_data": {"data": "D", "button_text": "B"}}, [("other", "D"), ("button", "B")]),
    ("website", {"connected_website": "evil.example"}, [("other", "evil.example")]),
    ("background", {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🌙"}}}, []),
    ("passport", {"passport_data": {"credentials": {"data": "x"}}}, []),
    ("payment", {"successful_payment": {"currency": "USD", "invoice_payload": "p", "provider_payment_charge_id": "1"}},
     []),
    ("shared users", {"users_shared": {"request_id": 1, "users": [{"user_id": 2, "first_name": "F"}]}},
     [("other", "F")]),
    ("giveaway over", {"giveaway_completed": {"winner_count": 1, "giveaway_message": message(text="no")}}, []),
]  # fmt: skip


def _ids(table: list[Any]) -> list[str]:
    return [row[0] for row in table]


@pytest.mark.parametrize(("name", "fields", "expected"), TEXTS + SPOKEN, ids=_ids(TEXTS + SPOKEN))
def test_text_is_found(name: str, fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    read = post(**fields)
    assert shown(read) == expected
    assert read.kind == "message"


@pytest.mark.parametrize(("name", "fields", "expected"), EXTERNAL, ids=_ids(EXTERNAL))
def test_an_external_reply_is_read_as_such(name: str, fields: dict[str, Any], expected: list[str]) -> None:
    read = post(external_reply=fields, text="look")
    assert shown(read) == [*(("reply", text) for text in expected), ("text", "look")]
    assert read.media == ()
    assert read.forward is None


@pytest.mark.parametrize(("name", "fields", "expected"), SERVICE, ids=_ids(SERVICE))
def test_service_messages_are_told_apart(name: str, fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    read = post(**fields)
    assert shown(read) == expected
    assert read.kind == "service"


def test_answered_messages_are_not_judged() -> None:
    answered = message(text="scam", sender=BOB, reply_markup={"inline_keyboard": [[{"text": "b", "url": "https://x"}]]})
    read = post(text="is this a scam?", reply_to_message={**answered, "message_id": 3})
    assert shown(read) == [("text", "is this a scam?")]
    assert read.reply_to == 3


def test_the_chats_own_title_is_not_the_posts() -> None:
    assert shown(post(text="x", chat={**GROUP, "title": "scam"})) == [("text", "x")]


def test_surfaces_of_a_name_are_counted() -> None:
    poll = {"question": "Q", "options": [{"text": "A"}, {"text": "B"}]}
    read = post(poll=poll, text="t", caption="c")
    indexes = [(str(surface.name), surface.index) for surface in read.surfaces]
    assert indexes[:5] == [("poll", 0), ("poll", 1), ("poll", 2), ("text", 0), ("text", 1)]


def test_new_members_are_named_as_senders() -> None:
    read = post(new_chat_members=[ANNA, {"id": 5, "first_name": "Free", "last_name": "BTC", "username": "btc"}])
    names = [surface.text for surface in read.surfaces if surface.name == "sender_name"]
    assert sorted(names) == ["Anna Petrova", "Free BTC"]
    assert sorted(surface.text for surface in read.surfaces if surface.name == "username") == ["anna", "btc"]
