import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.source import parse as parsing
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence
from bot.source.parse import parse
from bot.source.render import render


def plain(node: Node | None) -> Any:
    match node:
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar():
            return node.value
    return None


def good(text: str) -> Node:
    diagnostics = Diagnostics()
    node = parse(text.encode(), "f.yaml", diagnostics)
    assert diagnostics.found == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n", None),
        ("a", "a"),
        ("- a\n- 1\n-\n", ["a", 1, None]),
        ("a: [no, 1:30, 012, 'true', \"1\"]", {"a": ["no", "1:30", 12, "true", "1"]}),
        ("a:\r\n  b: c\r\n", {"a": {"b": "c"}}),
        ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("&k a: 1\nb: {*k : 2}\n", {"a": 1, "b": {"a": 2}}),
        (
            "a: !!str 12\nb: ! 12\nc: !!int 012\nd: !!float 1\ne: !!map {}\nf: !!seq []",
            {"a": "12", "b": "12", "c": 12, "d": 1.0, "e": {}, "f": []},
        ),
        ("'': 1\n~: 2", {"": 1, "~": 2}),
        ('a: "\\u0001\\e\\x85"', {"a": "\x01\x1b\x85"}),
    ],
)
def test_meaning(text: str, value: Any) -> None:
    assert plain(good(text)) == value


@pytest.mark.parametrize("text", ["012", "1.10", "true", "~", "0x1F", "1e3"])
def test_the_spelling_is_kept(text: str) -> None:
    node = good(text)
    assert isinstance(node, Scalar)
    assert (node.text, str(node)) == (text, text)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("abc: 1", "«abc: 1"),
        ("- [a]", "«- [a]"),
    ],
)
def test_a_block_starts_where_its_first_member_does(text: str, marked: str) -> None:
    assert good(text).span.column == marked.index("«") + 1


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [
        ("k: value  # note", 1, 4, 5),
        ("k: 'quoted'", 1, 4, 8),
        ("k:\n  - 漢字", 2, 5, 2),
        ('"😀": x', 1, 6, 1),
        ("k: [a, b]", 1, 4, 6),
        ("k: [a,\n  b]", 1, 4, 1),
        ("k: {a: 1}", 1, 4, 6),
        ("k:\n  long: 1", 2, 3, 4),
        ("k:", 1, 3, 1),
        ("k: |\n  x\n  y", 1, 4, 1),
        ('k: "one\n  two"', 1, 4, 4),
        ("\r\n\rk: v", 3, 4, 1),
        ("\ufeffk: v", 1, 4, 1),
    ],
)
def test_where_a_value_stands(text: str, line: int, column: int, length: int) -> None:
    root = good(text)
    assert isinstance(root, Mapping)
    value = root.entries[0][1]
    if isinstance(value, Sequence) and not text.startswith("k: ["):
        value = value.items[0]
    assert value.span == ("f.yaml", line, column, length)


def test_an_alias_shares_its_node() -> None:
    root = good("a: &x [1, 2]\nb: *x\n")
    assert isinstance(root, Mapping)
    assert root.get("a") is root.get("b")


def test_the_first_of_two_equal_keys_counts() -> None:
    diagnostics = Diagnostics()
    assert plain(parse(b"a: 1\na: 2\nb: 3\n", "f", diagnostics)) == {"a": 1, "b": 3}
    assert [item.code for item in diagnostics.found] == ["duplicate-key"]


@pytest.mark.parametrize("size", [1, 16, 17, 1000])
def test_lookup_by_key(size: int) -> None:
    root = good("".join(f"k{i}: {i}\n" for i in range(size)))
    assert isinstance(root, Mapping)
    assert [plain(root.get(f"k{i}")) for i in range(size)] == list(range(size))
    assert root.get("other") is None
    assert root == good("".join(f"k{i}: {i}\n" for i in range(size)))


# JSON escapes characters above U+FFFF as two halves, which YAML does not know.
TEXT = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_json_means_in_yaml_what_it_means_in_json(value: Any) -> None:
    diagnostics = Diagnostics()
    text = json.dumps(value)
    node = parse(text.encode(), "f", diagnostics)
    if any(len(part) > 900 for part in text.split('"')):
        return
    assert not diagnostics.failed, render(diagnostics.found, {"f": text}.get)
    assert plain(node) == value


@given(st.binary() | st.text().map(str.encode) | st.text("[]{}:,-?&*!|>'\"%@`#ab \t\n\r\\").map(str.encode))
@example(b"\x00")
@example(b"\xff\xfe")
@example(b"\xed\xa0\x80")
@example(b"a: &a\n? *a\n: *a")
@example(b"%YAML 9.9\n---\n")
@example(b"%TAG ! tag:x,2000:\n--- !a b\n")
def test_any_bytes_end_in_a_node_or_an_error(data: bytes) -> None:
    diagnostics = Diagnostics()
    node = parse(data, "f", diagnostics)
    assert node is not None or diagnostics.failed
    text = data.decode(errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in diagnostics.found:
        assert 1 <= item.span.line <= len(lines)
        assert 1 <= item.span.column <= len(lines[item.span.line - 1]) + 1
        assert item.span.length >= 1
        assert not item.message.endswith(".")
    assert render(diagnostics.found, {"f": text}.get).count(": error: ") >= (node is None)


def test_without_libyaml_the_pure_parser_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_LOADER", yaml.SafeLoader)
    assert plain(good("a: [no, 012]\nb: {c: 'x'}\n")) == {"a": ["no", 12], "b": {"c": "x"}}
    diagnostics = Diagnostics()
    assert parse(b"a: [1\nb: @\n", "f", diagnostics) is None
    assert [(item.code, item.span.line) for item in diagnostics.found] == [("yaml-syntax", 2)]
