"""Rich messages: blocks in, one text with its entities and links out."""

from typing import Any

import pytest

from tests.telegram.reading.samples import BOB, marks, post, shown, targets

URL = "https://evil.example"


def rich(*blocks: Any) -> dict[str, Any]:
    return {"rich_message": {"blocks": list(blocks), "is_rtl": False}}


def paragraph(text: Any) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


TEXTS: list[tuple[str, list[Any], str]] = [
    ("paragraphs", [paragraph("one"), paragraph("two")], "one\ntwo"),
    ("a split word", [paragraph(["fr", {"type": "bold", "text": "ee"}, " btc"])], "free btc"),
    ("nested formats", [paragraph({"type": "bold", "text": ["a", {"type": "italic", "text": [["b"], "c"]}]})], "abc"),
    ("heading and footer", [{"type": "heading", "text": "H", "size": 1}, {"type": "footer", "text": "F"}], "H\nF"),
    ("code", [{"type": "pre", "text": "print()", "language": None}], "print()"),
    ("formula", [{"type": "mathematical_expression", "expression": "E=mc^2"}], "E=mc^2"),
    ("details", [{"type": "details", "summary": ["S"], "blocks": [paragraph("D")]}], "S\nD"),
    ("quotation", [{"type": "blockquote", "blocks": [paragraph("Q")], "credit": "C"}], "Q\nC"),
    ("pull quotation", [{"type": "pullquote", "text": "Q", "credit": {"type": "bold", "text": "C"}}], "Q\nC"),
    (
        "list",
        [{"type": "list", "items": [{"label": "1.", "blocks": [paragraph("A")]}, {"label": "2.", "blocks": [paragraph("B")]}]}],
        "1.\tA\n2.\tB",
    ),
    (
        "table",
        [{"type": "table", "cells": [[{"text": "a"}, {"text": ["b"]}], [{"text": "c", "align": "left"}, {}]], "caption": "T"}],
        "a\tb\nc\nT",
    ),
    (
        "photo with a caption",
        [{"type": "photo", "photo": [{"file_id": "F"}], "caption": {"text": "C", "credit": ["R"]}}],
        "C\nR",
    ),
    ("collage", [{"type": "collage", "blocks": [paragraph("A")], "caption": {"text": "C"}}], "A\nC"),
    ("divider", [paragraph("a"), {"type": "divider"}, paragraph("b")], "a\nb"),
    ("custom emoji", [paragraph([{"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "🔥"}, "x"])], "🔥x"),
    ("a block of the future", [{"type": "hologram", "text": "H", "blocks": [paragraph("I")]}], "H\nI"),
    ("bare strings", ["a", ["b"]], "a\nb"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "blocks", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_text_of_blocks(name: str, blocks: list[Any], text: str) -> None:
    read = post(**rich(*blocks))
    assert shown(read) == [("text", text)]
    assert read.text == text


FORMATS: list[tuple[Any, list[tuple[str, str]]]] = [
    (["a", {"type": "bold", "text": "b"}], [("bold", "b")]),
    (["😀", {"type": "spoiler", "text": "b"}, "c"], [("spoiler", "b")]),
    ({"type": "bold", "text": ["a", {"type": "italic", "text": "b"}]}, [("italic", "b"), ("bold", "ab")]),
    ({"type": "mention", "text": "@bob", "username": "bob"}, [("mention", "@bob")]),
    ({"type": "text_mention", "text": "Bobby", "user": BOB}, [("text_mention", "Bobby")]),
    ({"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "🔥"}, [("custom_emoji", "🔥")]),
    ({"type": "bold", "text": ""}, []),
]


@pytest.mark.parametrize(("text", "expected"), FORMATS)
def test_formats_are_entities(text: Any, expected: list[tuple[str, str]]) -> None:
    read = post(**rich(paragraph("first"), paragraph(text)))
    assert marks(read) == expected
    assert [mark.custom_emoji_id for mark in read.entities if mark.type == "custom_emoji"] in ([], ["5"])


def test_a_link_is_a_target() -> None:
    read = post(**rich(paragraph(["go ", {"type": "url", "text": ["he", {"type": "bold", "text": "re"}], "url": URL}])))
    assert targets(read) == [(URL, "rich", "here")]
    assert marks(read) == [("bold", "re"), ("text_link", "here")]


def test_buttons_are_buttons_and_stand_in_the_text() -> None:
    button = {"text": {"type": "bold", "text": "Win"}, "url": URL, "copy_text": {"text": "0xabc"}}
    inline = post(**rich(paragraph(["a ", {"type": "button", "button": button}, " b"])))
    assert shown(inline) == [("button", "Win"), ("link", URL), ("button", "0xabc"), ("text", "a Win b")]
    assert targets(inline) == [(URL, "button", "Win")]
    block = post(**rich({"type": "buttons", "buttons": [button, {"text": "No"}], "align": "center"}))
    assert shown(block)[-2:] == [("button", "No"), ("text", "Win\nNo")]


HIDDEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"type": "mention", "text": "support", "username": "scammer"}, ["scammer"]),
    ({"type": "mention", "text": "@Support", "username": "support"}, []),
    ({"type": "email_address", "text": "mail", "email_address": "x@evil.example"}, ["x@evil.example"]),
    ({"type": "phone_number", "text": "call", "phone_number": "+123"}, ["+123"]),
    ({"type": "anchor", "name": "hidden words"}, ["hidden words"]),
    ({"type": "reference_link", "text": "r", "reference_name": "hidden words"}, ["hidden words"]),
    ({"type": "hologram", "text": "h", "glow": {"words": "W"}}, ["W"]),
    ({"type": "bold", "text": "b", "username": ["W"]}, ["W"]),
]


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_what_a_format_hides_is_left_over(text: dict[str, Any], expected: list[str]) -> None:
    read = post(**rich(paragraph(text)))
    assert [surface.text for surface in read.surfaces if surface.name == "other"] == expected


def test_the_language_of_code_is_shown_and_read() -> None:
    assert ("other", "go to evil") in shown(post(**rich({"type": "pre", "text": "x", "language": "go to evil"})))


def test_files_in_blocks_have_names() -> None:
    document = {"type": "document", "document": {"file_id": "F", "file_name": "pay.exe"}, "caption": {"text": "C"}}
    assert shown(post(**rich(document))) == [("file_name", "pay.exe"), ("text", "C")]


@pytest.mark.parametrize(
    "value", ["bare", ["bare"], {"blocks": "bare"}, {"text": "bare"}, {"blocks": {"text": "bare"}}]
)
def test_malformed_rich_messages_are_read(value: Any) -> None:
    assert shown(post(rich_message=value)) == [("text", "bare")]


def test_depth_does_not_matter() -> None:
    deep: Any = "deep"
    for _ in range(20_000):
        deep = {"type": "bold", "text": [deep]}
    assert shown(post(**rich(paragraph(deep)))) == [("text", "deep")]
    blocks: Any = paragraph("deep")
    for _ in range(20_000):
        blocks = {"type": "blockquote", "blocks": [blocks]}
    assert shown(post(**rich(blocks))) == [("text", "deep")]
