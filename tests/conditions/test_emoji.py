import pytest

from bot.conditions._emoji import emoji, visible
from tests.conditions.kit import answer, find, leaf
from tests.conditions.posts import reaction

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "one",
    [
        "😀",
        FAMILY,
        ENGLAND,
        "\U0001f1e9\U0001f1ea",  # a flag
        "\U0001f44d\U0001f3fd",  # a skin tone
        "\U0001f937\U0001f3fb\u200d\u2642\ufe0f",  # both, and joined
        "\u2764\ufe0f\u200d\U0001f525",
        "\u2764",
        "\u2764\ufe0f",
        "1\ufe0f\u20e3",
        "#\u20e3",
        "\u00a9\ufe0f",
        "\u203c\ufe0f",
        "\u23f3",
        "\U0001fae0",
    ],
)
def test_a_sequence_is_one(one: str) -> None:
    assert emoji(one) == [(0, len(one))]
    assert emoji(f"a{one}{one} b") == [(1, 1 + len(one)), (1 + len(one), 1 + 2 * len(one))]
    assert visible(f"a{one} b", emoji(f"a{one} b")) == 3


@pytest.mark.parametrize(
    "none",
    ["", "abc 123 #1 *", "\u00a9 \u2122 \u203c", "\u2764\ufe0e", "\u2192 \u221a \u2116 — «»", "\U0001f1e9", "漢字かな"],
)
def test_text_and_signs_are_none(none: str) -> None:
    assert list(emoji(none)) == []


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{emoji: true}", "hi", "false"),
        ("{emoji: true}", "hi 🎉", "true"),
        ("{emoji: 2}", "🎉🎉🎉", "true"),
        ("{emoji: {above: 3}}", f"🎉🎉{FAMILY}", "false"),
        ("{emoji: {at_most: 0}}", "hi", "true"),
        ("{emoji: {ratio: 0.5}}", f"ab {FAMILY} 🎉", "true"),
        ("{emoji: {ratio: {above: 0.5}}}", f"ab {FAMILY} 🎉", "false"),
        ("{emoji: {above: 1, ratio: 1}}", "🎉 🎉", "true"),
        ("{emoji: {in: [quote]}}", "🎉", "false"),
    ],
)
def test_answers(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_evidence() -> None:
    assert [item.text for item in find("{emoji: true}", {"text": f"a 🎉 {FAMILY}"}).evidence] == ["🎉", FAMILY]


def test_nothing_calls_it() -> None:
    assert leaf("{emoji: true}").triggers() is None


def test_reactions_are_emoji() -> None:
    assert answer("{emoji: {at_least: 1}}", reaction({"type": "emoji", "emoji": "🔥"})) == "true"
    assert answer("{emoji: true}", reaction({"type": "custom_emoji", "custom_emoji_id": "531"})) == "false"
    assert answer("{custom_emoji: true}", reaction({"type": "emoji", "emoji": "🔥"})) == "false"
    assert (
        answer("{custom_emoji: {at_least: 1}}", reaction({"type": "custom_emoji", "custom_emoji_id": "531"})) == "true"
    )


@pytest.mark.parametrize(("condition", "expected"), [("{contains: 💩}", "true"), ("{contains: 🔥}", "false")])
def test_reactions_can_be_told_apart(condition: str, expected: str) -> None:
    assert answer(condition, reaction({"type": "emoji", "emoji": "💩"})) == expected
