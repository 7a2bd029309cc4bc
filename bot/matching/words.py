"""Words, phrases and fragments: how a pattern is cut up, and what it takes for one to stand at a place of a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.matching.chars import FLAGS, FREE, WORD
from bot.matching.fold import decode, fold
from bot.matching.lookalikes import PUNCTUATION, SKELETON
from bot.matching.quick import quick_plain, quick_words
from bot.matching.resemblance import Letter, disguised
from bot.matching.views import Reading, Stream

STAR = "*"
_SOME = "[^ ]+"
ANY = "[^ ]*"


class Span(NamedTuple):
    """A part of `plain` that a pattern matches, and whether only its skeleton does."""

    start: int
    end: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Letters of a pattern that stand together: folded, as a skeleton, and which of them are capitals."""

    letters: str
    skeleton: str
    capitals: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern of words, or a fragment.

    `gaps` stand between the parts: the punctuation that must be there, None for any. `lead` and `trail` must be at the
    ends. `literals` are what the stream has wherever the pattern matches, cut at the stars; `wild` is a regular
    expression over the stream whose groups are the parts, for patterns with a star.
    """

    parts: tuple[Part, ...]
    gaps: tuple[str | None, ...]
    lead: str
    trail: str
    literals: tuple[str, ...]
    wild: str | None
    exact: bool = False
    case: bool = False
    whole: bool = True

    @property
    def atom(self) -> str:
        """The longest text that the stream has wherever the pattern matches, with a letter in it if there is one."""
        return max(self.literals, key=lambda literal: (literal != " ", len(literal)))

    @property
    def skeleton(self) -> str:
        """All letters, as the stream has them."""
        return "".join(part.skeleton for part in self.parts)

    def at(self, reading: Reading, words: Stream, start: int) -> Span | None:
        """The match of a pattern without stars whose only literal stands at a place of a stream of the reading."""
        places, place = words.places, start + (self.atom[0] == " ")
        starts = []
        for part in self.parts:
            starts.append(places[place])
            place += len(part.letters) + 1
        return self.check(reading, starts, starts[0], starts[-1] + len(self.parts[-1].letters))

    def check(self, reading: Reading, starts: Sequence[int], start: int, end: int) -> Span | None:
        """The match whose parts start at these places of `plain`, if its punctuation and letters are right."""
        plain = reading.plain
        ends = [place + len(part.letters) for place, part in zip(starts, self.parts, strict=True)]
        for gap, left, right in zip(self.gaps, ends, starts[1:], strict=False):
            if gap is not None and plain[left:right].translate(PUNCTUATION) != gap:
                return None
        start -= len(self.lead)
        if start < 0 or plain[start : start + len(self.lead)].translate(PUNCTUATION) != self.lead:
            return None
        if plain[end : end + len(self.trail)].translate(PUNCTUATION) != self.trail:
            return None
        if self.case and not _cased(self.parts, reading, starts):
            return None
        folded = any(
            plain[place:stop] != part.letters for place, stop, part in zip(starts, ends, self.parts, strict=True)
        )
        if folded and (self.exact or not self._disguised(reading, starts)):
            return None
        return Span(start, end + len(self.trail), folded)

    def _disguised(self, reading: Reading, starts: Sequence[int]) -> bool:
        """Whether every part is the pattern's, as it stands or disguised."""
        words = [
            letters(part, reading, range(place, place + len(part.letters)))
            for place, part in zip(starts, self.parts, strict=True)
        ]
        phrase = [letter for word in words for letter in word]
        return all(disguised(word, phrase, reading.plain) for word in words)


def letters(part: Part, reading: Reading, places: Sequence[int]) -> list[Letter]:
    """The letters of a part beside those at places of `plain`."""
    plain, original, back = reading.plain, reading.original, reading.places
    return [
        Letter(wanted, plain[place], original[back[place]]) for wanted, place in zip(part.letters, places, strict=True)
    ]


def _cased(parts: Sequence[Part], reading: Reading, starts: Sequence[int]) -> bool:
    """Whether the original has capitals where the pattern has them."""
    return all(
        reading.original[reading.places[start + offset]].isupper() == capital
        for start, part in zip(starts, parts, strict=True)
        for offset, capital in enumerate(part.capitals)
    )


