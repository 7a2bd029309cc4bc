"""Phrases with stars: found by RE2 in the stream, where a word is whatever stands between two spaces."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import re2

from bot.matching.expressions.options import options
from bot.matching.views import Reading, Stream
from bot.matching.words import ANY, Phrase, Span

_MEMORY = 1 << 20
_TRIES = 20
"""Places in one text where a phrase with stars is compared letter by letter."""


def wildcards(phrase: Phrase, reading: Reading, words: Stream) -> Iterator[Span]:
    """The first matches of a phrase with stars in a stream of the reading."""
    for start, end, parts in islice(_found(phrase, words.text), _TRIES):
        starts = [words.places[part] for part in parts]
        span = phrase.check(reading, starts, words.places[start], words.places[end - 1] + 1)
        if span is not None:
            yield span


def _found(phrase: Phrase, text: str) -> Iterator[tuple[int, int, Sequence[int]]]:
    """Where the phrase stands in a stream, without the spaces around it, and where its parts begin."""
    if len(phrase.parts) == 1 and phrase.wild in _forms(word := phrase.skeleton):
        yield from _in_words(word, text, at_start=phrase.wild[1] == "(", at_end=phrase.wild[-2] == ")")
        return
    expression = _compiled(phrase.wild or "")
    place = 0
    while (match := expression.search(text, place)) is not None:
        start, end = match.span()
        while text[start] == " ":
            start += 1
        while text[end - 1] == " ":
            end -= 1
        yield start, end, [match.start(group) for group in range(1, len(phrase.parts) + 1)]
        # The space that ends a match may begin the next.
        place = max(end, match.start() + 1)


def _forms(word: str) -> tuple[str, ...]:
    """The expressions of one word with a star at its end, its start, or both."""
    return f" ({word}){ANY} ", f" {ANY}({word}) ", f" {ANY}({word}){ANY} "


def _in_words(word: str, text: str, *, at_start: bool, at_end: bool) -> Iterator[tuple[int, int, Sequence[int]]]:
    """As `_found`, for one word that other letters may follow or precede; without RE2, and nothing to compile."""
    sought = f"{' ' * at_start}{word}{' ' * at_end}"
    place = text.find(sought)
    while place >= 0:
        first = place + at_start
        start, end = text.rfind(" ", 0, first) + 1, text.find(" ", first)
        # Of several in one word the last is the pattern's.
        yield start, end, (first if at_start or at_end else text.rfind(word, start, end),)
        place = text.find(sought, end)


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> "re2._Regexp":
    return re2.compile(expression, options(caseless=False, memory=_MEMORY, capture=True))
