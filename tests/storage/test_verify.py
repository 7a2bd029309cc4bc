"""What `verify` finds in a log that somebody else wrote to. Each edit is done by `sqlite3` to the file itself."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.chain import Fault, Tip, commitment, follow
from bot.core.errors import LogChanged, StorageError
from bot.core.head import Head, head_of
from bot.core.log import Settlement
from bot.core.outcome import DONE
from bot.storage import open_store
from bot.storage.backup import back_up
from bot.storage.heads import Signer
from bot.storage.vault import SealedVault, Sealing
from bot.storage.verify import Account, verify
from tests.storage.makers import entry
from tests.storage.older import database_of_revision

VAULT = SealedVault(b"a secret of the tests")
NOT_SEALED = "the end of the chain is not sealed with the bot's key: another program wrote to it"
CHANGED = "the row was changed from outside: it is not what its last event committed to"
REMOVED = "the row was removed from outside: no event says that it was erased"
NOT_FOLLOWING = "its link does not follow from the event before: one of the two was changed"
REWRITTEN = (
    "the head of 4 events, kept in the database, says otherwise: the log was rewritten at this event or before it"
)


async def make(url: str) -> str:
    """Rows a, b and c; a is settled, then a head is kept, then c is put in and b is settled. The head's line."""
    store = await open_store(url, VAULT)
    await store.intend([entry("a"), entry("b", action="ban")])
    await store.settle([Settlement("a", DONE)])
    await store.intend([entry("d")])
    line = await store.keep_head(1_795_356_300)
    await store.intend([entry("c", rule="scams/money", rule_version="1")])
    await store.settle([Settlement("b", DONE)])
    await store.close()
    assert line is not None
    return line


@pytest.fixture
def head(url: str) -> str:
    return asyncio.run(make(url))


