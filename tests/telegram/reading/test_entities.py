from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.post import Entity
from bot.telegram.reading.entities import Ruler
from tests.telegram.reading.samples import BOB, marks, patient, post, shown, targets


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "offset", "length", "covered"),
    [
        ("see here", 4, 4, "here"),
        ("😀 here", 3, 4, "here"),
        ("😀😀 🧑‍💻 here", 11, 4, "here"),
        ("привет here", 7, 4, "here"),
        ("a😀b", 1, 2, "😀"),
        ("a😀b", 1, 1, "😀"),
        ("a😀b", 2, 2, "😀b"),
        ("here", 2, 99, "re"),
        ("here", -2, 4, "he"),
        ("here", 0, 10**30, "here"),
    ],
)
def test_offsets_count_utf16_units(text: str, offset: int, length: int, covered: str) -> None:
    read = post(text=text, entities=[{"type": "bold", "offset": offset, "length": length}])
    assert marks(read) == [("bold", covered)]


@patient
@given(st.text(), st.text(), st.text())
def test_offsets_are_turned_into_code_points(before: str, covered: str, after: str) -> None:
    start, end = Ruler(before + covered + after).span(utf16(before), utf16(covered))
    assert (start, end) == (len(before), len(before) + len(covered))


@patient
@given(st.text(), st.integers(), st.integers())
def test_offsets_stay_inside(text: str, offset: int, length: int) -> None:
    start, end = Ruler(text).span(offset, length)
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    "entities",
    [
        "bold",
        [None, 5, []],
        [{"type": "bold"}],
        [{"type": "bold", "offset": "0", "length": "1"}],
        [{"type": "bold", "offset": True, "length": 3}],
        [{"type": "bold", "offset": 9, "length": 1}],
        [{"type": "bold", "offset": 0, "length": 0}],
        [{"type": "bold", "offset": 2, "length": -2}],
        [{"type": ["bold"], "offset": 0, "length": 1}],
        {"type": "bold", "offset": 0, "length": 1},
    ],
)
def test_malformed_entities_mark_nothing(entities: Any) -> None:
    read = post(text="text", entities=entities)
    assert read.entities == ()
    assert ("text", "text") in shown(read)


def test_entities_may_overlap() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 1, "length": 3}]
    assert marks(post(text="abcd", entities=entities)) == [("bold", "abc"), ("italic", "bcd")]


def test_a_hidden_link_is_a_target() -> None:
    entities = [{"type": "text_link", "offset": 3, "length": 4, "url": "https://evil.example/x"}]
    read = post(text="😀 here", entities=entities)
    assert shown(read) == [("text", "😀 here"), ("link", "https://evil.example/x")]
    assert targets(read) == [("https://evil.example/x", "entity", "here")]
    assert marks(read) == [("text_link", "here")]


@pytest.mark.parametrize("text", [None, "", 5])
def test_a_hidden_link_needs_no_text(text: Any) -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": "https://evil.example/x"}]
    assert targets(post(text=text, entities=entities)) == [("https://evil.example/x", "entity", None)]


def test_a_mention_is_kept_and_the_mentioned_persons_name_is_not_the_posts() -> None:
    read = post(text="hi Bob", entities=[{"type": "text_mention", "offset": 3, "length": 3, "user": BOB}])
    assert marks(read) == [("text_mention", "Bob")]
    assert shown(read) == [("text", "hi Bob")]


def test_a_custom_emoji_keeps_its_id() -> None:
    read = post(text="a😀", entities=[{"type": "custom_emoji", "offset": 1, "length": 2, "custom_emoji_id": "531"}])
    assert read.entities == (Entity("custom_emoji", 0, 1, 2, "531"),)
    assert shown(read) == [("text", "a😀")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"caption": "ab", "caption_entities": ...}, "b"),
        ({"quote": {"text": "ab", "entities": ...}}, "b"),
        ({"poll": {"question": "ab", "question_entities": ...}}, "b"),
        ({"poll": {"explanation": "ab", "explanation_entities": ...}}, "b"),
        ({"poll": {"description": "ab", "description_entities": ...}}, "b"),
        ({"poll": {"options": [{"text": "ab", "text_entities": ...}]}}, "b"),
        ({"checklist": {"title": "ab", "title_entities": ...}}, "b"),
        ({"checklist": {"tasks": [{"text": "ab", "text_entities": ...}]}}, "b"),
        ({"game": {"text": "ab", "text_entities": ...}}, "b"),
        ({"gift": {"text": "ab", "entities": ...}}, "b"),
        ({"poll_option_added": {"option_text": "ab", "option_text_entities": ...}}, "b"),
        ({"external_reply": {"poll": {"question": "ab", "question_entities": ...}}}, "b"),
    ],
)
def test_every_marked_text_has_its_entities(fields: dict[str, Any], expected: str) -> None:
    read = post(**_filled(fields, [{"type": "text_link", "offset": 1, "length": 1, "url": "https://evil.example"}]))
    assert marks(read) == [("text_link", expected)]
    assert targets(read) == [("https://evil.example", "entity", expected)]


def _filled(value: Any, entities: list[dict[str, Any]]) -> Any:
    """The value with the entities in the place of the ellipsis."""
    if value is ...:
        return entities
    if isinstance(value, dict):
        return {key: _filled(item, entities) for key, item in value.items()}
    return [_filled(item, entities) for item in value] if isinstance(value, list) else value


def test_a_preview_may_show_a_link_that_the_text_lacks() -> None:
    read = post(text="nice", link_preview_options={"url": "https://evil.example", "prefer_large_media": True})
    assert targets(read) == [("https://evil.example", "preview", None)]


def test_a_polls_link_is_a_preview() -> None:
    read = post(poll={"question": "Q", "media": {"link": {"url": "https://evil.example"}}})
    assert targets(read) == [("https://evil.example", "preview", None)]
