"""Patterns and posts to measure matching with: made up, the same in every run."""

import random
import re
from collections.abc import Sequence

from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.core.query import PatternKind, Query

_SYLLABLE_LIST = (
    "ba be bi bo bu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta"
)
_SYLLABLES = _SYLLABLE_LIST.split()
_SENTENCES = (
    "Does anybody know whether the library on Green Street is open on Sundays, or do I have to wait until next week?",
    "Завтра собираемся у входа в парк в десять утра, возьмите с собой воду и что-нибудь перекусить, погода обещает быть",
    "I finally fixed the leaking tap myself. It took three trips to the shop and one very patient neighbour, thanks Ann!",
    "¿Alguien ha probado la nueva versión? A mí me va muy bien, aunque tarda un poco en arrancar la primera vez que se abre",
    "Das Treffen am Donnerstag fällt leider aus; wir holen es in zwei Wochen nach, die Unterlagen schicke ich euch vorher",
)
_LINK = "https://example.org/news "
_POSTS = 15


def words(count: int) -> list[str]:
    """Words of three to five syllables, none of them twice."""
    chance = random.Random(7)
    made = dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5))) for _ in range(70_000))
    return list(made)[:count]


def query(kind: PatternKind, count: int, *, exact: bool = False) -> Query:
    """So many patterns of a kind."""
    made = {PatternKind.REGEX: expressions, PatternKind.DOMAIN: domains}.get(kind, words)(count)
    return Query(kind, tuple(made), exact=exact)


def expressions(count: int) -> list[str]:
    """Expressions as moderators write them."""
    chance, known = random.Random(8), words(60_000)
    forms = (r"{}\w*\s+{}", r"\b{}s?\b.{{0,20}}\b{}\b", r"(?:{}|{})\s*\d+", r"{}[.,]?\s?{}\s\$?\d{{2,}}")
    return [chance.choice(forms).format(*chance.sample(known, 2)) for _ in range(count)]


def domains(count: int) -> list[str]:
    """Names that nobody has."""
    return [f"{word}-{len(word)}.com" for word in words(count)]


def python(kind: PatternKind, text: str) -> str:
    """The nearest that Python's `re` has."""
    return text if kind is PatternKind.REGEX else rf"\b{re.escape(text)}\b"


def posts(length: int) -> Sequence[Post]:
    """Ordinary posts in four languages, every third with a link."""
    chance = random.Random(9)
    return [post(_text(chance, length, _LINK if number % 3 == 0 else "")) for number in range(_POSTS)]


def _text(chance: random.Random, length: int, start: str) -> str:
    text = start
    while len(text) < length:
        text += f"{chance.choice(_SENTENCES)} "
    return text[:length].strip()


def post(text: str) -> Post:
    """A message with a text and nothing else."""
    surfaces = (Surface(SurfaceName.TEXT, text),)
    return Post(1, PostKind.MESSAGE, Chat(1, "supergroup"), Author(), 0, surfaces=surfaces)
