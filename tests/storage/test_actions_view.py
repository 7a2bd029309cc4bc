import sqlite3
from contextlib import closing
from pathlib import Path

from bot.core.outcome import Status
from bot.storage import open_store
from tests.storage.makers import CHAT, entry

COLUMNS = "id at chat_id message_id user_id rule rule_version action outcome detail actor case"


async def test_anybody_can_read_the_log_while_it_is_written(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.intend(
        [
            entry(rule="scams/money", rule_version="0a1b2c3d", outcome=Status.FAILED, detail="no rights", case="C-1"),
            entry("b", at=0.999999, message_id=None, user_id=None, action="keep", actor="77"),
        ]
    )
    with closing(sqlite3.connect(file)) as connection:
        cursor = connection.execute("SELECT * FROM actions")
        assert " ".join(column[0] for column in cursor.description) == COLUMNS
        assert cursor.fetchall() == [
            (
                1,
                "2026-11-22T14:04:03.125Z",
                CHAT,
                7,
                42,
                "scams/money",
                "0a1b2c3d",
                "delete",
                "failed",
                "no rights",
                "bot",
                "C-1",
            ),
            (2, "1970-01-01T00:00:00.999Z", CHAT, None, None, None, None, "keep", "pending", "", "77", None),
        ]
    await store.close()