def edit(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


def told(file: Path, *given: Head, vault: Sealing | None = VAULT) -> list[str]:
    return [shown(fault) for fault in verify(file, vault, given, Account())]


def shown(fault: Fault) -> str:
    return f"{fault.number or '-'} {fault.row or '-'} {fault.what}"


def test_a_log_that_nobody_touched(file: Path, head: str) -> None:
    account = Account()
    given = head_of(head)
    assert given is not None
    assert list(verify(file, VAULT, [given], account)) == []
    assert (account.events, account.rows, account.erased, account.heads, account.sealed) == (6, 4, 0, 2, True)


MOVE_UP = "UPDATE chain SET number = -number WHERE number >= 3; UPDATE chain SET number = 1 - number WHERE number < 0"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("UPDATE action_log SET outcome = 'failed' WHERE key = 'a'", [f"3 1 {CHANGED}"]),
        ("UPDATE action_log SET user_id = NULL WHERE key = 'c'", [f"5 4 {CHANGED}"]),
        ("UPDATE action_log SET at = at + 1", [f"3 1 {CHANGED}", f"6 2 {CHANGED}", f"4 3 {CHANGED}", f"5 4 {CHANGED}"]),
        ("UPDATE action_log SET detail = CAST(x'ff' AS TEXT) WHERE key = 'a'", [f"3 1 {CHANGED}"]),
        ("UPDATE action_log SET detail = x'00' WHERE key = 'a'", [f"3 1 {CHANGED}"]),
        ("UPDATE action_log SET case_ref = 'C-1' WHERE key = 'c'", [f"5 4 {CHANGED}"]),
        ("DELETE FROM action_log WHERE key = 'b'", [f"6 2 {REMOVED}"]),
        ("DELETE FROM action_log WHERE key = 'b'; UPDATE chain SET salt = NULL WHERE log_id = 2", [f"6 2 {REMOVED}"]),
        (
            (
                "INSERT INTO action_log SELECT 9, 'x', at, chat_id, message_id, user_id, action, rule, rule_version, "
                "outcome, detail, actor, case_ref FROM action_log WHERE id = 1"
            ),
            ["- 9 the row was put in from outside: no event is about it"],
        ),
        (
            "UPDATE action_log SET id = 9 WHERE id = 4",
            ["- 9 the row was put in from outside: no event is about it", f"5 4 {REMOVED}"],
        ),
        (
            (
                "UPDATE action_log SET id = -1 WHERE id = 1; UPDATE action_log SET id = 1 WHERE id = 2;"
                "UPDATE action_log SET id = 2 WHERE id = -1"
            ),
            [f"3 1 {CHANGED}", f"6 2 {CHANGED}"],
        ),
        (
            "UPDATE chain SET salt = NULL WHERE number = 6",
            ["6 2 the row's salt was removed, so nothing vouches for what it says"],
        ),
        ("UPDATE chain SET at = 0 WHERE number = 2", [f"2 2 {NOT_FOLLOWING}"]),
        ("UPDATE chain SET commitment = zeroblob(32) WHERE number = 3", [f"3 1 {NOT_FOLLOWING}", f"3 1 {CHANGED}"]),
        ("DELETE FROM chain WHERE number = 2", ["3 1 event 2 is missing before it"]),
        (
            "DELETE FROM chain WHERE number = 6",
            ["6 - the end was cut off: the chain had 6 events, there are 5", f"2 2 {CHANGED}"],
        ),
        (
            "DELETE FROM chain WHERE log_id = 4; DELETE FROM action_log WHERE id = 4",
            ["6 2 event 5 is missing before it"],
        ),
        (
            "DELETE FROM chain WHERE number >= 4; DELETE FROM action_log WHERE id > 2",
            [
                "6 - the end was cut off: the chain had 6 events, there are 3",
                f"2 2 {CHANGED}",
                "4 - the head of 4 events, kept in the database, counts more than the 3 there are: the rest was cut off",
            ],
        ),
        (
            (
                "DELETE FROM chain WHERE number = 6; UPDATE action_log SET outcome = 'pending', detail = '' WHERE id = 2;"
                "UPDATE chain_tip SET number = 5, link = (SELECT link FROM chain WHERE number = 5)"
            ),
            [f"5 - {NOT_SEALED}"],
        ),
        (
            f"{MOVE_UP}; INSERT INTO chain SELECT 3, at, log_id, salt, commitment, link FROM chain WHERE number = 2",
            [
                f"3 2 {NOT_FOLLOWING}",
                f"4 1 {NOT_FOLLOWING}",
                f"5 3 {NOT_FOLLOWING}",
                f"6 4 {NOT_FOLLOWING}",
                f"7 2 {NOT_FOLLOWING}",
                "6 - what follows was put in from outside, or the record of the chain's end was changed",
                f"4 - {REWRITTEN}",
            ],
        ),
        (
            (
                "UPDATE chain SET number = -3 WHERE number = 3; UPDATE chain SET number = 3 WHERE number = 4;"
                "UPDATE chain SET number = 4 WHERE number = -3"
            ),
            [f"3 3 {NOT_FOLLOWING}", f"4 1 {NOT_FOLLOWING}", f"5 4 {NOT_FOLLOWING}", f"4 - {REWRITTEN}"],
        ),
        ("UPDATE chain_tip SET seal = zeroblob(32)", [f"6 - {NOT_SEALED}"]),
        ("UPDATE chain_tip SET seal = NULL", [f"6 - {NOT_SEALED}"]),
        ("DELETE FROM chain_tip", ["- - the record of the chain's end was removed"]),
        (
            "UPDATE heads SET at = at + 1000000",
            ["4 - the head of 4 events, kept in the database, was changed: its signature does not hold"],
        ),
        (
            "UPDATE heads SET signer = '0000000000000000'",
            [
                (
                    "4 - the head of 4 events, kept in the database, is signed with a key that is not the bot's"
                    " (`0000000000000000`)"
                )
            ],
        ),
        (
            (
                "DROP VIEW actions; CREATE VIEW actions AS SELECT id, 'now' AS at, chat_id, message_id, user_id, rule,"
                ' rule_version, action, outcome, detail, actor, case_ref AS "case" FROM action_log WHERE id = 1'
            ),
            [f"- {row} the view `actions` does not show the row as it is" for row in (1, 2, 3, 4)],
        ),
        ("DROP VIEW actions", ["- - the view `actions` was changed or removed (no such table: actions)"]),
    ],
)
def test_an_edit(file: Path, head: str, script: str, expected: list[str]) -> None:
    edit(file, script)
    assert told(file) == expected


