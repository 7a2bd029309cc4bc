"""What matching costs: one post against many patterns, beside a loop over Python's `re`."""

import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.core.query import Index, PatternKind, Query
from bot.matching.index import build_index

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
_ROUNDS = 30


def run() -> None:
    """Print the tables."""
    chance = random.Random(7)
    words = sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(3, 5))) for _ in range(70_000)})[:60_000]
    chance.shuffle(words)
    posts = [_post(text) for text in _texts(chance, 200)]
    print("200-character posts, medians                     µs a post   build s   × loop over re")
    for count in (100, 10_000, 50_000):
        _row(f"{count:,} words", [_words(words[:count])], posts)
    mixed = [_words(words[:10_000]), _expressions(chance, words, 1_000), _domains(words, 10_000)]
    _row("10,000 words, 1,000 regexes, 10,000 domains", mixed, posts)
    _, build = _built([_words(words[:10_000]), _expressions(chance, words, 500)])
    print(f"10,000 words, 500 regexes: built in {build:.2f} s")
    _long(mixed, chance)


def _long(queries: Sequence[Query], chance: random.Random) -> None:
    index, _ = _built([*queries, Query(PatternKind.REGEX, (r"(?:[ab]*a[ab]{60})+x", r"(\w+\s+)*\d{9}!", r"(a|aa)+b"))])
    print("\n4,096-character posts                                   ms a post")
    for name, unit in (
        ("sentences", " ".join(_texts(chance, 4_200))),
        ("spaced letters", "f r e e  b t c "),
        ("accents stacked", "e\u0337"),
        ("look-alikes", "фрее втс саsh "),
        ("signs and digits", "c@sh fr33 w!n $$ "),
        ("repeats", "aaaabbbb"),
        ("a and b", "abaabbab"),
        ("links", "evil-1[.]com a.example.org "),
        ("emoji", "👍🏽🔥 ok "),
        ("no mixed word twice", " ".join("".join(chance.choices("abоеас1@3", k=4)) for _ in range(900))),
        ("reversed by override", "\u202eon yletulosba \u202c"),
    ):
        _print_long(name, index, unit)
    nested = ["a" * length for length in range(1, 500)]
    for name, hostile, unit in (
        ("500 nested fragments", [Query(PatternKind.SUBSTRING, (text,)) for text in nested], "a"),
        ("100 nested phrases", [_words([" ".join(text) for text in nested[:100]])], "a "),
        ("a gap of 200 characters", [Query(PatternKind.REGEX, (r"free.{0,200}btc",))], "free now, fr btc1 free "),
    ):
        _print_long(name, _built(hostile)[0], unit)


def _print_long(name: str, index: Index, unit: str) -> None:
    post = _post((unit * (4_096 // len(unit) + 1))[:4_096])
    print(f"{name:52}{_median(partial(_judge, index, post), 9) / 1_000:12.2f}")


def _row(name: str, queries: list[Query], posts: Sequence[Post]) -> None:
    index, build = _built(queries)
    mine = statistics.median(_median(partial(_judge, index, post), _ROUNDS) for post in posts)
    patterns = [re.compile(_python(query, text), re.IGNORECASE) for query in queries for text in query.patterns]
    some = posts[0].text
    theirs = _median(lambda: [pattern.search(some) for pattern in patterns], 3)
    print(f"{name:48}{mine:10.1f}{build:10.2f}{theirs / mine:17,.0f}")


def _judge(index: Index, post: Post) -> None:
    index.scan(post).fired()


def _python(query: Query, text: str) -> str:
    if query.kind is PatternKind.REGEX:
        return text
    return rf"\b{re.escape(text)}\b" if query.kind is PatternKind.WORD else re.escape(text)


def _built(queries: Sequence[Query]) -> tuple[Index, float]:
    start = time.perf_counter()
    index = build_index(queries)
    return index, time.perf_counter() - start


def _median(call: Callable[[], object], rounds: int) -> float:
    """Microseconds."""
    call()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e6


def _words(words: list[str]) -> Query:
    return Query(PatternKind.WORD, tuple(words))


def _expressions(chance: random.Random, words: list[str], count: int) -> Query:
    forms = (r"{}\w*\s+{}", r"\b{}s?\b.{{0,20}}\b{}\b", r"(?:{}|{})\s*\d+", r"{}[.,]?\s?{}\s\$?\d{{2,}}")
    texts = (chance.choice(forms).format(*chance.sample(words, 2)) for _ in range(count))
    return Query(PatternKind.REGEX, tuple(texts))


def _domains(words: list[str], count: int) -> Query:
    return Query(PatternKind.DOMAIN, tuple(f"{word}-{len(word)}.com" for word in words[:count]))


def _texts(chance: random.Random, length: int) -> list[str]:
    return [(" ".join(chance.sample(_SENTENCES, 3)))[:length].strip() for _ in range(25)]


def _post(text: str) -> Post:
    surfaces = (Surface(SurfaceName.TEXT, text),)
    return Post(1, PostKind.MESSAGE, Chat(1, "supergroup"), Author(), 0, surfaces=surfaces)
