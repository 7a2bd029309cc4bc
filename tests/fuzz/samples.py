"""Sound things to begin with: rule files, pages of AutoModerator, updates."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.app.rules import shipped_rules

_LARGE = 12_000
_HERE = Path(__file__).parent.parent

EVERY_KEY = """\
name: everything
title: Every part of the language
version: 1
lists:
  shops: [shop.example, buy.example]
  terms: [airdrop, "claim * bonus"]
conditions:
  new: {author: {posts: {below: 3}, joined: {below: 2d}}}
rules:
  - id: one
    title: One
    category: scams_and_fraud
    severity: high
    mode: enforce
    priority: 100
    applies_to: [message, comment]
    tags: [a, b]
    if:
      words: $terms
      any:
        - links: {domain: $shops, kind: [invite, external], path: "/x*"}
        - all: [{use: new}, {regex: {any: ['b[ai]t\\w{2,9}', '^free'], view: original}}]
        - count: {of: [{caps: {ratio: {above: 0.5}}}, {emoji: {at_least: 3}}, {script: {any: cyrillic}}], at_least: 2}
    unless: {author: {is: [admin, trusted]}, media: {any: document, file_name: "*.exe"}}
    then: [delete, {mute: {for: 1d}}, escalate, {reply: no}]
    notice: chat
    reason: Not here.
    examples:
      match: [{text: "AIRDROP http://shop.example/xyz"}]
      ignore: ["airdrop", {text: "airdrop shop.example", author: {is: admin}}]
  - id: two
    if: {none: [{length: {above: 10}}], contains: {any: [btc, "bät"], exact: true, in: [text, button]}}
    then: [{ban: {for: 7d}}]
  - {id: three, mode: shadow, if: {flood: {posts: 5, within: 10s}, duplicate: {times: 3, within: 1h}}, then: [ban], purge: 24h}
  - {id: four, if: {time: {between: "22:00-06:00", zone: Europe/Berlin, days: [sat]}, mentions: {count: {above: 1}}}, then: [log]}
"""

_GROUP = {"id": -100123, "type": "supergroup", "title": "Friends", "username": "friends"}
_CHANNEL = {"id": -100777, "type": "channel", "title": "News", "username": "news"}
_ANNA = {"id": 42, "is_bot": False, "first_name": "Anna", "last_name": "P", "username": "anna", "language_code": "de"}
_FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 9, "file_name": "free.apk", "mime_type": "x/y"}
_SHOWN = "🔥 see evil.example @anna now"
_ENTITIES = [
    {"type": "url", "offset": 7, "length": 12},
    {"type": "mention", "offset": 20, "length": 5},
    {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/+abc"},
    {"type": "text_mention", "offset": 3, "length": 3, "user": _ANNA},
    {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"},
]
_CONTENTS: Sequence[Mapping[str, Any]] = (
    {"text": _SHOWN, "entities": _ENTITIES, "link_preview_options": {"url": "https://evil.example/x"}},
    {"photo": [_FILE, {**_FILE, "width": 90}], "caption": _SHOWN, "caption_entities": _ENTITIES, "media_group_id": "9"},
    {
        "text": "look",
        "reply_markup": {"inline_keyboard": [[{"text": "go", "url": "http://evil.example"}, {"text": "b"}]]},
    },
    {
        "text": "x",
        "quote": {"text": _SHOWN, "position": 0, "entities": _ENTITIES},
        "reply_to_message": {"message_id": 3},
    },
    {
        "text": "x",
        "external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "free btc"}, "document": _FILE},
    },
    {"text": "x", "forward_origin": {"type": "channel", "chat": _CHANNEL, "message_id": 5, "date": 1}},
    {
        "poll": {
            "id": "1",
            "question": "free btc?",
            "options": [{"text": "yes", "voter_count": 0}],
            "explanation": "evil.example",
        }
    },
    {"document": _FILE, "caption": "free"},
    {"contact": {"phone_number": "+1555", "first_name": "A", "user_id": 9, "vcard": "BEGIN:VCARD"}},
    {"venue": {"location": {"latitude": 1.0, "longitude": 2}, "title": "free btc", "address": "evil.example"}},
    {
        "checklist": {
            "title": "t",
            "title_entities": _ENTITIES,
            "tasks": [{"id": 1, "text": "free btc", "text_entities": []}],
        }
    },
    {"new_chat_members": [_ANNA, {"id": 7, "is_bot": True, "first_name": "free btc"}]},
    {"story": {"chat": _CHANNEL, "id": 3}, "via_bot": {"id": 8, "username": "gif", "is_bot": True, "first_name": "g"}},
    {
        "sticker": {**_FILE, "set_name": "free_btc", "emoji": "🔥"},
        "sender_chat": _CHANNEL,
        "author_signature": "free btc",
    },
    {"game": {"title": "free", "description": "btc", "text": _SHOWN, "text_entities": _ENTITIES, "photo": [_FILE]}},
    {
        "text": "edited",
        "edit_date": 1795314600,
        "is_topic_message": True,
        "message_thread_id": 4,
        "unheard_of": {"a": ["evil.example"]},
    },
)


def _message(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"message_id": 7, "from": _ANNA, "chat": _GROUP, "date": 1795314595, **content}


UPDATES: Sequence[dict[str, Any]] = (
    *({"update_id": 70, "message": _message(content)} for content in _CONTENTS),
    {"update_id": 71, "edited_message": _message(_CONTENTS[0])},
    {"update_id": 72, "channel_post": {**_message(_CONTENTS[1]), "chat": _CHANNEL, "sender_chat": _CHANNEL}},
    {
        "update_id": 73,
        "chat_join_request": {
            "chat": _GROUP,
            "from": _ANNA,
            "date": 5,
            "bio": "evil.example",
            "invite_link": {"name": "x"},
        },
    },
    {
        "update_id": 74,
        "chat_member": {
            "chat": _GROUP,
            "from": _ANNA,
            "date": 5,
            "old_chat_member": {"user": _ANNA, "status": "left"},
            "new_chat_member": {"user": _ANNA, "status": "member"},
        },
    },
    {
        "update_id": 75,
        "message_reaction": {
            "chat": _GROUP,
            "message_id": 7,
            "user": _ANNA,
            "date": 5,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "🔥"}, {"type": "custom_emoji", "custom_emoji_id": "5"}],
        },
    },
    {"update_id": 76, "callback_query": {"id": "1", "from": _ANNA, "data": "x"}},
)


@cache
def rule_files() -> Sequence[str]:
    """The shipped rule files, those with errors that the language's own tests keep, and one with a bit of everything."""
    paths = sorted([*shipped_rules().glob("*.yaml"), *(_HERE / "lang/errors").glob("*.yaml")])
    texts = [path.read_text() for path in paths]
    return EVERY_KEY, *(text for text in texts if len(text) < _LARGE)


@cache
def pages() -> Sequence[str]:
    """Pages of AutoModerator's rules."""
    return tuple(path.read_text() for path in sorted((_HERE / "lang/importers/automoderator/pages").glob("*.yaml")))
