"""What matching costs, beside Python's `re`: ordinary posts against many patterns, and posts and patterns made to hurt.

`python -m tests.bench matching`, a few minutes; `python -m tests.bench.matching --quick` leaves out what takes long.
Each size is measured in a process of its own, so that its memory can be told. Medians; the ratios are what to look at.
"""

import argparse
import gc
import multiprocessing
import re
import signal
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from bot.core.post import Post
from bot.core.query import Index, PatternKind, Query
from bot.matching.index import build_index
from tests.bench import _hostile, _material

KINDS = (PatternKind.WORD, PatternKind.REGEX, PatternKind.DOMAIN)
SIZES = (100, 1_000, 10_000, 50_000)
LENGTHS = (20, 200, 4_096)
PATIENCE = 15
"""Seconds that one alternation may take to compile."""

_MOST_LOOPED = 10_000
"""Patterns that are also looked for by a loop over `re`."""

_ROUNDS = 9
_SLOW = 0.3
"""Seconds from which once is enough."""


class Cell(NamedTuple):
    """One kind and number of patterns: seconds, MB, and microseconds a post for each length; None where not measured."""

    kind: str
    patterns: int
    build: float
    memory: float
    ours: tuple[float, ...]
    exact: tuple[float, ...] | None
    loop: tuple[float, ...] | None
    alternation: tuple[float, ...] | None
    alternation_build: float | None


def run(*, quick: bool = False) -> None:
    """Print the tables."""
    sizes = SIZES[:3] if quick else SIZES
    _print_cells(_apart(_cell, kind, count, quick) for kind in KINDS for count in sizes)
    _print_mixed(sizes)
    print("\nWorst posts, 4,096 characters, each query's hits asked for\n\n| post | patterns | ms |\n|---|---|---|")
    for name, patterns, microseconds in _apart(_hostile_rows):
        print(f"| {name} | {patterns} | {microseconds / 1_000:.2f} |")


def _apart(work: Callable[..., Any], *arguments: object) -> Any:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def _cell(kind: PatternKind, count: int, quick: bool) -> Cell:
    query = _material.query(kind, count)
    index, build, memory = _built(query)
    exact = None
    if kind is PatternKind.WORD:
        exact = _ours(build_index([_material.query(kind, count, exact=True)]))
    texts = [_material.python(kind, text) for text in query.patterns]
    # To compile and run more of them one by one takes minutes and tells no more.
    loop = [re.compile(text, re.IGNORECASE) for text in texts] if count <= _MOST_LOOPED else []
    together, seconds = (None, None) if count > SIZES[1 if quick else 2] else _alternation(texts)
    return Cell(
        kind.value,
        count,
        build,
        memory,
        _ours(index),
        exact,
        _theirs(lambda text: [pattern.search(text) for pattern in loop]) if loop else None,
        _theirs(together.search) if together else None,
        seconds,
    )


def _built(*queries: Query) -> tuple[Index, float, float]:
    """The index, the seconds that it took and the MB that it takes."""
    build_index([Query(PatternKind.WORD, ("warm",)), Query(PatternKind.REGEX, ("war+m",))]).scan(_material.post("warm"))
    gc.collect()
    before, start = _resident(), time.perf_counter()
    index = build_index(queries)
    taken = time.perf_counter() - start
    gc.collect()
    return index, taken, _resident() - before


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def _alternation(texts: Sequence[str]) -> tuple["re.Pattern[str] | None", float | None]:
    """All patterns as one, if Python compiles it in bounded time, and the seconds."""
    start = time.perf_counter()
    try:
        with _at_most(PATIENCE):
            return re.compile("|".join(f"(?:{text})" for text in texts), re.IGNORECASE), time.perf_counter() - start
    except (TimeoutError, re.error, RecursionError, OverflowError):
        return None, None


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def end(*_: object) -> None:
        raise TimeoutError

    former = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)


def _ours(index: Index) -> tuple[float, ...]:
    return tuple(
        statistics.median(_median(partial(judge, index, post)) for post in _posts(length)) for length in LENGTHS
    )


def _theirs(search: Callable[[str], object]) -> tuple[float, ...]:
    # One post for each length: what takes thousands of times as long need not be known exactly.
    return tuple(_median(partial(search, _posts(length)[1].text)) for length in LENGTHS)


def _posts(length: int) -> Sequence[Post]:
    return _material.posts(length)


def judge(index: Index, post: Post) -> None:
    """What judging asks of an index if every rule is called by all of its queries."""
    scan = index.scan(post)
    for query in scan.fired():
        scan.hits(query)


def _median(call: Callable[[], object]) -> float:
    """Microseconds; the first call warms up, and is all there is if it takes long."""
    start = time.perf_counter()
    call()
    first = time.perf_counter() - start
    taken = [first] if first > _SLOW else []
    while len(taken) < _ROUNDS and sum(taken) < _SLOW:
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e6


def _print_cells(cells: Iterable[Cell]) -> None:
    print("µs a post, medians; × is how many times as long as ours\n")
    print(
        "| patterns | characters | ours | exact | loop over `re` | × | one `re` | × |\n|---|---|---|---|---|---|---|---|"
    )
    seen = []
    for cell in cells:
        seen.append(cell)
        for place, length in enumerate(LENGTHS):
            ours = cell.ours[place]
            print(
                f"| {cell.patterns:,} {cell.kind} | {length:,} | {ours:,.0f} | {_number(cell.exact, place)} "
                f"| {_number(cell.loop, place)} | {_number(cell.loop, place, ours)} "
                f"| {_number(cell.alternation, place)} | {_number(cell.alternation, place, ours)} |",
                flush=True,
            )
    print("\nTo compile\n\n| patterns | s | MB | one `re`, s |\n|---|---|---|---|")
    for cell in seen:
        theirs = "–" if cell.alternation_build is None else f"{cell.alternation_build:.2f}"
        print(f"| {cell.patterns:,} {cell.kind} | {cell.build:.2f} | {cell.memory:.0f} | {theirs} |")


def _number(measured: Sequence[float] | None, place: int, unit: float = 1.0) -> str:
    return "–" if measured is None else f"{measured[place] / unit:,.0f}"


def _print_mixed(sizes: Sequence[int]) -> None:
    print("\nWords, a tenth as many expressions, and as many domains\n")
    print(
        f"| words | {' | '.join(f'{length:,} characters, µs' for length in LENGTHS)} | s | MB |\n|---|---|---|---|---|---|"
    )
    for count in sizes:
        ours, build, memory = _apart(_mixed, count)
        print(f"| {count:,} | {' | '.join(f'{each:,.0f}' for each in ours)} | {build:.2f} | {memory:.0f} |")


def _mixed(count: int) -> tuple[tuple[float, ...], float, float]:
    index, build, memory = _built(*_hostile.mixed(count))
    return _ours(index), build, memory


def _hostile_rows() -> list[tuple[str, str, float]]:
    return [(name, patterns, _median(partial(judge, index, post))) for name, patterns, index, post in _hostile.rows()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="what matching costs")
    parser.add_argument("--quick", action="store_true", help="leave out 50,000 patterns and large alternations")
    run(quick=parser.parse_args().quick)
