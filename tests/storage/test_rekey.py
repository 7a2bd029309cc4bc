"""Another key for a database."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, LargeBinary

from bot.core.appeal import Appeal
from bot.core.errors import StorageError
from bot.core.head import head_of
from bot.core.pause import Pause
from bot.core.report import Report
from bot.core.transitions import Party
from bot.storage import open_store, rekey
from bot.storage.hold import Hold
from bot.storage.tables import metadata
from bot.storage.vault import PlainVault, SealedVault, Sealing
from bot.storage.verify import Account, verify
from tests.storage.makers import CHAT, case, entry, match, post

OLD, NEW, THIRD = (SealedVault(name * 8) for name in (b"old", b"new", b"third"))
WORDS = ["free money", "an update", "he lies", "not I", "Cats", "a raid"]


async def fill(url: str, vault: Sealing | None) -> str | None:
    """Something in every column that is sealed. The line of a head."""
    store = await open_store(url, vault)
    await store.keep("an update")
    await store.meet_chat(post().chat, 5)
    await store.intend([entry("a")], post("free money"), [match()])
    await store.open_case(case(), post("free money"))
    await store.add_report(Report("R-1", "C-7K2M", 9, 5, None, "he lies"))
    await store.add_appeal(Appeal("C-7K2M", 5, 42, Party.AUTHOR, 6, "not I"))
    await store.pause(Pause(CHAT, since=5, until=None, actor="7", why="a raid"), None)
    line = await store.keep_head(7)
    await store.close()
    return line


def content_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def read(url: str, vault: Sealing) -> list[str]:
    """What `fill` put there."""
    store = await open_store(url, vault)
    (update,), (pause,) = await store.unhandled(), await store.pauses()
    (report,), (appeal,) = await store.reports_about("C-7K2M"), await store.appeals_about("C-7K2M")
    case_post = await store.case_post("C-7K2M")
    await store.close()
    assert case_post is not None
    return [case_post.surfaces[0].text, update.body, report.words, appeal.words, case_post.chat.title or "", pause.why]


def texts(file: Path, vault: Sealing, column: Column[Any]) -> list[str]:
    """Texts of a column that the vault sealed."""
    with closing(sqlite3.connect(file)) as connection:
        return [
            vault.unseal(value) for (value,) in connection.execute(f"SELECT {column.name} FROM {column.table.name}")
        ]


def faults(file: Path, vault: SealedVault, *lines: str | None) -> list[str]:
    given = [head for line in lines if line is not None and (head := head_of(line)) is not None]
    assert len(given) == len(lines)
    return [fault.what for fault in verify(file, vault, given, Account())]


async def test_all_is_sealed_anew(url: str, file: Path) -> None:
    head = await fill(url, OLD)
    done = rekey.rekey(file, OLD, NEW, 9.0)
    assert (done.texts, done.before) == (6, False)
    assert await read(url, NEW) == WORDS
    for column in (metadata.tables["chats"].c.title, metadata.tables["matched_posts"].c.content):
        assert len(texts(file, NEW, column)) == 1
    assert faults(file, NEW, head) == []
    with pytest.raises(StorageError, match="was sealed with another key"):
        await open_store(url, OLD)


async def test_nothing_is_left_that_the_old_key_opens(url: str, file: Path) -> None:
    await fill(url, OLD)
    with closing(sqlite3.connect(file)) as connection:
        sealed = [
            value
            for column in rekey.SEALED
            for (value,) in connection.execute(f"SELECT {column.name} FROM {column.table.name}")
        ]
    assert len(sealed) == len(rekey.SEALED)
    of_cases = [value for value in sealed if value.startswith(b"\x01OC1")]
    assert len(of_cases) == 3
    rekey.rekey(file, OLD, NEW, 9.0)
    on_disk = content_of(file.parent)
    assert [value for value in sealed if value in on_disk and value not in of_cases] == []


async def test_keys_one_after_the_other(url: str, file: Path) -> None:
    heads = [await fill(url, OLD)]
    for number, (old, new) in enumerate([(OLD, NEW), (NEW, THIRD), (THIRD, OLD)]):
        rekey.rekey(file, old, new, 9.0)
        store = await open_store(url, new)
        await store.intend([entry(f"after {number}")])
        heads.append(await store.keep_head(20 + number))
        await store.close()
        assert faults(file, new, *heads) == []


async def test_a_database_that_has_the_new_key_already(url: str, file: Path) -> None:
    await fill(url, OLD)
    rekey.rekey(file, OLD, NEW, 9.0)
    assert rekey.rekey(file, OLD, NEW, 9.0) == rekey.Rekeyed(0, before=True)
    assert await read(url, NEW) == WORDS


async def test_what_was_kept_before_there_was_a_key(url: str, file: Path) -> None:
    await fill(url, PlainVault())
    rekey.rekey(file, OLD, NEW, 9.0)
    assert await read(url, NEW) == WORDS
    assert faults(file, NEW) == []
    assert not [word for word in ("an update", "Cats", "a raid") if word.encode() in content_of(file.parent)]


@pytest.mark.parametrize("after", range(7))
async def test_an_interruption_changes_nothing(
    url: str, file: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    head = await fill(url, OLD)
    sound, left = rekey._anew, [after]

    def interrupted(*arguments: Any) -> bytes:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return sound(*arguments)

    monkeypatch.setattr(rekey, "BATCH", 1)
    monkeypatch.setattr(rekey, "_anew", interrupted)
    if after < 6:
        with pytest.raises(KeyboardInterrupt):
            rekey.rekey(file, OLD, NEW, 9.0)
        assert await read(url, OLD) == WORDS
        assert faults(file, OLD, head) == []
    monkeypatch.undo()
    rekey.rekey(file, OLD, NEW, 9.0)
    assert await read(url, NEW) == WORDS


async def test_pardons_outlive_the_key(url: str, file: Path) -> None:
    for number, vault in enumerate((OLD, NEW)):
        if number:
            rekey.rekey(file, OLD, NEW, 9.0)
        store = await open_store(url, vault)
        if not number:
            await store.pardon(CHAT, ["scams/money"], post(), "C-7K2M", 5)
        assert await store.pardoned(CHAT, post(), [match()]) == {"scams/money"}
        await store.close()


async def test_many_rows(url: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await open_store(url, OLD)
    await asyncio.gather(*(store.keep(f"update {number}") for number in range(25)))
    await store.close()
    monkeypatch.setattr(rekey, "BATCH", 10)
    assert rekey.rekey(file, OLD, NEW, 9.0).texts == 26
    store = await open_store(url, NEW)
    assert sorted(kept.body for kept in await store.unhandled()) == sorted(f"update {number}" for number in range(25))
    await store.close()


async def test_a_text_that_cannot_be_opened(url: str, file: Path) -> None:
    await fill(url, OLD)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE pauses SET why = substr(why, 1, 20)")
    with pytest.raises(StorageError, match=rf"pauses\.why of {CHAT}, +cannot be opened .* nothing was changed"):
        rekey.rekey(file, OLD, NEW, 9.0)
    with pytest.raises(StorageError, match="was sealed with another key"):
        rekey.rekey(file, NEW, THIRD, 9.0)


async def test_a_log_that_was_changed_does_not_look_right_afterwards(url: str, file: Path) -> None:
    await fill(url, OLD)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE chain_tip SET seal = zeroblob(32)")
    rekey.rekey(file, OLD, NEW, 9.0)
    assert faults(file, NEW) == ["the end of the chain is not sealed with the bot's key: another program wrote to it"]


async def test_while_the_bot_runs(url: str, file: Path) -> None:
    await fill(url, OLD)
    hold = Hold.take(file, within=0)
    with pytest.raises(StorageError, match="is in use by another program"):
        rekey.rekey(file, OLD, NEW, 9.0)
    hold.release()


NOT_SEALED = {
    "remembered_messages.sketch",
    "chain.salt",
    "chain.commitment",
    "chain.link",
    "chain_tip.link",
    "chain_tip.seal",
    "heads.link",
    "heads.signature",
    "signers.public",
    "signers.endorsement",
}


def test_no_sealed_column_is_forgotten() -> None:
    """A new column of bytes has to be named in `rekey.SEALED`, or here."""
    binary = {
        str(column)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert binary == {str(column) for column in rekey.SEALED} | NOT_SEALED
