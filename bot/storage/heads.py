"""Heads of the log's chain: signing them, keeping them, and the keys that they are checked by.

The key that signs is derived from the key that seals texts. A former key's public half stays, endorsed by the present
key, so that heads of old can be checked after the key was changed.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.chain import Tip
from bot.core.errors import LogChanged
from bot.core.head import Head, signed_part
from bot.storage.chain import Chain
from bot.storage.columns import MICROSECONDS, micros
from bot.storage.database import Database, Part
from bot.storage.statement import Statement
from bot.storage.tables import heads, signers
from bot.storage.vault import Sealing

PURPOSE = b"ombud heads"
"""What the key that signs is derived for."""

_ENDORSED = b"ombud: a former key of mine\0"

_KEEP = Statement(insert(heads), heads.c.keys())
_LAST = Statement(select(heads).order_by(heads.c.number.desc()).limit(1))
ALL = Statement(select(heads).order_by(heads.c.number))
SIGNERS = Statement(select(signers.c.fingerprint, signers.c.public, signers.c.endorsement))
_KNOW = Statement(upsert(signers).on_conflict_do_nothing(), signers.c.keys())


class Signer:
    """Signs heads with the key that is derived from a vault's."""

    def __init__(self, key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(key)
        self.public = self._key.public_key().public_bytes_raw()
        self.fingerprint = fingerprint(self.public)

    @classmethod
    def of(cls, vault: Sealing) -> "Signer | None":
        """The signer of a vault; None if it has no key."""
        key = vault.subkey(PURPOSE)
        return None if key is None else cls(key)

    def head(self, tip: Tip, at: int) -> Head:
        """A head that ends there."""
        return Head(tip, at, self.fingerprint, self._key.sign(signed_part(tip, at, self.fingerprint).encode()))

    def endorse(self, public: bytes) -> bytes:
        """By which others know that a former key was ours."""
        return self._key.sign(_ENDORSED + public)


class SqlHeads(Part):
    """`Heads` in a database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._chain = Chain(database.vault)
        self._signer = Signer.of(database.vault)

    async def keep_head(self, at: int) -> str | None:
        """Raises `LogChanged` if the end of the log is not as the bot left it."""
        if self._signer is None:
            return None
        head = await self._database.write(partial(_keep, self._chain, self._signer, at))
        return None if head is None else head.line


def _keep(log: Chain, signer: Signer, at: int, connection: sqlite3.Connection) -> Head | None:
    tip, genuine = log.tip(connection)
    if not genuine:
        raise LogChanged("the log was changed by another program: `ombud db verify` says where")
    last = _LAST.run(connection).fetchone()
    if tip.number == (0 if last is None else last[0]):
        return None
    know(connection, signer, at)
    head = signer.head(tip, at)
    values = (tip.number, tip.link, micros(at), head.key, head.signature)
    _KEEP.run(connection, **dict(zip(heads.c.keys(), values, strict=True)))
    return head


def know(connection: sqlite3.Connection, signer: Signer, at: int, endorsement: bytes | None = None) -> None:
    """Keep the public half of a key."""
    values = (signer.fingerprint, signer.public, micros(at), endorsement)
    _KNOW.run(connection, **dict(zip(signers.c.keys(), values, strict=True)))


class Kept(NamedTuple):
    """A row of `heads`."""

    number: int
    link: bytes
    at: int
    signer: str
    signature: bytes

    @property
    def head(self) -> Head:
        """The head."""
        return Head(Tip(self.number, self.link), self.at // MICROSECONDS, self.signer, self.signature)


def fingerprint(public: bytes) -> str:
    """What a public key is called in a head: 16 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[:16]


def is_signed(signature: bytes, signed: bytes, public: bytes) -> bool:
    """Whether the signature over those bytes was made with the key whose public half it is."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def trusted(rows: list[tuple[str, bytes, bytes | None]], signer: Signer | None) -> Mapping[str, bytes]:
    """The public keys that heads may be signed with, by fingerprint; `rows` are those of `SIGNERS`.

    The signer's own, and those that it endorsed; without a signer those that are kept, for want of better.
    """
    if signer is None:
        return {name: public for name, public, _ in rows if fingerprint(public) == name}
    keys = {signer.fingerprint: signer.public}
    for _, public, endorsement in rows:
        if endorsement is not None and is_signed(endorsement, _ENDORSED + public, signer.public):
            keys[fingerprint(public)] = public
    return keys
