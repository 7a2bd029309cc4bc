"""Fields that nobody knows yet: what is text in them, and what is not."""

from typing import Any

import pytest

from bot.telegram.reading.draft import MAX_LEFT_OVER
from tests.telegram.reading.samples import message, post, shown, targets

LEFT: list[tuple[Any, list[str]]] = [
    ("free btc", ["free btc"]),
    ({"words": "free btc"}, ["free btc"]),
    (["a", {"b": ["c", {"d": "e"}]}, "f"], ["a", "c", "e", "f"]),
    ({"id": "AAQ", "file_id": "AgAC", "file_unique_id": "AQAD", "option_ids": ["0", "1"]}, []),
    ({"type": "regular", "status": "member", "state": "open", "currency": "USD", "emoji": "🔥"}, []),
    ({"mime_type": "text/plain", "language_code": "ru", "country_codes": ["RU"], "invoice_payload": "x"}, []),
    ({"type": "free btc here"}, ["free btc here"]),
    ({"status": "t.me/scam", "bio_state": "hxxps://evil.example"}, ["t.me/scam", "hxxps://evil.example"]),
    ({"mime_type": "application/vnd.android.package-archive"}, []),
    ({"number": 5, "flag": True, "nothing": None, "float": 0.5}, []),
    ({"reply_to_message": message(text="answered"), "pinned_message": message(text="pinned")}, []),
    ("", []),
    ("  ", ["  "]),
]


@pytest.mark.parametrize(("value", "expected"), LEFT)
def test_a_field_of_the_future(value: Any, expected: list[str]) -> None:
    assert shown(post(hologram=value)) == [("other", text) for text in expected]


@pytest.mark.parametrize(
    "key", ["poll", "contact", "quote", "photo", "reply_markup", "forward_origin", "via_bot", "game"]
)
@pytest.mark.parametrize("value", ["words", ["words"]])
def test_a_known_field_of_another_shape_is_left_over(key: str, value: Any) -> None:
    assert shown(post(**{key: value})) == [("other", "words")]


@pytest.mark.parametrize("key", ["poll", "contact", "venue", "sticker", "story", "external_reply", "giveaway", "gift"])
def test_a_known_object_with_a_field_of_the_future(key: str) -> None:
    assert [text for _, text in shown(post(**{key: {"hologram": {"words": ["words"]}}}))] == ["words"]


def test_links_in_unknown_fields_are_targets() -> None:
    read = post(hologram={"url": "https://evil.example", "button": {"web_app_url": "https://evil.example/2"}})
    assert targets(read) == [("https://evil.example", "other", None), ("https://evil.example/2", "other", None)]


def test_no_number_of_texts_is_too_large() -> None:
    texts = [f"text{number}" for number in range(5_000)]
    found = [text for _, text in shown(post(hologram=texts))]
    assert len(found) == MAX_LEFT_OVER + 1
    assert found[:MAX_LEFT_OVER] == texts[:MAX_LEFT_OVER]
    assert found[-1].split("\n") == texts[MAX_LEFT_OVER:]


def test_no_text_is_too_long() -> None:
    assert shown(post(hologram="x" * 300_000)) == [("other", "x" * 300_000)]


@pytest.mark.parametrize(
    "key", ["hologram", "text", "poll", "photo", "entities", "reply_markup", "from", "reply_to_message"]
)
def test_depth_does_not_matter(key: str) -> None:
    deep: Any = ["deep"]
    for _ in range(50_000):
        deep = [{"x": deep}]
    read = post(**{"sender" if key == "from" else key: deep})
    assert shown(read) == ([] if key == "reply_to_message" else [("other", "deep")])


def test_lone_surrogates_can_be_stored() -> None:
    read = post(text="a\ud83d b", hologram="\udc00", sender={"id": 1, "first_name": "\ud800"})
    assert [surface.text for surface in read.surfaces] == ["a\ufffd b", "\ufffd", "\ufffd"]
