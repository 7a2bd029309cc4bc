"""What the default rule sets do with labelled posts: how many honest ones they hit, and how much spam they find.

`OMBUD_BENCH_DATA=FOLDER python -m tests.bench ham`, or `python -m tests.bench.ham --data FOLDER`. The folder holds
JSON Lines, `*.jsonl`, with `text`, `label` (`ham`, `spam` or `toxic`; rows with another label are passed over) and, if
they are known, `lang` and `cluster`: of spam rows that are near-duplicates only the first counts. Each is judged as the
first message of somebody who has just joined, whom the rules trust least.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from bot.core.judge import Judge
from bot.core.ruleset import Mode, Rule
from bot.lang.load import load
from bot.lang.short import read_short

RULES = Path(__file__).parents[2] / "rules"
VARIABLE = "OMBUD_BENCH_DATA"
LANGUAGES = ("en", "ru")
Row = Mapping[str, Any]


class Reach(IntEnum):
    """How far a rule goes, by rising weight."""

    SHADOW = 1
    ESCALATES = 2
    ENFORCES = 3

    @classmethod
    def of(cls, rule: Rule) -> "Reach":
        """How far this rule goes."""
        if rule.mode is Mode.SHADOW:
            return cls.SHADOW
        asks_only = all(action.name in ("escalate", "log", "allow") for action in rule.actions)
        return cls.ESCALATES if asks_only else cls.ENFORCES


@dataclass(slots=True)
class Tally:
    """Rows by column, and for each subject (a rule, a set, all sets) how many of them it reached."""

    rows: Counter[str] = field(default_factory=Counter)
    reached: Counter[tuple[str, Reach, str]] = field(default_factory=Counter)

    def add(self, column: str, rules: Iterable[Rule]) -> None:
        """Count one row. For a set, and for all of them, only the rule that goes farthest counts."""
        self.rows[column] += 1
        farthest: dict[str, Reach] = {}
        for rule in rules:
            reach = Reach.of(rule)
            self.reached[rule.name, reach, column] += 1
            for subject in ("all sets", rule.name.partition("/")[0]):
                farthest[subject] = max(farthest.get(subject, reach), reach)
        for subject, reach in farthest.items():
            self.reached[subject, reach, column] += 1


def run() -> None:
    """Print how many rows each set and each rule reaches; say so and do nothing where there are no data."""
    folder = _folder()
    if folder is None:
        print(f"ham: skipped, {VARIABLE} names no folder of labelled posts")
        return
    loaded = load([RULES])
    assert loaded.judge is not None, loaded.diagnostics
    tally = Tally()
    for columns, row in _sorted_rows(folder):
        rules = tuple(_matching(loaded.judge, row))
        for column in columns:
            tally.add(column, rules)
    _print(tally, loaded.judge)


def _folder() -> Path | None:
    given = sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv[:-1] else os.environ.get(VARIABLE)
    return Path(given) if given and Path(given).is_dir() else None


def _sorted_rows(folder: Path) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Each row that counts, with its columns: `ham`, and a file's name with the label or, for spam, the language."""
    for path in sorted(folder.glob("*.jsonl")):
        seen: set[object] = set()
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                cluster = row.get("cluster")
                if row.get("label") == "ham":
                    yield ("ham", f"{path.stem} ham"), row
                elif row.get("label") == "toxic":
                    yield (f"{path.stem} toxic",), row
                elif row.get("label") == "spam" and (cluster is None or cluster not in seen):
                    seen.add(cluster)
                    language = row.get("lang")
                    yield (f"{path.stem} {language if language in LANGUAGES else 'other'}",), row


def _matching(judge: Judge, row: Row) -> Iterator[Rule]:
    verdict = judge.judge(read_short({"text": row["text"], "author": {"posts": 0, "joined": "1h"}}))
    return (match.rule for match in (*verdict.matches, *verdict.shadows))


def _print(tally: Tally, judge: Judge) -> None:
    rules = sorted(judge.rules, key=lambda rule: (rule.name.partition("/")[0], -Reach.of(rule), rule.name))
    sets = sorted({rule.name.partition("/")[0] for rule in rules})
    for column in sorted(tally.rows):
        count = tally.rows[column]
        print(f"\n{column}: {count:,} rows")
        for subject in ("all sets", *sets):
            shares = (_share(tally.reached[subject, reach, column], count, reach) for reach in reversed(Reach))
            print(f"  {subject:<18}{''.join(shares)}")
        for rule in rules:
            if hits := tally.reached[rule.name, Reach.of(rule), column]:
                print(f"    {rule.name:<34}{_share(hits, count, Reach.of(rule))}")


def _share(hits: int, count: int, reach: Reach) -> str:
    return f"{reach.name.lower():>12} {hits:5} {hits / count:8.3%}"


if __name__ == "__main__":
    run()
