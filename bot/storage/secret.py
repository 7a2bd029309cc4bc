"""Secrets of a database that stay when its key changes: what was hashed with them must be found again."""

import os
import sqlite3
from base64 import b64decode, b64encode

from sqlalchemy import bindparam, insert, select

from bot.core.ports import Vault
from bot.storage.statement import Statement
from bot.storage.tables import lasting_keys

HASHES = "hashes"
"""The secret that hashes of texts are keyed with."""

_SIZE = 32

_FIND = Statement(select(lasting_keys.c.key).where(lasting_keys.c.name == bindparam("of_name")))
_KEEP = Statement(insert(lasting_keys), lasting_keys.c.keys())


def secret(connection: sqlite3.Connection, vault: Vault, name: str) -> bytes:
    """The secret of that name: 32 random bytes, made when it is asked for the first time, and sealed by the vault."""
    row = _FIND.run(connection, of_name=name).fetchone()
    if row is not None:
        return b64decode(vault.unseal(row[0]))
    made = os.urandom(_SIZE)
    _KEEP.run(connection, name=name, key=vault.seal(b64encode(made).decode()))
    return made
