"""No text, no link and no update makes reading, judging or explaining raise; evidence stands where it says."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.judge import Judge
from bot.core.post import Post
from bot.lang.load import load_text
from bot.lang.short import read_short
from tests.fuzz import holds
from tests.fuzz.naughty import NAUGHTY
from tests.fuzz.samples import UPDATES
from tests.fuzz.strategies import DAMAGED_UPDATES, ENTITIES, LINKED_TEXTS, NAUGHTY_TEXTS, RULE_SETS, patient


@pytest.fixture(scope="module")
def shipped() -> Judge:
    return holds.shipped()


def posts_of(text: str) -> list[Post]:
    """The text as a message, as an admin's and where nobody looks for it."""
    fields = {
        "author": {"name": text, "username": text, "bio": text},
        "quote": text,
        "buttons": [{"text": text, "url": text}],
    }
    return [read_short({"text": text}), read_short({"text": "free btc", **fields})]


@pytest.mark.parametrize("texts", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_texts(shipped: Judge, texts: tuple[str, ...]) -> None:
    for text in texts:
        for post in posts_of(text):
            holds.can_be_judged(shipped, post)


@given(NAUGHTY_TEXTS)
@patient(200)
def test_any_text(shipped: Judge, text: str) -> None:
    holds.can_be_judged(shipped, read_short({"text": text}))


@given(RULE_SETS, st.lists(NAUGHTY_TEXTS, min_size=1, max_size=4))
@patient(200)
def test_any_text_and_any_rules(rules: str, texts: list[str]) -> None:
    judge = load_text(rules, "x.yaml").judge
    assume(judge is not None)
    assert judge
    for text in texts:
        holds.can_be_judged(judge, read_short({"text": text}))


@given(LINKED_TEXTS, ENTITIES)
@patient(200)
def test_absurd_entities(shipped: Judge, text: str, entities: list[Any]) -> None:
    message = {"message_id": 1, "chat": {"id": -1}, "text": text, "entities": entities}
    post = holds.can_be_read({"update_id": 1, "message": message})
    assert post
    holds.can_be_judged(shipped, post)


def test_the_samples_carry_posts() -> None:
    assert sum(holds.can_be_read(update) is not None for update in UPDATES) == len(UPDATES) - 1


@given(DAMAGED_UPDATES)
@patient(300)
def test_damaged_updates(shipped: Judge, update: Any) -> None:
    post = holds.can_be_read(update)
    if post is not None:
        holds.can_be_judged(shipped, post)


@given(NAUGHTY_TEXTS)
@patient(40)
def test_any_text_is_explained(text: str) -> None:
    holds.can_be_explained(_few(), read_short({"text": text, "author": {"name": text}}))


@pytest.mark.parametrize("texts", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_texts_are_explained(texts: tuple[str, ...]) -> None:
    for text in texts:
        holds.can_be_explained(_few(), posts_of(text)[1])


def _few() -> Judge:
    judge = load_text(FEW, "x.yaml").judge
    assert judge
    return judge


FEW = r"""
rules:
  - {id: a, if: {words: [free btc, "*ee*"], regex: ['\W'], links: true}, unless: {author: admin}, then: [delete]}
  - {id: b, if: {any: [{contacts: true}, {mentions: true}, {obfuscation: true}, {script: {any: [latin]}}]}, then: [log]}
  - {id: c, mode: shadow, if: {count: {of: [{length: {above: 3}}, {caps: {ratio: {above: 0.1}}}], at_least: 1}}, then: [log]}
"""