def test_who_has_no_key_cannot_rewrite_the_log(file: Path, head: str) -> None:
    """Not even by making the whole chain anew."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE action_log SET user_id = 1 WHERE id = 1")
        rows = connection.execute(
            "SELECT id, key, at, chat_id, message_id, user_id, action, rule, rule_version,"
            "outcome, detail, actor, case_ref FROM action_log ORDER BY id"
        ).fetchall()
        connection.execute("DELETE FROM chain")
        tip = Tip(0, bytes(32))
        for row in rows:
            salt = os.urandom(16)
            committed = commitment(salt, row)
            tip = follow(tip, 5, row[0], committed)
            connection.execute(
                "INSERT INTO chain VALUES (?, 5, ?, ?, ?, ?)", (tip.number, row[0], salt, committed, tip.link)
            )
        connection.execute("UPDATE chain_tip SET number = ?, link = ?", tip)
        connection.execute("DELETE FROM heads")
        connection.commit()
    assert told(file) == [f"4 - {NOT_SEALED}"]
    given_head = head_of(head)
    assert given_head is not None
    rewritten = f"4 - {REWRITTEN.replace('kept in the database', 'given')}"
    assert told(file, given_head) == [f"4 - {NOT_SEALED}", rewritten]
    edit(file, "UPDATE chain_tip SET seal = NULL; DELETE FROM signers")
    assert told(file, given_head) == [rewritten]


def test_a_head_that_somebody_else_signed(file: Path, head: str) -> None:
    stranger = Signer(bytes(32))
    forged = stranger.head(Tip(4, bytes(32)), 5)
    what = f"4 - the head of 4 events, given, is signed with a key that is not the bot's (`{stranger.fingerprint}`)"
    assert told(file, forged) == [what]
    values = (stranger.fingerprint, stranger.public, stranger.endorse(stranger.public))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO signers VALUES (?, ?, 0, ?)", values)
    assert told(file, forged) == [what]


def test_without_the_key_the_chain_itself_is_checked(file: Path, head: str) -> None:
    account = Account()
    assert list(verify(file, None, (), account)) == []
    assert account.sealed is None
    edit(file, "UPDATE action_log SET outcome = 'failed' WHERE key = 'a'")
    assert told(file, vault=None) == [f"3 1 {CHANGED}"]


async def test_what_the_bot_erases_it_may_erase(url: str, file: Path) -> None:
    store = await open_store(url, VAULT)
    await store.intend([entry("old", at=5), entry("new", at=4_000_000_000)])
    await store.settle([Settlement("old", DONE)])
    await store.keep_head(6)
    assert (await store.prune(2_000_000_000))["rows of the log"] == 1
    await store.close()
    account = Account()
    assert list(verify(file, VAULT, (), account)) == []
    assert (account.events, account.rows, account.erased) == (4, 1, 1)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT number FROM chain WHERE salt IS NOT NULL").fetchall() == [(2,)]


async def test_a_number_that_is_given_again_after_an_erasure(url: str, file: Path) -> None:
    store = await open_store(url, VAULT)
    await store.intend([entry("old", at=5)])
    await store.prune(2_000_000_000)
    await store.intend([entry("new", at=4_000_000_000)])
    await store.close()
    assert told(file) == []
    edit(file, "UPDATE action_log SET rule = 'x'")
    assert told(file) == [f"3 1 {CHANGED}"]


async def test_what_came_before_the_chain_is_in_it(url: str, file: Path) -> None:
    database_of_revision(file, "0007", "bot.storage:migrations")
    row = "(key, at, chat_id, action, outcome, detail, actor) VALUES ('{}', 7, 1, 'ban', 'done', '', 'bot')"
    edit(file, "".join(f"INSERT INTO action_log {row.format(key)};" for key in "abc"))
    await (await open_store(url, VAULT)).close()
    account = Account()
    assert list(verify(file, VAULT, (), account)) == []
    assert (account.events, account.rows, account.sealed) == (3, 3, True)
    edit(file, "UPDATE action_log SET chat_id = 2 WHERE key = 'b'")
    assert told(file) == [f"2 2 {CHANGED}"]


async def test_a_bot_does_not_make_a_changed_log_look_right(url: str, file: Path, head: str) -> None:
    edit(file, "DELETE FROM chain WHERE number >= 5; DELETE FROM action_log WHERE id = 4")
    store = await open_store(url, VAULT)
    with pytest.raises(LogChanged, match="was changed by another program: `ombud db verify` says where"):
        await store.keep_head(9)
    await store.intend([entry("later")])
    with pytest.raises(LogChanged):
        await store.keep_head(9)
    await store.close()
    assert f"7 - {NOT_SEALED}" in told(file)


async def test_the_log_goes_on_whatever_was_done_to_the_chain(url: str, file: Path, head: str) -> None:
    for script in ("DELETE FROM chain_tip", "UPDATE chain SET link = 'x'", "DELETE FROM chain"):
        edit(file, script)
        store = await open_store(url, VAULT)
        await store.intend([entry(script)])
        await store.close()
        assert told(file) != []


async def test_a_work_that_is_undone_leaves_the_chain_sound(url: str, file: Path) -> None:
    store = await open_store(url, VAULT)
    await store.intend([entry("a")])
    results = await asyncio.gather(
        store.intend([entry("b")]),
        store.settle([Settlement("a", DONE), Settlement("nothing", DONE)]),
        store.intend([entry("c")]),
        return_exceptions=True,
    )
    assert [isinstance(result, StorageError) for result in results] == [False, True, False]
    await store.close()
    assert told(file) == []


async def test_while_the_bot_is_at_work(url: str, file: Path) -> None:
    store = await open_store(url, VAULT)
    await store.intend([entry(f"k{number}") for number in range(50)])
    assert told(file) == []
    await store.close()


async def test_a_backup(url: str, file: Path, tmp_path: Path, head: str) -> None:
    given_head = head_of(head)
    assert given_head is not None
    copy = tmp_path / "copy.db"
    back_up(file, copy)
    assert told(copy, given_head) == []
    edit(copy, "UPDATE action_log SET chat_id = 2 WHERE key = 'a'")
    assert told(copy) == [f"3 1 {CHANGED}"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "there is no database at"), (b"", "it is empty"), (b"no database at all" * 99, "is not a SQLite database")],
)
def test_what_cannot_be_read(file: Path, content: bytes | None, fault: str) -> None:
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StorageError, match=fault):
        told(file)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("template") / "ombud.db"
    asyncio.run(make(f"sqlite:///{file}"))
    return file.read_bytes()


def change_any(connection: sqlite3.Connection, data: st.DataObject) -> bool:
    """Give some value of the log another one, or the same; whether it is another now."""
    column = data.draw(st.sampled_from([row[1] for row in connection.execute("PRAGMA table_info(action_log)")]))
    number = data.draw(st.integers(1, 4))
    new = data.draw(st.integers(5, 2**60) if column == "id" else st.one_of(st.text("abc"), st.integers(0, 2**60)))
    before = connection.execute("SELECT * FROM action_log ORDER BY key").fetchall()
    try:
        connection.execute(f"UPDATE action_log SET {column} = ? WHERE id = ?", (new, number))
    except sqlite3.IntegrityError:  # another row has that key
        return False
    return connection.execute("SELECT * FROM action_log ORDER BY key").fetchall() != before


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_change_of_any_value_is_found(
    tmp_path_factory: pytest.TempPathFactory, template: bytes, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("any") / "ombud.db"
    file.write_bytes(template)
    with closing(sqlite3.connect(file)) as connection, connection:
        changed = change_any(connection, data)
    assert bool(told(file)) == changed
