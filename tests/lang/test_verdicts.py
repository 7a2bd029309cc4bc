"""`verdicts/*.yaml`: rule sets, parted by `---`, and last a table of posts with what is expected of their verdicts."""

from pathlib import Path
from typing import Any

import pytest

from bot.core.action import Action
from bot.core.verdict import Match, Verdict
from bot.lang.examples import plain
from bot.lang.load import load
from bot.lang.short import read_short
from bot.source.diagnostic import Diagnostics
from bot.source.parse import parse

FILES = sorted((Path(__file__).parent / "verdicts").glob("*.yaml"))
Row = dict[str, Any]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_verdicts(path: Path, tmp_path: Path) -> None:
    *sets, table = path.read_text().split("\n---\n")
    for place, text in enumerate(sets):
        (tmp_path / f"set{place}.yaml").write_text(text + "\n")
    loaded = load([tmp_path])
    assert loaded.judge, [item for item in loaded.diagnostics if item.level == "error"]
    rows = read_rows(table)
    judged = [{"post": row["post"], **shown(loaded.judge.judge(read_short(row["post"])))} for row in rows]
    assert [{key: found[key] for key in row} for found, row in zip(judged, rows, strict=True)] == rows


def read_rows(table: str) -> list[Row]:
    diagnostics = Diagnostics()
    node = parse(table.encode(), "table", diagnostics)
    assert node, diagnostics.found
    rows: list[Row] = plain(node)
    return rows


def shown(verdict: Verdict) -> Row:
    """A verdict in the words of the tables."""
    return {
        "actions": [spelled(step.action) for step in verdict.steps],
        "detail": "; ".join(step.detail for step in verdict.steps if step.detail),
        "rules": [name(match) for match in verdict.matches],
        "shadow": [name(match) for match in verdict.shadows],
        "matched": verdict.matched,
        "missing": sorted(verdict.missing),
        "evidence": [item.text for match in verdict.matches for item in match.evidence],
        "reason": verdict.reason,
        "notice": verdict.notice.value,
        "leading": verdict.leading.name.removeprefix("set0/") if verdict.leading else None,
    }


def name(match: Match) -> str:
    return match.rule.name.removeprefix("set0/")


def spelled(action: Action) -> str:
    """An action with its argument, if it has one."""
    given = [str(value) for value in vars(action).values() if value is not None]
    return " ".join((action.name, *given))
