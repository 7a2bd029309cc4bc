import asyncio
import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.core.case import State
from bot.core.measure import Applied, Decision
from bot.core.outcome import Status
from bot.core.ruleset import Category
from bot.storage import open_store
from tests.storage.makers import case, entry, post, report

DAY = 86_400
AT = 1_795_356_243
"""22 November 2026."""

FROM = ["transparency", "--since", "2026-11-22", "--until", "2026-11-24", "--config", "config.yaml"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("storage: {url: 'sqlite:///ombud.db'}\n")
    asyncio.run(_fill(f"sqlite:///{tmp_path}/ombud.db"))
    return tmp_path


async def _fill(url: str) -> None:
    store = await open_store(url)
    await store.intend(
        [
            entry("a", at=AT, rule="scams/<btc>", outcome=Status.DONE),
            entry("b", at=AT, rule=None, actor="5", action="ban", outcome=Status.DONE),
            entry("c", at=AT - DAY, rule="scams/<btc>", outcome=Status.DONE),
        ]
    )
    decided: dict[str, Any] = {
        "state": State.ENFORCED,
        "opened_at": AT,
        "applied": (Applied("delete"),),
        "decision": Decision.DELETE,
    }
    cases: tuple[dict[str, Any], ...] = (
        {"automated": True, "decided_at": AT, "category": Category.SCAMS_AND_FRAUD},
        {"decided_by": 5, "decided_at": AT + 90, "applied": (Applied("ban"),), "decision": Decision.BAN},
        {"decided_by": 5, "decided_at": AT - DAY},
        {"state": State.OPEN, "applied": (), "decision": None},
    )
    for number, fields in enumerate(cases):
        await store.open_case(replace(case(f"C-{number}", message_id=number), **{**decided, **fields}), post())
    await store.add_report(report("C-1", 77, AT, "secret words"))
    await store.close()


def rows(printed: str) -> dict[tuple[str, str], str]:
    return {(section, name): value for section, name, value in csv.reader(printed.splitlines())}


def test_the_tables_as_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FROM, "--format", "csv"]) == 0
    printed = rows(capsys.readouterr().out)
    assert printed["period", "from and to"] == "2026-11-22T00:00:00+00:00/2026-11-24T00:00:00+00:00"
    assert printed["actions by rule", "scams/<btc>"] == "1"
    assert printed["actions by rule", "moderators"] == "1"
    assert printed["actions by who took them", "the bot by a rule"] == "1"
    assert printed["reports by outcome", "linked"] == "1"
    assert printed["decided cases by decision", "ban"] == "1"
    assert printed["decided cases by category", "scams_and_fraud"] == "1"
    assert printed["decided cases by origin", "report"] == "0"
    assert printed["decisions", "cases decided"] == "2"
    assert printed["decisions", "of them automatically"] == "1"
    assert printed["decisions", "median seconds to a moderator's decision"] == "90"
    assert printed["appeals", "made"] == "0"


def test_a_page_to_publish(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(FROM) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<tr><th scope=row>scams/&lt;btc&gt;</th><td>1</td></tr>" in page
    assert "secret" not in page


def test_a_statement_of_reasons_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FROM, "--format", "dsa"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [statement["puid"] for statement in told] == ["ombud-C-0", "ombud-C-1"]
    assert told[1]["decision_provision"] == "DECISION_PROVISION_TOTAL_TERMINATION"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "yesterday"], "neither like 7d nor a date"),
        (["--since", "2026-11-22", "--until", "2026-11-01"], "the report's time has no length"),
        ([], "--since"),
    ],
)
def test_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    try:
        status = main(["transparency", *words])
    except SystemExit as end:
        status = int(str(end.code))
    assert status == 2
    assert said in capsys.readouterr().err


def test_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["transparency", "--since", "7d"]) == 2
    assert "there is no database" in capsys.readouterr().err
