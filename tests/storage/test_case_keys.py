"""A key for each case."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import StorageError
from bot.storage.case_keys import CaseVault, drop_key
from bot.storage.schema import bring_up_to_date
from bot.storage.vault import PlainVault, SealedVault, Sealing

VAULT = SealedVault(b"a secret of the tests")
REF = "C-7K2M"


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    bring_up_to_date(connection, file)
    connection.execute("PRAGMA foreign_keys=OFF")
    yield connection
    connection.close()


@pytest.mark.parametrize("vault", [VAULT, PlainVault()])
def test_what_is_sealed_comes_back(connection: sqlite3.Connection, vault: Sealing) -> None:
    cases = CaseVault(vault)

    @given(st.text(st.characters()))
    def check(text: str) -> None:
        assert cases.unsealed_for(connection, REF, cases.sealed_for(connection, REF, text)) == text

    check()
    assert connection.execute("SELECT count(*) FROM case_keys").fetchone() == (1,)


def test_nothing_of_the_key_or_the_text_shows(connection: sqlite3.Connection) -> None:
    sealed = CaseVault(VAULT).sealed_for(connection, REF, "free btc")
    (key,) = connection.execute("SELECT key FROM case_keys").fetchone()
    assert b"btc" not in sealed
    assert VAULT.unseal(key).encode() not in key


def test_once_the_key_is_dropped_nothing_can_be_read(connection: sqlite3.Connection) -> None:
    cases = CaseVault(VAULT)
    sealed = cases.sealed_for(connection, REF, "x")
    assert drop_key(connection, REF)
    assert not drop_key(connection, REF)
    assert cases.unsealed_for(connection, REF, sealed) is None
    later = cases.sealed_for(connection, REF, "y")
    assert cases.unsealed_for(connection, REF, later) == "y"
    with pytest.raises(StorageError, match=f"a text of case {REF} cannot be opened"):
        cases.unsealed_for(connection, REF, sealed)


def test_a_text_is_of_one_case_alone(connection: sqlite3.Connection) -> None:
    cases = CaseVault(VAULT)
    sealed = cases.sealed_for(connection, REF, "x")
    connection.execute("INSERT INTO case_keys SELECT 'C-OTHER', key FROM case_keys")
    with pytest.raises(StorageError, match="a text of case C-OTHER cannot be opened"):
        cases.unsealed_for(connection, "C-OTHER", sealed)


@pytest.mark.parametrize("place", range(4, 40, 7))
def test_a_changed_text_is_told(connection: sqlite3.Connection, place: int) -> None:
    cases = CaseVault(VAULT)
    sealed = bytearray(cases.sealed_for(connection, REF, "some text of a post"))
    sealed[place] ^= 1
    with pytest.raises(StorageError, match="it was changed"):
        cases.unsealed_for(connection, REF, bytes(sealed))


@pytest.mark.parametrize("vault", [VAULT, PlainVault()])
def test_what_the_vault_sealed_before_cases_had_keys(connection: sqlite3.Connection, vault: Sealing) -> None:
    assert CaseVault(vault).unsealed_for(connection, REF, vault.seal("old")) == "old"


def test_a_key_goes_with_its_case(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(StorageError, match=f"there is no case {REF}"):
        CaseVault(VAULT).sealed_for(connection, REF, "x")
    connection.execute(
        "INSERT INTO cases (ref, chat_id, revision, latest_revision, origin, opened_at, state, version)"
        " VALUES (?, 1, 0, 0, 'rule', 0, 'open', 0)",
        (REF,),
    )
    CaseVault(VAULT).sealed_for(connection, REF, "x")
    connection.execute("DELETE FROM cases")
    assert connection.execute("SELECT count(*) FROM case_keys").fetchone() == (0,)
