import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.source.cells import visible
from bot.source.diagnostic import Diagnostic, Level
from bot.source.node import Span
from bot.source.render import render, summary


def no_source(file: str) -> None:
    return None


def fault(line: int = 1, column: int = 1, length: int = 1, file: str = "f", hint: str | None = None) -> Diagnostic:
    return Diagnostic("code", "message", Span(file, line, column, length), hint)


def excerpt(line: str, column: int, length: int = 1) -> list[str]:
    return render([fault(1, column, length)], {"f": line + "\nx"}.get).splitlines()[1:]


def test_the_printed_form() -> None:
    item = Diagnostic("unknown-key", "unknown key `worsd`", Span("rules/scams.yaml", 2, 7, 5), "did you mean `words`?")
    assert render([item], {"rules/scams.yaml": "a:\n      worsd: [free btc]\n"}.get) == (
        "rules/scams.yaml:2:7: error: unknown key `worsd` [unknown-key]\n"
        "    2 |       worsd: [free btc]\n"
        "      |       ^^^^^\n"
        "      = did you mean `words`?\n"
    )


def test_without_a_source_only_the_fault_is_printed() -> None:
    item = Diagnostic("c", "m", Span("f", 3, 1), level=Level.WARNING)
    assert render([item], no_source) == "f:3:1: warning: m [c]\n"
    assert render([item], {"f": "one line"}.get) == "f:3:1: warning: m [c]\n"


def test_order_and_repetition() -> None:
    given = [fault(2, 1), fault(1, 9), fault(10, 1), fault(1, 2), fault(2, 1), fault(1, 1, file="e")]
    heads = [text.split(": ")[0] for text in render(given, no_source).splitlines() if text]
    assert heads == ["e:1:1", "f:1:2", "f:1:9", "f:2:1", "f:10:1"]


def test_nothing_is_printed_of_nothing() -> None:
    assert (render([], no_source), summary([])) == ("", "")


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "caret"),
    [
        ("key: value", 6, 5, "key: value", "     ^^^^^"),
        ("漢字: x", 5, 1, "漢字: x", "      ^"),
        ("漢字: x", 1, 2, "漢字: x", "^^^^"),
        ("e\u0301: x", 5, 1, "e\u0301: x", "   ^"),
        ("\tx", 2, 1, "    x", "    ^"),
        ("a:", 3, 1, "a:", "  ^"),
        ("a", 99, 5, "a", " ^"),
        ("a\x1b[31m: x", 9, 1, "a␛[31m: x", "        ^"),
        ("a\u202eb: x", 5, 1, "a<U+202E>b: x", "           ^"),
        ("a\u200bb", 3, 1, "a<U+200B>b", "         ^"),
    ],
)
def test_the_caret_stands_below(line: str, column: int, length: int, shown: str, caret: str) -> None:
    assert excerpt(line, column, length) == [f"    1 | {shown}", f"      | {caret}"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    shown, caret = excerpt("a" * 1000 + "X" + "b" * 1000, 1001)
    assert shown[caret.index("^")] == "X"
    assert shown.startswith("    1 | …a")
    assert shown.endswith("b…")
    assert len(shown) < 120


def test_a_long_token_is_marked_as_far_as_it_is_shown() -> None:
    shown, caret = excerpt("k: " + "v" * 1000, 4, 1000)
    assert len(shown) == len(caret) + 1
    assert shown.endswith("v…")


def test_a_terminal_is_safe_from_messages_too() -> None:
    item = Diagnostic("c", "unknown key `\x1b[2J\u202e`" + "x" * 5000, Span("f\x07", 1, 1), "\x9b1m")
    printed = render([item], no_source)
    assert all(character == "\n" or (character.isprintable()) for character in printed)
    assert len(printed) < 600


@given(st.text(), st.integers(1, 50), st.integers(1, 50))
def test_any_line_can_be_shown(line: str, column: int, length: int) -> None:
    printed = render([fault(1, column, length)], {"f": line}.get)
    assert printed.endswith("\n")
    assert "\x1b" not in printed
    assert visible(printed.replace("\n", "")) == printed.replace("\n", "")


def test_summary() -> None:
    warning = Diagnostic("c", "m", Span("f", 1, 1), level=Level.WARNING)
    assert summary([fault(1), fault(2), warning]) == "2 errors, 1 warning"
    assert summary([fault(1), fault(1)]) == "1 error"
    assert summary([warning]) == "1 warning"


def test_notes_come_last_and_are_counted() -> None:
    span = Span("a.yaml", 1, 1)
    levels = (Level.NOTE, Level.ERROR, Level.WARNING, Level.NOTE)
    found = [Diagnostic(f"code-{n}", "fault", span, level=level) for n, level in enumerate(levels)]
    heads = [line for line in render(found, no_source).splitlines() if line]
    assert [head.split(": ")[1] for head in heads] == ["error", "warning", "note", "note"]
    assert summary(found) == "1 error, 1 warning, 2 notes"
