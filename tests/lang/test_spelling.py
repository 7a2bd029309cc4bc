"""Conditions and actions as a rule writes them."""

import pytest

from bot.lang.load import load_text
from bot.lang.spelling import spelt
from tests.conditions.kit import leaf


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("words: airdrop", "words: airdrop"),
        ("words: [a, b, c, d]", "words: [a, b, c, d]"),
        ("words: [a, b, c, d, e, f]", "words: [a, b, c, d, … 2 more]"),
        ("words: {any: [a], exact: true}", "words: {any: a, exact: true}"),
        ("links: true", "links: true"),
        ("links: {kind: invite, hidden: true}", "links: {kind: invite, hidden: true}"),
        ("links: {kind: invite, count: 3}", "links: {kind: invite, count: 3}"),
        ("length: {above: 10}", "length: {above: 10}"),
        ("author: {posts: {below: 3}, joined: {below: 36h}}", "author: {posts: {below: 3}, joined: {below: 36h}}"),
        ("caps: {ratio: 0.7}", "caps: {ratio: 0.7}"),
        ("media: {larger_than: 1536KB}", "media: {larger_than: 1536KB}"),
        (f"regex: '{'ab+' * 20}'", f"regex: {('ab+' * 20)[:40]}…"),
    ],
)
def test_conditions(written: str, expected: str) -> None:
    assert spelt(leaf(f"{{{written}}}")) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("delete", "delete"), ("mute: {for: 90m}", "mute: 90m"), ("ban", "ban"), ("reply: hello", "reply: hello")],
)
def test_actions(written: str, expected: str) -> None:
    (rule,) = load_text(f"rules: [{{id: r, if: {{links: true}}, then: [{written}]}}]", "test.yaml").sets[0].rules
    assert spelt(rule.actions[0]) == expected
