"""Rubbish, bombs and multitudes: a diagnostic, never an exception, and soon."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang import report
from bot.lang.lists import MOST_ENTRIES
from bot.lang.load import Loaded, load, load_text
from bot.matching import patterns

RULE = "rules:\n  - {id: r, if: {words: %s}, then: [log]}\n"


def codes(loaded: Loaded) -> list[str]:
    return [item.code for item in loaded.diagnostics]


def test_more_errors_than_anybody_reads() -> None:
    found = codes(load_text("rules:\n" + "  - 1\n" * 10_000, "x.yaml"))
    assert len(found) == report.MOST_ERRORS + 1
    assert found[-1] == "too-many-errors"


def test_warnings_of_one_kind_end() -> None:
    found = codes(load_text(RULE % f"[{'airdrop, ' * 1000}]", "x.yaml"))
    assert found.count("duplicate-entry") == report.MOST_OF_A_WARNING


def test_too_many_patterns_in_a_set() -> None:
    words = ", ".join(f"word{number}" for number in range(60_000))
    loaded = load_text(
        f"lists: {{a: [{words}]}}\n{RULE % '$a'}  - {{id: s, if: {{words: $a}}, then: [log]}}\n", "x.yaml"
    )
    assert codes(loaded) == ["too-many-patterns"]
    assert loaded.judge is None


def test_too_many_expressions_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "fault", None)
    expressions = ", ".join(f"'a{number}+b'" for number in range(6_000))
    assert codes(load_text(f"rules:\n  - {{id: r, if: {{regex: [{expressions}]}}, then: [log]}}\n", "x.yaml")) == [
        "too-many-patterns"
    ]


def test_too_many_conditions_in_a_set() -> None:
    many = f"{{any: [{', '.join(['{links: true}'] * 1_000)}]}}"
    rules = "".join(f"  - {{id: r{number}, if: {{use: c}}, then: [log]}}\n" for number in range(51))
    assert codes(load_text(f"conditions: {{c: {many}}}\nrules:\n{rules}", "x.yaml")) == ["too-many-conditions"]


def test_too_many_examples() -> None:
    examples = ", ".join(["airdrop"] * 1_001)
    text = (
        f"rules:\n  - {{id: r, if: {{words: airdrop}}, then: [log], examples: {{match: [{examples}], ignore: [x]}}}}\n"
    )
    assert codes(load_text(text, "x.yaml")) == ["too-many-examples"]


def test_too_many_entries_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("ab\n" * (MOST_ENTRIES + 1))
    (tmp_path / "x.yaml").write_text(f"lists: {{a: {{file: words.txt}}}}\n{RULE % '$a'}")
    assert codes(load([tmp_path / "x.yaml"])) == ["too-many-patterns"]


def test_a_list_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes(b"x" * 6_000_000)
    (tmp_path / "x.yaml").write_text(f"lists: {{a: {{file: words.txt}}}}\n{RULE % '$a'}")
    assert codes(load([tmp_path / "x.yaml"])) == ["too-large"]


@pytest.mark.parametrize("target", ["secret.txt", "link.txt"])
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path, target: str) -> None:
    (tmp_path / "secret.txt").write_text("password\n")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "words.txt").symlink_to(tmp_path / target)
    (tmp_path / "set" / "x.yaml").write_text(f"lists: {{a: {{file: words.txt}}}}\n{RULE % '$a'}")
    loaded = load([tmp_path / "set"])
    assert codes(loaded) == ["outside-folder"]
    assert "password" not in str(loaded)


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "words.txt").symlink_to(tmp_path / "words.txt")
    (tmp_path / "x.yaml").write_text(f"lists: {{a: {{file: words.txt}}}}\n{RULE % '$a'}")
    assert codes(load([tmp_path / "x.yaml"])) == ["unreadable-file"]


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["$a", "c", "delete", "ban", "allow", "30s", "10MB", "-1", "@user", "admin", "text", "\ud800", "\0"]
    ),
)
KEYS = st.sampled_from(
    [
        "name",
        "version",
        "lists",
        "conditions",
        "rules",
        "id",
        "if",
        "unless",
        "then",
        "examples",
        "match",
        "ignore",
        "posts",
        "words",
        "any",
        "all",
        "none",
        "count",
        "of",
        "at_least",
        "use",
        "links",
        "domain",
        "author",
        "posts",
        "joined",
        "is",
        "media",
        "length",
        "above",
        "below",
        "ban",
        "for",
        "file",
        "text",
        "a",
        "c",
        "priority",
        "expires",
        "applies_to",
        "purge",
        "keywords",
        "chat",
        "author",
        "<<",
    ]
)
TREES = st.recursive(
    SCALARS,
    lambda trees: st.one_of(st.lists(trees, max_size=3), st.dictionaries(KEYS, trees, max_size=4)),
    max_leaves=25,
)
RULES = st.fixed_dictionaries({"id": SCALARS, "if": TREES, "then": TREES, "examples": TREES})


def flow(tree: object) -> str:
    """A tree in YAML's flow style, texts in double quotes half of the time."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return f"[{', '.join(map(flow, tree))}]"
    return {None: "null", True: "true", False: "false"}.get(tree, str(tree)) if not isinstance(tree, str) else tree  # type: ignore[call-overload]


@given(TREES)
def test_no_tree_raises(tree: object) -> None:
    assert isinstance(load_text(flow(tree), "x.yaml"), Loaded)


@given(TREES, TREES, st.lists(RULES, max_size=3))
def test_no_rules_raise(lists: object, conditions: object, rules: list[object]) -> None:
    text = f"lists: {flow(lists)}\nconditions: {flow(conditions)}\nrules: {flow(rules)}\n"
    assert isinstance(load_text(text, "x.yaml"), Loaded)


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert isinstance(load_text(text, "x.yaml"), Loaded)
