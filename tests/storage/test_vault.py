"""Texts at rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import StorageError
from bot.storage import open_store
from bot.storage.vault import PlainVault, SealedVault

VAULT = SealedVault(b"a secret of the tests")


@given(st.text(st.characters()))
def test_what_is_sealed_comes_back(text: str) -> None:
    for vault in (VAULT, PlainVault()):
        assert vault.unseal(vault.seal(text)) == text


def test_nothing_of_a_text_shows() -> None:
    sealed = VAULT.seal("free btc")
    assert b"btc" not in sealed
    assert VAULT.seal("free btc") != sealed


def test_what_was_kept_before_texts_were_sealed_can_be_read() -> None:
    assert VAULT.unseal(PlainVault().seal("old")) == "old"


@pytest.mark.parametrize("place", range(4, 40, 7))
def test_a_changed_text_is_told(place: int) -> None:
    sealed = bytearray(VAULT.seal("some text of a post"))
    sealed[place] ^= 1
    with pytest.raises(StorageError, match="changed, or sealed with another key"):
        VAULT.unseal(bytes(sealed))


def test_a_text_that_was_cut_off_is_told() -> None:
    with pytest.raises(StorageError):
        VAULT.unseal(VAULT.seal("x")[:9])


async def test_a_database_knows_its_key(url: str, file: Path) -> None:
    store = await open_store(url, VAULT)
    await store.keep("free btc")
    await store.close()
    assert b"free btc" not in b"".join(path.read_bytes() for path in file.parent.iterdir())
    for wrong in (SealedVault(b"another secret"), PlainVault()):
        with pytest.raises(StorageError, match="sealed with another key"):
            await open_store(url, wrong)
    store = await open_store(url, VAULT)
    assert [kept.body for kept in await store.unhandled()] == ["free btc"]
    await store.close()


async def test_a_database_without_a_key_gets_one(url: str) -> None:
    store = await open_store(url)
    await store.keep("old")
    await store.close()
    store = await open_store(url, VAULT)
    await store.keep("new")
    assert [kept.body for kept in await store.unhandled()] == ["old", "new"]
    await store.close()
