"""Fragments: substrings of `plain`, or of the skeleton where the letters that differ are a disguise."""

from collections.abc import Iterator

from bot.matching.effort import Effort
from bot.matching.lookalikes import PUNCTUATION
from bot.matching.resemblance import Letter, disguised
from bot.matching.views import Reading
from bot.matching.words import Phrase, Span

_TRIES = 200
_FEW = 2
"""Places in one text where a skeleton is compared letter by letter, and those where there was too much work before."""

_LETTER = 2
"""As much work as a letter compared, in words."""


def fragments(fragment: Reading, phrase: Phrase | None, reading: Reading, most: int, effort: Effort) -> Iterator[Span]:
    """The first matches of a fragment; `phrase` are its parts, None if it has no letters."""
    text = fragment.plain
    found = False
    for start in _places(text, reading.plain, _TRIES if phrase and phrase.case else most):
        if phrase is None or not phrase.case or _cased(fragment, reading, start):
            found = True
            yield Span(start, start + len(text), folded=False)
    if found or phrase is None or phrase.exact or phrase.case:
        return
    skeleton = fragment.signed_skeleton.translate(PUNCTUATION)
    refused: set[str] = set()
    for start in _places(skeleton, reading.signed_skeleton.translate(PUNCTUATION), _FEW if effort.too_much else _TRIES):
        span = Span(start, start + len(text), folded=True)
        spelling = reading.original[reading.places[start] : reading.places[span.end - 1] + 1]
        if spelling in refused:
            continue
        effort.spend(_LETTER * len(text))
        if _stands_for(text, reading, span):
            yield span
        else:
            refused.add(spelling)


def _cased(fragment: Reading, reading: Reading, start: int) -> bool:
    """Whether the original has capitals where the fragment has them."""
    return all(
        reading.original[reading.places[start + offset]].isupper() == fragment.original[place].isupper()
        for offset, place in enumerate(fragment.places)
    )


def _places(text: str, within: str, most: int) -> Iterator[int]:
    place = within.find(text)
    while place >= 0 and most > 0:
        yield place
        most -= 1
        place = within.find(text, place + len(text))


def _stands_for(text: str, reading: Reading, span: Span) -> bool:
    """Whether the words of the fragment are disguised there, or the same."""
    plain, back = reading.plain, reading.places
    words: list[list[Letter]] = [[]]
    for wanted, place in zip(text, range(span.start, span.end), strict=True):
        if wanted.isalnum() or wanted != plain[place].translate(PUNCTUATION):
            words[-1].append(Letter(wanted, plain[place], reading.original[back[place]]))
        elif words[-1]:
            words.append([])
    together = [letter for word in words for letter in word]
    return all(not word or disguised(word, together, plain) for word in words)
