"""Every technique in every language that it is possible in: the phrase is found, and exactly where it stands."""

import pytest

from bot.core.query import PatternKind, Query
from bot.matching.index import build_index
from tests.matching.evasion.phrases import AROUND, PHRASES
from tests.matching.evasion.techniques import TECHNIQUES
from tests.matching.tools import make_post

_UNSEEN = 4
"""What is invisible at the ends of a phrase may stay outside the evidence, up to so many characters."""

_CASES = [(name, language) for name, technique in TECHNIQUES.items() for language in technique.languages]


@pytest.mark.parametrize(("technique", "language"), _CASES)
def test_hidden_phrases_are_found(technique: str, language: str) -> None:
    before, after = AROUND[language]
    for phrase in PHRASES[language]:
        hidden = TECHNIQUES[technique].hide(phrase)
        query = Query(PatternKind.WORD, (phrase,))
        hits = build_index([query]).scan(make_post(before + hidden + after)).hits(query)
        assert len(hits) == 1, hidden
        start, end = hits[0].start - len(before), hits[0].end - len(before)
        assert 0 <= start <= _UNSEEN, hidden
        assert len(hidden) - _UNSEEN <= end <= len(hidden), hidden


@pytest.mark.parametrize("language", PHRASES)
def test_the_words_around_are_never_found(language: str) -> None:
    before, after = AROUND[language]
    for other, phrases in PHRASES.items():
        query = Query(PatternKind.WORD, phrases)
        assert not build_index([query]).scan(make_post(before + after)).hits(query), other
