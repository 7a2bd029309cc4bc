"""Patterns of one list that another one of it covers, so that they find nothing more."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.core.query import PatternKind
from bot.matching.hosts import as_domain, suffixes
from bot.matching.words import STAR
from bot.source.node import Scalar

_LONGEST = 40
"""Characters of a fragment beyond which what stands inside is not looked at."""

MOST = 20_000
"""Patterns of one list beyond which it is not looked at, so that no list takes seconds."""

_MOST_WORDS = 12
_SHORTEST_STEM = 3

Pairs = Iterator[tuple[Scalar, Scalar]]


def overlaps(kind: PatternKind, patterns: Sequence[Scalar]) -> Pairs:
    """Each pattern that is covered, and the one that covers it; none of more than `MOST`."""
    finder = _FINDERS.get(kind)
    return finder(patterns) if finder and 1 < len(patterns) <= MOST else iter(())


def _words(patterns: Sequence[Scalar]) -> Pairs:
    """A phrase is covered by one of its own words, or by a stem with a star."""
    split = [(pattern, tuple(pattern.text.casefold().split())) for pattern in patterns]
    whole: dict[tuple[str, ...], Scalar] = {}
    stems: dict[str, Scalar] = {}
    for pattern, words in split:
        whole.setdefault(words, pattern)
        stem = words[0].removesuffix(STAR) if len(words) == 1 else ""
        if stem != words[0] and STAR not in stem and len(stem) >= _SHORTEST_STEM:
            stems.setdefault(stem, pattern)
    for pattern, words in split:
        covering = whole[words] if whole[words] is not pattern else _covering(words, whole, stems)
        if covering is not None:
            yield pattern, covering


def _covering(
    words: tuple[str, ...], whole: Mapping[tuple[str, ...], Scalar], stems: Mapping[str, Scalar]
) -> Scalar | None:
    if len(words) > _MOST_WORDS:
        return None
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            if found := whole.get(words[start : start + length]):
                return found
    for word in words:
        for end in range(_SHORTEST_STEM, len(word) + 1):
            found = stems.get(word[:end])
            if found and (len(words) > 1 or word != word[:end] + STAR):
                return found
    return None


def _fragments(patterns: Sequence[Scalar]) -> Pairs:
    folded = [(pattern, pattern.text.casefold()) for pattern in patterns]
    first: dict[str, Scalar] = {}
    for pattern, text in folded:
        first.setdefault(text, pattern)
    lengths = sorted({len(text) for text in first})
    for pattern, text in folded:
        if first[text] is not pattern:
            yield pattern, first[text]
        elif len(text) <= _LONGEST:
            shorter = (length for length in lengths if length < len(text))
            parts = (text[start : start + length] for length in shorter for start in range(len(text) - length + 1))
            if found := next((first[part] for part in parts if part in first), None):
                yield pattern, found


def _domains(patterns: Sequence[Scalar]) -> Pairs:
    """A host is covered by one that it is under; the same host is no other pattern."""
    hosts = [(pattern, as_domain(pattern.text)) for pattern in patterns]
    known = {host: pattern for pattern, host in reversed(hosts)}
    for pattern, host in hosts:
        above = (suffix for suffix in suffixes(host) if suffix != host)
        if found := next((known[suffix] for suffix in above if suffix in known), None):
            yield pattern, found


_FINDERS: Mapping[PatternKind, Callable[[Sequence[Scalar]], Pairs]] = {
    PatternKind.WORD: _words,
    PatternKind.SUBSTRING: _fragments,
    PatternKind.DOMAIN: _domains,
}
