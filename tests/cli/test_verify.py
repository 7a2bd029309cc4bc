"""`ombud db verify`, `head` and `rekey` as people see them."""

import asyncio
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.keys import vault_of
from bot.config import Secret, Storage
from bot.core.log import Settlement
from bot.core.outcome import DONE
from bot.storage import open_store
from bot.storage.hold import Hold
from tests.cli.conftest import Run
from tests.storage.makers import entry

KEPT_AT = 1_795_356_300


def fill(storage: Storage) -> str:
    """Two rows, three events and a head, whose line it returns."""

    async def make() -> str:
        store = await open_store(storage.url, vault_of(storage))
        await store.keep("free btc")
        await store.intend([entry("a"), entry("b")])
        await store.settle([Settlement("a", DONE)])
        line = await store.keep_head(KEPT_AT)
        await store.close()
        assert line is not None
        return line

    return asyncio.run(make())


@pytest.fixture
def head(here: Path) -> str:
    return fill(Storage(f"sqlite:///{here / 'ombud.db'}"))


def edit(file: str, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


def test_a_sound_log(run: Run, head: str) -> None:
    ran = run("db", "verify")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "the log is sound: 2 rows, 3 events, 1 heads; its end is sealed\n"
    ran = run("db", "verify", "--head", f"State of the log:\n{head}", "--head", head)
    assert (ran.status, ran.out.count("3 heads")) == (0, 1)


def test_a_log_that_is_not_sound(run: Run, head: str) -> None:
    edit("ombud.db", "UPDATE action_log SET outcome = 'failed' WHERE key = 'a'; DELETE FROM chain WHERE number = 1")
    ran = run("db", "verify")
    assert (ran.status, ran.err) == (1, "")
    assert re.sub(r"of 20\S+ \S+Z", "of NOW", ran.out) == (
        "event 2 of NOW, row 2 of the log: event 1 is missing before it\n"
        "event 3 of NOW, row 1 of the log: the row was changed from outside: it is not what its last event committed to\n"
        "the log is not sound: 2 faults\n"
    )


def test_many_faults(run: Run, head: str) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 129)"
    edit(
        "ombud.db",
        f"{many} INSERT INTO action_log SELECT i, i, at, chat_id, message_id, user_id, action, rule, rule_version,"
        " outcome, detail, actor, case_ref FROM action_log, n WHERE id = 1",
    )
    ran = run("db", "verify")
    assert ran.status == 1
    assert ran.out.splitlines()[0] == "row 10 of the log: the row was put in from outside: no event is about it"
    assert ran.out.splitlines()[100:] == ["the log is not sound: 120 faults, 20 not shown"]


def test_a_log_that_was_rewritten_as_a_whole(run: Run, head: str, here: Path) -> None:
    (here / "ombud.db").rename(here / "before.db")
    fill(Storage(f"sqlite:///{here / 'ombud.db'}"))
    assert run("db", "verify").status == 0
    ran = run("db", "verify", "--head", head)
    assert ran.status == 1
    assert ran.out.startswith(
        "event 3: the head of 3 events, given, says otherwise: the log was rewritten at this event"
    )


def test_a_log_that_was_cut_off_after_a_head(run: Run, head: str, here: Path) -> None:
    assert run("db", "backup", "copy.db").status == 0
    edit(
        "copy.db",
        "DELETE FROM chain; DELETE FROM action_log; DELETE FROM chain_tip; DELETE FROM heads; DELETE FROM signers",
    )
    ran = run("db", "verify", "copy.db", "--head", head)
    assert ran.status == 1
    assert "the head of 3 events, given, counts more than the 0 there are: the rest was cut off" in ran.out


