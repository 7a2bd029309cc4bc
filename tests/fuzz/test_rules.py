"""No bytes and no damage make loading rules, printing what is wrong with them or importing them raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.load import load_text
from tests.fuzz import holds
from tests.fuzz.naughty import TEXTS
from tests.fuzz.samples import EVERY_KEY
from tests.fuzz.strategies import DAMAGED_FILES, DAMAGED_PAGES, patient

PLACES = (
    "%s",
    "rules: %s",
    "rules:\n  - id: %s\n    if: {words: [x y]}\n    then: [log]\n",
    "rules:\n  - id: r\n    if:\n      words: ['%s']\n      regex: [\"%s\"]\n      links: {domain: '%s'}\n    then: [{reply: '%s'}]\n    reason: '%s'\n",
    "rules:\n  - {id: r, if: {%s: [x]}, then: [%s]}\n",
    "lists: {a: ['%s', %s]}\nconditions: {%s: {use: %s}}\nrules: [{id: r, if: {words: $a}, then: [log], examples: ['%s']}]\n",
)


def test_the_sample_is_sound() -> None:
    assert load_text(EVERY_KEY, "x.yaml").judge


@given(st.binary(max_size=200))
@patient(150)
def test_any_bytes(data: bytes) -> None:
    holds.rules_load_or_are_refused(data)


@given(DAMAGED_FILES)
@patient(250)
def test_damaged_files(text: str) -> None:
    holds.rules_load_or_are_refused(text)


@pytest.mark.parametrize("place", PLACES)
def test_naughty_texts_anywhere(place: str) -> None:
    for text in TEXTS:
        holds.rules_load_or_are_refused(place.replace("%s", text))


@given(DAMAGED_PAGES)
@patient(40)
def test_damaged_pages_of_automoderator(text: str) -> None:
    holds.can_be_imported(text.encode("utf-8", "surrogatepass"))
