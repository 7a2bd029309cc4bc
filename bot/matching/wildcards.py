"""Phrases with stars: found by RE2 in the stream, where a word is whatever stands between two spaces."""

from collections.abc import Iterator
from functools import lru_cache

import re2

from bot.matching.expressions.options import options
from bot.matching.views import Reading, Stream
from bot.matching.words import Phrase, Span

_MEMORY = 1 << 20


def wildcards(phrase: Phrase, reading: Reading, words: Stream, most: int) -> Iterator[Span]:
    """The first matches of a phrase with stars in a stream of the reading."""
    expression = _compiled(phrase.wild or "")
    place = 0
    for _ in range(most):
        match = expression.search(words.text, place)
        if match is None:
            return
        start, end = match.span()
        while words.text[start] == " ":
            start += 1
        while words.text[end - 1] == " ":
            end -= 1
        starts = [int(words.places[match.start(group)]) for group in range(1, len(phrase.parts) + 1)]
        span = phrase.check(reading, starts, int(words.places[start]), int(words.places[end - 1]) + 1)
        if span is not None:
            yield span
        # The space that ends a match may begin the next.
        place = max(end, match.start() + 1)


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> "re2._Regexp":
    return re2.compile(expression, options(caseless=False, memory=_MEMORY, capture=True))
