import pytest

from bot.source.diagnostic import Diagnostics
from bot.source.fields import kind_of, read_entries, read_flag, read_items, read_text, read_whole
from bot.source.node import Node, Scalar
from bot.source.parse import parse


def node(text: str) -> Node:
    found = parse(text.encode(), "f", Diagnostics())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{}", "a mapping"), ("[]", "a list"), ("~", "nothing"), ("true", "`true`"), ("1.5", "a number"), ("'1'", "text")],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(node(text)) == kind


def test_what_fits_is_read() -> None:
    diagnostics = Diagnostics()
    assert read_text(node("012"), diagnostics) == "012"
    assert read_whole(node("012"), diagnostics) == 12
    assert read_flag(node("true"), diagnostics) is True
    assert read_items(node("one"), diagnostics) == (Scalar(node("one").span, "one", "one"),)
    assert read_entries(node("~"), {"a"}, diagnostics) == {}
    assert list(read_entries(node("{a: 1}"), {"a", "b"}, diagnostics)) == ["a"]
    assert diagnostics.found == []


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_text, "[a]", "expected text, found a list"),
        (read_text, "~", "expected text, found nothing"),
        (read_whole, "true", "expected a whole number, found `true`"),
        (read_whole, "1.5", "expected a whole number, found a number"),
        (read_flag, "yes", "expected `true` or `false`, found text"),
        (read_items, "{}", "expected a list, found a mapping"),
    ],
)
def test_what_does_not_fit(read, text: str, message: str) -> None:  # type: ignore[no-untyped-def]
    diagnostics = Diagnostics()
    assert read(node(text), diagnostics) is None
    assert [(item.code, item.message) for item in diagnostics.found] == [("wrong-type", message)]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("{mod: 1}", "unknown-key", "did you mean `mode`?"),
        ("{zebra: 1}", "unknown-key", "known keys: `mode`, `token`"),
        ("mode:webhook", "wrong-type", "put a space after the colon"),
        ("[mode]", "wrong-type", None),
    ],
)
def test_entries_that_do_not_fit(text: str, code: str, hint: str | None) -> None:
    diagnostics = Diagnostics()
    assert read_entries(node(text), {"token", "mode"}, diagnostics) == {}
    assert [(item.code, item.hint) for item in diagnostics.found] == [(code, hint)]