def test_a_backup_without_the_key(run: Run, head: str, here: Path) -> None:
    assert run("db", "backup", "copy.db").status == 0
    (here / "ombud.key").unlink()
    ran = run("db", "verify", "copy.db", "--head", head)
    assert (ran.status, ran.out) == (0, "the log is sound: 2 rows, 3 events, 2 heads\n")
    assert ran.err == "there is no key: neither the seal of the end nor whose the signatures are is checked\n"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ((), "there is no database at"),
        (("nothing.db",), "there is no database at nothing.db"),
        (("house.yaml",), "house.yaml is not a SQLite database"),
        (("--head", "x"), "that is no head: take the whole line that begins with `ombud-head v1`"),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...], fault: str) -> None:
    ran = run("db", "verify", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert fault in ran.err


def test_heads_are_printed(run: Run, head: str) -> None:
    for arguments in ((), ("--last",)):
        assert run("db", "head", *arguments).out == f"{head}\n"


def test_pruning_and_pausing_by_hand_keep_the_log_sound(run: Run, head: str) -> None:
    for arguments in (("pause", "--why", "a raid"), ("resume",), ("db", "prune")):
        assert (ran := run(*arguments)).status == 0, ran.err
    ran = run("db", "verify")
    assert (ran.status, ran.out) == (0, "the log is sound: 4 rows, 5 events, 1 heads; its end is sealed\n")


def test_a_new_key_that_is_made(run: Run, head: str, here: Path) -> None:
    old = (here / "ombud.key").read_bytes()
    ran = run("db", "rekey", "--generate")
    assert (ran.status, ran.err) == (0, "")
    (kept,) = here.glob("ombud.key.old-*Z")
    assert ran.out == (
        f"{here}/ombud.db has a new key: 2 texts were sealed anew\n"
        f"the new key is in {here}/ombud.key: back it up, and keep the copy apart from those of the database\n"
        f"backups made before can only be read with the old key ({kept}): keep it for as long as you keep them, "
        "at most 30 days, then delete both. If the old key was stolen, delete them now and make a new backup\n"
    )
    assert kept.read_bytes() == old
    assert stat.S_IMODE((here / "ombud.key").stat().st_mode) == 0o600
    ran = run("db", "verify", "--head", head)
    assert (ran.status, ran.out) == (0, "the log is sound: 2 rows, 3 events, 2 heads; its end is sealed\n")


def test_a_new_key_of_ones_own(run: Run, head: str, here: Path) -> None:
    (here / "my.key").write_text("a key of my own making\n")
    ran = run("db", "rekey", "--new-key-file", "my.key")
    assert ran.status == 0
    assert f"set `storage.key_file: {here}/my.key`" in ran.out
    assert "has the new key already" in run("db", "rekey", "--new-key-file", "my.key").out
    assert run("db", "verify").status == 1
    (here / "config.yaml").write_text("storage: {key_file: my.key}")
    assert run("db", "verify").status == 0


def test_a_key_that_was_in_the_configuration(run: Run, here: Path) -> None:
    fill(Storage(f"sqlite:///{here / 'ombud.db'}", Secret("a key of my own making")))
    (here / "config.yaml").write_text("storage: {key: a key of my own making}")
    ran = run("db", "rekey", "--generate")
    assert ran.status == 0
    assert "remove `storage.key` from the configuration" in ran.out
    assert "the old key (`storage.key` as it was)" in ran.out
    (here / "config.yaml").unlink()
    assert run("db", "verify").status == 0


def test_an_interruption_before_the_key_file_is_replaced(
    run: Run, head: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (here / "ombud.key").read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("bot.app.keys.put_in_place", interrupted)
        assert run("db", "rekey", "--generate").status == 130
    assert (here / "ombud.key").read_bytes() == old
    ran = run("db", "prune")
    assert ran.status == 2
    assert "if `ombud db rekey` was interrupted, run it again" in ran.err
    ran = run("db", "rekey", "--generate")
    assert (ran.status, "has the new key already" in ran.out) == (0, True)
    assert run("db", "prune").status == 0
    assert run("db", "verify", "--head", head).status == 0


def test_while_the_bot_runs(run: Run, head: str, here: Path) -> None:
    hold = Hold.take(here / "ombud.db", within=0)
    assert run("db", "verify").status == 0
    ran = run("db", "rekey", "--generate")
    assert (ran.status, ran.out) == (2, "")
    assert "is in use by another program (a running `ombud run`?): end that one" in ran.err
    hold.release()
    assert run("db", "rekey", "--generate").status == 0


@pytest.mark.parametrize("arguments", [(), ("--generate", "--new-key-file", "x")])
def test_one_way_to_a_new_key(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("db", "rekey", *arguments).status == 2


def test_there_must_be_a_database_and_a_key(run: Run, here: Path) -> None:
    assert "there is no database at" in run("db", "rekey", "--generate").err
    asyncio.run(_without_key(here / "ombud.db"))
    assert "there is no key to replace" in run("db", "rekey", "--generate").err
    assert not (here / "ombud.key").exists()


async def _without_key(file: Path) -> None:
    await (await open_store(f"sqlite:///{file}")).close()
