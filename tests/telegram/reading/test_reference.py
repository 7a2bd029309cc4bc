from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.reading.reference import Reference, answered_elsewhere, forwarded, link_in, read_link

SECRET, PUBLIC = Reference(-1001234567890, 55), Reference("flowers", 55)
CHANNEL = {"id": -1001234567890, "type": "channel", "title": "Flowers"}


@pytest.mark.parametrize(
    ("link", "reference"),
    [
        ("https://t.me/c/1234567890/55", SECRET),
        ("https://t.me/c/1234567890/7/55", SECRET),
        ("https://t.me/c/1234567890/55?thread=7", SECRET),
        ("http://t.me/c/1234567890/55/", SECRET),
        ("t.me/c/1234567890/55?single", SECRET),
        ("HTTPS://T.ME/flowers/55", PUBLIC),
        ("https://www.t.me/flowers/55", PUBLIC),
        ("t.me/flowers/55", PUBLIC),
        ("t.me/flowers/7/55?single", PUBLIC),
        ("t.me/s/flowers/55", PUBLIC),
        ("https://flowers.t.me/55", PUBLIC),
        ("telegram.me/flowers/55", PUBLIC),
        ("https://telegram.dog/flowers/55", PUBLIC),
        ("https://t.me/flowers/55?comment=9&single", Reference("flowers", 55, 9)),
        ("https://t.me/c/1234567890/55?comment=9", Reference(-1001234567890, 55, 9)),
        ("https://t.me/flowers/55?comment=x", PUBLIC),
        ("tg://privatepost?channel=1234567890&post=55&single", SECRET),
        ("tg://privatepost?channel=1234567890&post=55&thread=7", SECRET),
        ("tg:privatepost?channel=1234567890&post=55&comment=9", Reference(-1001234567890, 55, 9)),
        ("tg://resolve?domain=flowers&post=55", PUBLIC),
        ("TG://RESOLVE?domain=flowers&post=55&comment=9", Reference("flowers", 55, 9)),
        ("https://t.me/flowers/55.", PUBLIC),
    ],
)
def test_links_to_messages(link: str, reference: Reference) -> None:
    assert read_link(link) == reference
    assert link_in({"text": f"Look: {link} - what is this?"}) == reference


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/flowers",
        "https://t.me/c/1234567890",
        "https://t.me/c/0/55",
        "https://t.me/c/1234567890/0",
        "https://t.me/c/12345678901234567890/55",
        "https://t.me/flowers/99999999999",
        "https://t.me/flowers/s/12",
        "https://t.me/flowers/x/12",
        "https://t.me/c/1/2/3/4",
        "https://t.me/abc/12",
        "https://t.me/+AbCdEf/12",
        "https://t.me.example/flowers/55",
        "https://example.org/t.me/flowers/55",
        "https://t.me/flowers/٥٥",
        "tg://resolve?domain=flowers",
        "tg://join?invite=1&post=5",
        "tg://privatepost?channel=flowers&post=55",
        "https://[t.me/flowers/55",
        "https://t.me:99999999/flowers/55",
        "t.me/",
        "",
    ],
)
def test_links_that_lead_to_no_message(link: str) -> None:
    assert read_link(link) is None


chats = st.one_of(
    st.integers(-1_997_852_516_352, -1_000_000_000_001), st.from_regex(r"[A-Za-z]\w{3,31}\Z", fullmatch=True)
)


@given(
    chats.filter(lambda chat: isinstance(chat, int) or chat.isascii()),
    st.integers(1, 2**31 - 1),
    st.none() | st.integers(1, 2**31 - 1),
)
def test_what_a_reference_writes_is_read_back(chat: int | str, message_id: int, comment: int | None) -> None:
    reference = Reference(chat, message_id, comment)
    assert read_link(reference.url) == reference


@given(st.text() | st.text("tgme./:?&=[]c%0123456789@#").map(lambda tail: f"https://t.me/{tail}"))
def test_no_text_is_too_odd(text: str) -> None:
    read_link(text)
    link_in({"text": text, "entities": [{"type": "text_link", "url": text}, 5, None]})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                ["text", "entities", "url", "forward_origin", "chat", "id", "message_id", "external_reply"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["text", "entities", "forward_origin", "external_reply", "caption"]), anything))
def test_no_message_is_too_odd(message: dict[str, Any]) -> None:
    link_in(message), forwarded(message), answered_elsewhere(message)


def test_a_link_behind_words_and_one_in_a_caption() -> None:
    hidden = {
        "text": "this one",
        "entities": [{"type": "text_link", "offset": 0, "length": 4, "url": "t.me/flowers/55"}],
    }
    assert link_in(hidden) == PUBLIC
    assert link_in({"caption": "see t.me/c/1234567890/55!"}) == SECRET
    assert link_in({"text": "no link at all"}) is None


def test_forwards_of_channel_posts() -> None:
    origin = {"type": "channel", "chat": CHANNEL, "message_id": 55, "date": 1}
    assert forwarded({"forward_origin": origin}) == SECRET
    assert forwarded({"forward_from_chat": CHANNEL, "forward_from_message_id": 55}) == SECRET
    assert forwarded({"forward_origin": {"type": "user", "sender_user": {"id": 7}}}) is None
    assert forwarded({"text": "hello"}) is None


def test_replies_in_another_chat() -> None:
    assert answered_elsewhere({"external_reply": {"chat": CHANNEL, "message_id": 55}}) == SECRET
    assert answered_elsewhere({"external_reply": {"origin": {"type": "hidden_user"}}}) is None
