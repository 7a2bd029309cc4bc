"""Posts that trigger every view, and patterns that are made to hold up everybody."""

import random
from collections.abc import Iterator

from bot.core.post import Post
from bot.core.query import Index, PatternKind, Query
from bot.matching.index import build_index
from tests.bench._material import domains, expressions, post, posts, words

_LONGEST = 4_096
_LONG = 100
_EXPRESSIONS = (r"(?:[ab]*a[ab]{60})+x", r"(\w+\s+)*\d{9}!", r"(a|aa)+b")


def mixed(count: int) -> list[Query]:
    """Words, a tenth as many expressions, and as many domains."""
    return [
        Query(PatternKind.WORD, tuple(words(count))),
        Query(PatternKind.REGEX, tuple(expressions(count // 10))),
        Query(PatternKind.DOMAIN, tuple(domains(count))),
    ]


def rows() -> Iterator[tuple[str, str, Index, Post]]:
    """Names of the post and of the patterns, an index and a post."""
    index = build_index([*mixed(10_000), *(Query(PatternKind.REGEX, (text,)) for text in _EXPRESSIONS)])
    for name, unit in _posts():
        yield name, "10,000 mixed and 3 hostile", index, _filled(unit)
    for name, queries, unit in _patterns():
        shown = f"{unit[0]} 499 times" if len(unit) > _LONG else f"`{unit}`"
        yield f"{shown}, again and again", name, build_index(queries), _filled(unit)


def _filled(unit: str) -> Post:
    return post((unit * (_LONGEST // len(unit) + 1))[:_LONGEST])


def _posts() -> Iterator[tuple[str, str]]:
    chance = random.Random(7)
    yield "sentences", posts(_LONGEST)[1].text
    yield "spaced letters", "f r e e  b t c "
    yield "accents stacked", "e\u0337"
    yield "look-alikes", "фрее втс саsh "
    yield "signs and digits", "c@sh fr33 w!n $$ "
    yield "repeats", "aaaabbbb"
    yield "a and b", "abaabbab"
    yield "links", "evil-1[.]com a.example.org "
    yield "emoji", "👍🏽🔥 ok "
    yield "no mixed word twice", " ".join("".join(chance.choices("abоеас1@3", k=4)) for _ in range(900))
    yield "reversed by override", "\u202eon yletulosba \u202c"
    yield "everything in turn", "f r е e c@sh aаaa 💲 h x x p s : / / a[.]b c0m 7 7 \u202eba\u202c é\u0337 "


def _patterns() -> Iterator[tuple[str, list[Query], str]]:
    nested = ["a" * length for length in range(1, 500)]
    yield "500 nested fragments", [Query(PatternKind.SUBSTRING, (text,)) for text in nested], "a"
    yield "100 nested phrases", [Query(PatternKind.WORD, (" ".join(text),)) for text in nested[:100]], "a "
    yield (
        "500 nested words with stars",
        [Query(PatternKind.WORD, (f"{text}*",)) for text in nested[2:]],
        f"{'a' * 499} ",
    )
    yield "300 expressions", [Query(PatternKind.REGEX, (rf"a{{{n}}}[ab]*c",)) for n in range(2, 302)], "ab"
    yield "a gap of 200 characters", [Query(PatternKind.REGEX, (r"free.{0,200}btc",))], "free now, fr btc1 free "
    yield "near misses", [Query(PatternKind.WORD, (f"a b c{sign}",)) for sign in "+-!?/=&%"], "a b c "
