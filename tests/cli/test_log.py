"""`ombud log`: what the bot did, for people, programs and spreadsheets."""

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.log import LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.storage import open_store
from tests.cli.conftest import Run

COLUMNS = (
    *("id", "at", "chat_id", "message_id", "user_id", "rule", "rule_version"),
    *("action", "outcome", "detail", "actor", "case"),
)
OLD, NEW = 1_700_000_000.25, 4_000_000_000.0
"""2023-11-14 22:13:20.25 UTC; a time far ahead, so that it is always within the last days."""


@pytest.fixture(autouse=True)
def database(here: Path) -> Path:
    asyncio.run(_fill(here / "ombud.db"))
    return here / "ombud.db"


async def _fill(path: Path) -> None:
    store = await open_store(f"sqlite:///{path}")
    entries = [
        LogEntry("a", OLD, -100, 1, 7, "delete", "house/scam", "0123abcd"),
        LogEntry("b", OLD + 60, -200, 2, None, "delete", "house/scam", "0123abcd"),
        LogEntry("c", NEW, -100, 3, 7, "keep", actor="42", case="C-7K2M"),
    ]
    await store.intend(entries)
    failed = Outcome(Status.FAILED, 'Bad Request: "no", he said')
    await store.settle([Settlement("a", DONE), Settlement("b", failed), Settlement("c", DONE)])
    await store.close()


def ids(run: Run, *arguments: str) -> list[int]:
    ran = run("log", "--format", "jsonl", *arguments)
    assert ran.status == 0, ran.err
    return [json.loads(line)["id"] for line in ran.out.splitlines()]


def test_jsonl(run: Run) -> None:
    ran = run("log", "--format", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    first, second, third = (json.loads(line) for line in ran.out.splitlines())
    assert tuple(first) == COLUMNS
    assert list(first.values()) == [
        1,
        "2023-11-14T22:13:20.250Z",
        -100,
        1,
        7,
        "house/scam",
        "0123abcd",
        "delete",
        "done",
        first["detail"],
        "bot",
        None,
    ]
    assert not first["detail"]
    assert (second["outcome"], second["detail"]) == ("failed", 'Bad Request: "no", he said')
    assert (third["actor"], third["case"], third["rule"]) == ("42", "C-7K2M", None)


def test_csv(run: Run) -> None:
    head, *rows = csv.reader(run("log", "--format", "csv").out.splitlines())
    assert tuple(head) == COLUMNS
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[1][COLUMNS.index("detail")] == 'Bad Request: "no", he said'


def test_table(run: Run) -> None:
    head, *rows = run("log").out.splitlines()
    assert tuple(head.split()) == COLUMNS
    assert len(rows) == 3
    assert rows[0].split()[:2] == ["1", "2023-11-14T22:13:20.250Z"]


def test_the_view_has_the_same_rows(run: Run, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute("SELECT * FROM actions ORDER BY id")]
    assert found == [json.loads(line) for line in run("log", "--format", "jsonl").out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], [1, 2, 3]),
        (["--chat", "-100"], [1, 3]),
        (["--chat=-200"], [2]),
        (["--chat", "-300"], []),
        (["--since", "7d"], [3]),
        (["--since", "30m"], [3]),
        (["--since", "2023-11-14"], [1, 2, 3]),
        (["--since", "2023-11-14T22:14:00Z"], [2, 3]),
        (["--since", "2023-11-15T00:14:00+02:00"], [2, 3]),
        (["--since", "2023-11-15", "--chat", "-100"], [3]),
    ],
)
def test_filters(run: Run, arguments: list[str], wanted: list[int]) -> None:
    assert ids(run, *arguments) == wanted


@pytest.mark.parametrize("arguments", [["--since", "soon"], ["--since", "7"], ["--since", "-1d"], ["--chat", "here"]])
def test_filters_that_make_no_sense(run: Run, arguments: list[str]) -> None:
    ran = run("log", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert arguments[0] in ran.err


def test_a_database_elsewhere(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "other").mkdir()
    (here / "other" / "config.yaml").write_text("storage: {url: 'sqlite:///../ombud.db'}")
    assert ids(run, "--config", "other/config.yaml") == [1, 2, 3]
    monkeypatch.setenv("OMBUD_STORAGE__URL", "sqlite:///nowhere.db")
    ran = run("log", "--config", "other/config.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "nowhere.db" in ran.err
    assert not (here / "nowhere.db").exists()


def test_a_database_that_is_none(run: Run, database: Path) -> None:
    database.write_bytes(b"This is a letter to my aunt. " * 100)
    ran = run("log")
    assert (ran.status, ran.out) == (2, "")
    assert "ombud.db" in ran.err


def test_a_config_that_is_not_there(run: Run) -> None:
    ran = run("log", "--config", "mine.yaml")
    assert ran.status == 2
    assert "mine.yaml" in ran.err