@dataclass(slots=True)
class _Builder:
    """Collects the pieces of a pattern from left to right."""

    parts: list[Part] = field(default_factory=list)
    gaps: list[str | None] = field(default_factory=list)
    literals: list[str] = field(default_factory=lambda: [""])
    wild: list[str] = field(default_factory=list)
    pending: str = ""
    lead: str = ""
    loose: bool = False

    def literal(self, text: str) -> None:
        self.literals[-1] += text
        self.wild.append(text)

    def star(self, expression: str) -> None:
        self.literals.append("")
        self.wild.append(expression)
        self.loose = True

    def part(self, part: Part) -> None:
        if self.parts:
            self.gaps.append(None if self.loose or not self.pending or " " in self.pending else self.pending)
        else:
            self.lead = self.pending.lstrip()
        self.parts.append(part)
        self.literals[-1] += part.skeleton
        self.wild.append(f"({part.skeleton})")
        self.pending, self.loose = "", False


def parse(pattern: str, *, exact: bool = False, case: bool = False, whole: bool = True) -> Phrase | None:
    """Cut up a pattern; None if there is no letter in it. A fragment (not `whole`) has no stars and no boundaries."""
    if quick := _quick(pattern, whole=whole):
        return Phrase(*quick, exact, case, whole)
    codes, places = fold(pattern)
    plain = decode(codes)
    pieces = list(_pieces(plain, stars=whole))
    if not any(kind == "letters" for kind, _, _ in pieces):
        return None
    capitals = [pattern[place].isupper() for place in places]
    built = _Builder()
    for number, (kind, start, end) in enumerate(pieces):
        text = plain[start:end]
        if number == 0 and _bounded(kind, text[0], whole=whole):
            built.literal(" ")
        if kind == "letters":
            if number and pieces[number - 1][0] == "letters":
                built.literal(" ")
            built.part(Part(text, decode(SKELETON[codes[start:end]]), tuple(capitals[start:end])))
        elif kind == "star":
            built.star(_SOME if _alone(plain, start, end) else ANY)
        else:
            built.pending += text.translate(PUNCTUATION)
            if 0 < number < len(pieces) - 1:
                built.literal(" ")
    last, start, end = pieces[-1]
    if _bounded(last, plain[end - 1], whole=whole):
        built.literal(" ")
    wild = "".join(built.wild) if len(built.literals) > 1 else None
    trail = "" if built.loose and wild else built.pending.rstrip()
    return Phrase(
        tuple(built.parts), tuple(built.gaps), built.lead, trail, tuple(built.literals), wild, exact, case, whole
    )


def _quick(
    pattern: str, *, whole: bool
) -> tuple[tuple[Part, ...], tuple[None, ...], str, str, tuple[str], None] | None:
    """What `parse` makes of ordinary words with single spaces between, which nearly all patterns are."""
    plain, words = quick_plain(pattern), quick_words(pattern)
    if plain is None or words is None or not plain.replace(" ", "").isalnum() or len(plain) + 2 != len(words):
        return None
    skeletons = words.split()
    parts, place = [], 0
    for text, skeleton in zip(plain.split(" "), skeletons, strict=True):
        capitals = tuple(map(str.isupper, pattern[place : place + len(text)]))
        parts.append(Part(text, skeleton, capitals))
        place += len(text) + 1
    return tuple(parts), (None,) * (len(parts) - 1), "", "", (words if whole else words.strip(),), None


def _pieces(plain: str, *, stars: bool) -> Iterator[tuple[str, int, int]]:
    """Letters of one kind of script, stars, and what lies between."""
    start = 0
    kinds = [_kind(char, stars=stars) for char in plain]
    for place in range(1, len(plain) + 1):
        if place == len(plain) or kinds[place] != kinds[start]:
            yield kinds[start].removesuffix("-free"), start, place
            start = place


def _kind(char: str, *, stars: bool) -> str:
    flags = FLAGS[SKELETON[ord(char)]]
    if flags & WORD:
        return "letters-free" if flags & FREE else "letters"
    return "star" if stars and char == STAR else "gap"


def _alone(plain: str, start: int, end: int) -> bool:
    return (start == 0 or plain[start - 1] == " ") and (end == len(plain) or plain[end] == " ")


def _bounded(kind: str, char: str, *, whole: bool) -> bool:
    """Whether the stream has a space at this edge of the pattern."""
    if kind == "letters":
        return whole and not FLAGS[ord(char)] & FREE
    return kind == "gap" or whole
