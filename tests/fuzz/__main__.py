"""Fuzzing guided by coverage, for as long as it is let: `python -m tests.fuzz views --seconds 600 --corpus DIR`.

Needs the package `atheris`, which is no dependency of the project. Without it inputs are damaged blindly. An input that
something raises for is written beside the corpus, and its traceback printed; exit status 1.
"""

import argparse
import importlib
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

_LONGEST = 20_000
_OURS = 3
"""One damage in so many is our own, the rest the fuzzer's."""


def main(arguments: Sequence[str]) -> int:
    """Fuzz one harness."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("harness", help="yaml, views, links, read, short or automoderator")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"), help="where inputs are kept")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    guide = _atheris()
    harnesses = importlib.import_module("tests.fuzz.harnesses").HARNESSES
    importlib.import_module("tests.fuzz.holds").shipped()  # else the first input seems slow
    if options.harness not in harnesses:
        parser.error(f"there is no harness `{options.harness}`; there are {', '.join(harnesses)}")
    harness = harnesses[options.harness]
    corpus = options.corpus / options.harness
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(harness.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    return _blindly(harness, corpus, options) if guide is None else _guided(guide, harness, corpus, options)


def _atheris() -> Any:
    """The fuzzer, having instrumented what is fuzzed; None if it is not installed."""
    try:
        guide = importlib.import_module("atheris")
    except ImportError:
        return None
    with guide.instrument_imports(include=["bot"], enable_loader_override=False):
        importlib.import_module("tests.fuzz.harnesses")
    return guide


def _guided(guide: Any, harness: Any, corpus: Path, options: argparse.Namespace) -> int:
    def damage(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.randrange(_OURS):
            return bytes(guide.Mutate(data, most))
        return bytes(harness.damage(data, chance)[:most])

    settings = (
        f"-max_total_time={options.seconds}",
        f"-artifact_prefix={corpus.parent}/{options.harness}-find-",
        f"-max_len={_LONGEST}",
        f"-seed={options.seed}",
        "-timeout=20",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
    )
    guide.Setup([sys.argv[0], *settings, str(corpus)], harness.run, custom_mutator=damage)
    guide.Fuzz()  # ends the process
    return 0


def _blindly(harness: Any, corpus: Path, options: argparse.Namespace) -> int:
    chance = Random(options.seed)
    seeds = [path.read_bytes() for path in sorted(corpus.iterdir())]
    end, tried, slowest = time.monotonic() + options.seconds, 0, 0.0
    while time.monotonic() < end:
        data = harness.damage(chance.choice(seeds), chance)[:_LONGEST]
        tried += 1
        began = time.perf_counter()
        try:
            harness.run(data)
        except Exception:  # noqa: BLE001 - whatever it is, it is a find
            traceback.print_exc()
            find = corpus.parent / f"{options.harness}-find-{tried}"
            find.write_bytes(data)
            sys.stderr.write(f"written to {find} after {tried} inputs\n")
            return 1
        slowest = max(slowest, time.perf_counter() - began)
    sys.stdout.write(f"{options.harness}: {tried} inputs, none raised, the slowest took {slowest * 1000:.0f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
