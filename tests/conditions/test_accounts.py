"""What conditions tell of a post: `account`."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.condition import Context
from bot.core.post import Post
from bot.lang.short import read_short
from bot.lang.vocabulary import CONDITIONS
from bot.matching.index import build_index
from tests.conditions.kit import leaf
from tests.conditions.test_every import examples

SATURDAY = int(datetime(2026, 3, 7, 22, 30, tzinfo=UTC).timestamp())


def account(condition: str, post: dict[str, Any] | Post) -> str:
    item = leaf(condition)
    message = post if isinstance(post, Post) else read_short(post)
    return item.account(Context(message, build_index(item.queries()).scan(message)))


@pytest.mark.parametrize(
    ("condition", "post", "said"),
    [
        ("{words: [a, b]}", {"text": "c"}, "none of 2 words is found"),
        ("{words: airdrop}", {"text": "c"}, "the word is not found"),
        ("{words: airdrop}", {"text": "airdrop"}, ""),
        ("{words: {any: airdrop, in: button}}", {"text": "airdrop"}, "the post has no text there"),
        ("{contains: [ab, cd]}", {"text": "x"}, "none of 2 fragments is found"),
        ("{regex: 'a+b'}", {"text": "x"}, "the expression is not found"),
        ("{length: {above: 10}}", {"text": "x"}, "1 character"),
        ("{length: {above: 10}}", {"text": "x" * 1234}, "1,234 characters"),
        ("{lines: {above: 10}}", {"text": "x\ny"}, "2 lines"),
        ("{caps: {ratio: 0.7}}", {"text": "ABc d"}, "2 capitals, 50 % of 4 letters"),
        ("{caps: {above: 7}}", {}, "0 capitals"),
        ("{emoji: {above: 7}}", {"text": "ab 🎉"}, "1 emoji, 33 % of 3 characters"),
        ("{custom_emoji: {above: 7}}", {"text": "ab"}, "0 custom emoji"),
        ("{entities: {above: 7}}", {"text": "ab"}, "0 marks, 0 % of 2 characters"),
        ("{script: cyrillic}", {"text": "привет ab"}, "8 letters: cyrillic 75 %, latin 25 %"),
        ("{script: cyrillic}", {"text": "12"}, "no letters"),
        ("{links: true}", {"text": "none"}, "no links"),
        (
            "{links: {domain: a.example}}",
            {"text": "https://bit.ly/x https://t.me/+abc"},
            "2 links: bit.ly (external, shortener), t.me (invite, telegram)",
        ),
        ("{links: {path: /y}}", {"text": "https://evil.example/x"}, "1 link: evil.example/x (external)"),
        ("{mentions: {count: {above: 3}}}", {"text": "@durov and @gif_bot"}, "@durov, @gif_bot"),
        ("{mentions: '@other'}", {"text": "@durov"}, "none of these names"),
        ("{mentions: true}", {"text": "nobody"}, "no mentions"),
        ("{contacts: [phone, crypto_wallet]}", {"text": "x"}, "no phone and no crypto wallet"),
        ("{contacts: [email]}", {"text": "a@b.example"}, ""),
        ("{media: photo}", {"text": "x"}, "no media"),
        ("{media: photo}", {"media": ["video", "photo"]}, "video, photo"),
        (
            "{media: {file_name: '*.apk', larger_than: 1MB}}",
            {"media": [{"kind": "document", "file_name": "a.txt", "size": 2048}]},
            "document (a.txt, 2 KB)",
        ),
        ("{media: {larger_than: 1MB}}", {"media": ["video"]}, "video (size not known)"),
        ("{forwarded: true}", {"text": "x"}, "not a forward"),
        ("{forwarded: {from: user}}", {"forward": {"from": "channel", "username": "news"}}, "from a channel @news"),
        ("{forwarded: {from: user}}", {"forward": "hidden"}, "from a hidden user"),
        ("{via_bot: true}", {"text": "x"}, "not by way of a bot"),
        ("{buttons: {count: {above: 3}}}", {"buttons": ["a", "b"]}, "2 buttons"),
        ("{obfuscation: true}", {"text": "x"}, "nothing is hidden"),
        ("{obfuscation: {rtl: true}}", {"text": "pаypаl"}, "found: mixed_script"),
        ("{chat: {type: channel}}", {"chat": {"type": "supergroup"}}, "supergroup"),
        ("{chat: {id: '@jobs', title: jobs}}", {"chat": {"id": -5, "title": "Cats"}}, "-5, `Cats`"),
        ("{time: {between: 22:00-06:00, zone: Europe/Berlin}}", {"date": SATURDAY}, "sat 23:30 in Europe/Berlin"),
        ("{time: {days: sat}}", {}, "the post has no date"),
        ("{author: {posts: {below: 3}, joined: {below: 1d}}}", {"author": {"posts": 3}}, "posts: 3; not known: joined"),
        ("{author: {joined: {below: 1d}}}", {"date": SATURDAY, "author": {"joined": "3h"}}, "joined: 3h before"),
        ("{author: [admin, member]}", {}, "admin: no, member: yes"),
        ("{author: {id: 5, language: ru}}", {"author": {"id": 7, "language": "en"}}, "id: 7, language: en"),
        ("{author: {name: support}}", {"author": {"name": "Ada"}}, "name: another"),
    ],
)
def test_account(condition: str, post: dict[str, Any], said: str) -> None:
    assert account(condition, post) == said


@pytest.mark.parametrize("name", sorted(CONDITIONS))
@given(text=st.text(max_size=40))
def test_no_condition_fails_to_give_one(name: str, text: str) -> None:
    for example in examples(CONDITIONS[name]):
        assert isinstance(account(f"{{{example}}}", {"text": text, "date": SATURDAY}), str)
