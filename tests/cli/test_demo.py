"""`ombud demo`: the whole bot at play."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.acceptance.process import ombud


def test_it_plays_and_leaves_a_database(tmp_path: Path) -> None:
    (tmp_path / "ombud-demo.db").write_text("of an earlier run")
    done = ombud(tmp_path, "demo", settings={"OMBUD_TELEGRAM__TOKEN": "is not even looked at"})
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("delete done", "[Ban…]", "[Appeal]", "repost done", "The log is in ombud-demo.db"):
        assert words in done.stdout
    with closing(sqlite3.connect(tmp_path / "ombud-demo.db")) as connection:
        rows = connection.execute("SELECT action, outcome, actor FROM actions").fetchall()
    assert ("delete", "done", "bot") in rows
    assert any(actor != "bot" and action == "delete" for action, _, actor in rows)
    assert {outcome for _, outcome, _ in rows} == {"done"}
