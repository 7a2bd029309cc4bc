"""A key for each case, which seals what is kept of it in people's words.

The key itself is sealed by the vault and stands in a row of its own. Whoever erases a case drops that row: what copies
of the database still hold of its texts cannot be read by anybody then, once those copies' keys are gone too.
"""

import os
import sqlite3
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, ScalarSelect, bindparam, delete, insert, select

from bot.core.errors import StorageError
from bot.core.ports import Vault
from bot.storage.statement import Statement
from bot.storage.tables import case_keys

_MARK = b"\x01OC1"
"""What texts begin with that a case's key sealed; anything else was sealed by the vault."""

_NONCE = 12
_KEY = 32

_OF_CASE = case_keys.c.case_ref == bindparam("of_case")
_FIND = Statement(select(case_keys.c.key).where(_OF_CASE))
_KEEP = Statement(insert(case_keys), case_keys.c.keys())
_DROP = Statement(delete(case_keys).where(_OF_CASE))


class CaseVault:
    """Seals texts of cases. What was sealed for one case cannot be passed off as another's."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def sealed_for(self, connection: sqlite3.Connection, ref: str, text: str) -> bytes:
        """The text for a column, as a part of a transaction. Raises `StorageError` if there is no such case."""
        row = _FIND.run(connection, of_case=ref).fetchone()
        if row is not None:
            return _sealed(self._key(row[0]), ref, text)
        key, sealed = self.sealed_anew(ref, text)
        self.keep(connection, ref, key)
        return sealed

    def sealed_anew(self, ref: str, text: str) -> tuple[bytes, bytes]:
        """A new key for a case that has none, itself sealed, and the text that it sealed: see `keep`."""
        key = AESGCM.generate_key(8 * _KEY)
        return self._vault.seal(b64encode(key).decode()), _sealed(key, ref, text)

    def keep(self, connection: sqlite3.Connection, ref: str, key: bytes) -> None:
        """Keep the sealed key of a case, as a part of a transaction. Raises `StorageError` if there is no such case."""
        try:
            _KEEP.run(connection, case_ref=ref, key=key)
        except sqlite3.IntegrityError:
            raise StorageError(f"there is no case {ref}") from None

    def unsealed_for(self, connection: sqlite3.Connection, ref: str, sealed: bytes) -> str | None:
        """See `unsealed`; the key is looked up."""
        row = _FIND.run(connection, of_case=ref).fetchone()
        return self.unsealed(ref, None if row is None else row[0], sealed)

    def unsealed(self, ref: str, key: bytes | None, sealed: bytes) -> str | None:
        """The text that was sealed for the case, whose row of `case_keys` has that key; None if the key was dropped.

        Also what was sealed by the vault, before cases had keys. Raises `StorageError`.
        """
        if not is_of_a_case(sealed):
            return self._vault.unseal(sealed)
        if key is None:
            return None
        nonce, content = sealed[len(_MARK) : len(_MARK) + _NONCE], sealed[len(_MARK) + _NONCE :]
        try:
            opened = AESGCM(self._key(key)).decrypt(nonce, content, _MARK + ref.encode())
        except (InvalidTag, ValueError):
            raise StorageError(f"a text of case {ref} cannot be opened: it was changed") from None
        return opened.decode("utf-8", "surrogatepass")

    def _key(self, sealed: bytes) -> bytes:
        return b64decode(self._vault.unseal(sealed))


def _sealed(key: bytes, ref: str, text: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _MARK + nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8", "surrogatepass"), _MARK + ref.encode())


def key_of(ref: ColumnElement[str]) -> ScalarSelect[bytes]:
    """What `CaseVault.unsealed` needs, for a column with a case's ref."""
    return select(case_keys.c.key).where(case_keys.c.case_ref == ref).scalar_subquery()


def is_of_a_case(sealed: bytes) -> bool:
    """Whether a case's key sealed it, and not the vault."""
    return sealed.startswith(_MARK)


def drop_key(connection: sqlite3.Connection, ref: str) -> bool:
    """Make every text of the case unreadable for good; False if it had no key."""
    return _DROP.run(connection, of_case=ref).rowcount > 0
