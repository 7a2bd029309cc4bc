"""No text makes a condition raise, and what it shows as evidence stands where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.condition import Context
from bot.core.finding import Finding
from bot.core.logic import Node
from tests.conditions.kit import rule_with
from tests.conditions.posts import marked
from tests.core.fakes import FakeIndex

CONDITIONS = [
    "{mentions: true}",
    '{mentions: ["*a*"]}',
    "{contacts: true}",
    "{caps: {ratio: {at_least: 0, at_most: 1}}}",
    "{emoji: {at_least: 0, ratio: {at_most: 1}}}",
    "{custom_emoji: {at_least: 0, ratio: {at_least: 0, at_most: 1}}}",
    "{entities: {at_least: 0, ratio: {at_least: 0, at_most: 1}}}",
    "{script: {any: [latin, cyrillic], ratio: {at_least: 0, at_most: 1}}}",
    "{obfuscation: true}",
    "{lines: {at_least: 0}}",
]
ODD = st.text(
    st.sampled_from("aZ1 \n@аяΩ٠８🎉❤\u00ad\u200b\u200d\ufe0f\u20e3\u0301\u202e\U0001f1e9\U0001f3fd\U000e0067\ud800漢")
)


def check(node: Node, text: str) -> Finding:
    post = marked(text, ("custom_emoji", text[-1:]), ("text_mention", text[:3]))
    return node.evaluate(Context(post, FakeIndex().scan(post)))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_evidence_is_part_of_the_text(condition: str) -> None:
    node = rule_with(condition).condition

    @given(st.one_of(ODD, st.text()).filter(bool))
    def holds(text: str) -> None:
        for item in check(node, text).evidence:
            assert item.text == text[item.start : item.end] != ""

    holds()
