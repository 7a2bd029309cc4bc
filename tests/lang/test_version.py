import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.load import load_text

RULE = """\
lists:
  shorteners: [bit.ly, t.ly]
conditions:
  newcomer: {author: {posts: {below: 3}}}
rules:
  - id: r
    title: A rule
    category: scams_and_fraud
    if:
      words: [airdrop, giveaway]
      any:
        - links: $shorteners
        - use: newcomer
    unless: {author: [admin, trusted]}
    then: [delete, {ban: {for: 1d}}]
    reason: No airdrops.
    examples: {match: ["airdrop bit.ly/x"], ignore: [hello]}
"""


def version(text: str, name: str = "x.yaml") -> str:
    loaded = load_text(text, name)
    assert loaded.judge, loaded.diagnostics
    return loaded.sets[0].rules[0].version


def test_eight_hex_digits_that_stay_what_they_are() -> None:
    assert re.fullmatch("[0-9a-f]{8}", version(RULE))
    assert version(RULE) == "424fda5c"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: r", "  # a comment\n  - id: 'r'"),
        ("[airdrop, giveaway]", "[giveaway, airdrop]"),
        ("words: [airdrop, giveaway]", "words: {any: [airdrop, giveaway], exact: false}"),
        ("[bit.ly, t.ly]", "\n    - T.LY\n    - bit.ly"),
        ("links: $shorteners", "links: {domain: [bit.ly, t.ly]}"),
        ("- use: newcomer", "- author: {posts: {below: 3}}"),
        ("    title: A rule\n    category: scams_and_fraud\n", "    category: scams_and_fraud\n    title: A rule\n"),
        ("    id: r", "    id: r"),
        ("{for: 1d}", "24h"),
        ("then: [delete, {ban: {for: 1d}}]", "then: [{ban: {for: 1d}}, delete]"),
        ("ignore: [hello]", "ignore: [hello, bye]"),
        ("lists:", "title: Another set\nname: another\nlists:"),
        ("    reason:", "    priority: 0\n    mode: enforce\n    reason:"),
    ],
)
def test_what_says_the_same_has_the_same_version(old: str, new: str) -> None:
    assert version(RULE.replace(old, new)) == version(RULE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[bit.ly, t.ly]", "[bit.ly]"),
        ("{below: 3}", "{below: 4}"),
        ("[airdrop, giveaway]", "[airdrop, Giveaway]"),
        ("words:", "contains:"),
        ("any:", "all:"),
        ("[admin, trusted]", "[admin]"),
        ("{for: 1d}", "{for: 2d}"),
        ("[delete, {ban", "[escalate, {ban"),
        ("No airdrops.", "No gifts."),
        ("id: r", "id: s"),
        ("A rule", "The rule"),
        ("    reason:", "    mode: shadow\n    reason:"),
        ("    reason:", "    priority: 1\n    reason:"),
        ("    reason:", "    applies_to: [comment, message]\n    reason:"),
    ],
)
def test_what_says_something_else_has_another_version(old: str, new: str) -> None:
    changed = RULE.replace(old, new)
    assert changed != RULE
    assert version(
        changed.replace('match: ["airdrop bit.ly/x"]', "match: null").replace("{match: null, ", "{")
    ) != version(RULE)


@given(st.lists(st.sampled_from(["", "# note", "   ", "# words: [x]"]), min_size=17, max_size=17))
def test_comments_and_empty_lines_change_nothing(between: list[str]) -> None:
    lines = [f"{line}\n{extra}" for line, extra in zip(RULE.splitlines(), between, strict=False)]
    assert version("\n".join(lines) + "\n") == version(RULE)


WORDS = st.lists(st.sampled_from(["alpha", "bravo", "charlie", "delta", "foxtrot"]), min_size=1, unique=True)


@given(WORDS, WORDS)
def test_the_version_tells_lists_apart(one: list[str], other: list[str]) -> None:
    def of(words: list[str]) -> str:
        return version(f"lists: {{w: [{', '.join(words)}]}}\nrules:\n  - {{id: r, if: {{words: $w}}, then: [log]}}\n")

    assert (of(one) == of(other)) is (set(one) == set(other))
