"""Other words for words of the language."""

import pytest

from bot.lang.heads import RuleHead, SetHead
from bot.lang.logic import OPERATORS
from bot.lang.parameters import parameters
from bot.lang.rule import STRUCTURE
from bot.lang.setfile import STRUCTURE as SECTIONS
from bot.lang.synonyms import _SYNONYMS, synonym
from bot.lang.vocabulary import ACTIONS, CONDITIONS

CLASSES = (*CONDITIONS.values(), *ACTIONS.values(), RuleHead, SetHead)
PARAMETERS = [parameter for cls in CLASSES for parameter in parameters(cls)]
NAMES = {*CONDITIONS, *ACTIONS, *OPERATORS, *STRUCTURE, *SECTIONS, *(parameter.name for parameter in PARAMETERS)}
VALUES = {str(value) for parameter in PARAMETERS for value in getattr(parameter.type, "__members__", {}).values()}


def test_they_lead_to_words_of_the_language() -> None:
    assert set(_SYNONYMS.values()) <= NAMES | VALUES


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("or", OPERATORS, "any"),
        ("More than", ("above", "below"), "above"),
        ("file", ("media", "words"), "media"),
        ("file", ("photo", "document"), "document"),
        ("or", ("above",), None),
        ("airdrop", OPERATORS, None),
    ],
)
def test_a_synonym_is_one_of_the_known_words(name: str, known: tuple[str, ...], meant: str | None) -> None:
    assert synonym(name, known) == meant
