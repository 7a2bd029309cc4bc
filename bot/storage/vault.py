"""How texts are kept at rest."""

import hashlib
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.errors import StorageError

_MARK = b"\x01OV1"
"""What sealed texts begin with; anything else was kept before texts were sealed."""

_NONCE = 12
_KEY = 32


class Sealing(Protocol):
    """A vault of which a database can tell whether it is the one that it was sealed by."""

    @property
    def fingerprint(self) -> int | None:
        """Tells keys apart and says nothing about them; None for no key."""
        ...

    def seal(self, text: str) -> bytes:
        """What is written to the database."""
        ...

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed. Raises `StorageError`."""
        ...

    def subkey(self, purpose: bytes) -> bytes | None:
        """32 bytes for that purpose alone, always the same, that say nothing about the key; None for no key."""
        ...


class PlainVault:
    """Keeps texts as UTF-8. Lone surrogates, which Telegram's JSON may hold, survive."""

    fingerprint = None

    def seal(self, text: str) -> bytes:
        return text.encode("utf-8", "surrogatepass")

    def unseal(self, sealed: bytes) -> str:
        return sealed.decode("utf-8", "surrogatepass")

    def subkey(self, purpose: bytes) -> bytes | None:
        return None


class SealedVault:
    """Seals texts by AES-256-GCM under a key that is made of `secret`, with a nonce of its own for each.

    `secret` is what only the operator has, of any length; it must not be guessable. Random nonces of 96 bits are safe
    for 2^32 texts under one key (NIST SP 800-38D, 8.3).
    """

    def __init__(self, secret: bytes) -> None:
        self._secret, self._subkeys = secret, dict[bytes, bytes]()
        self._cipher = AESGCM(_derived(secret, b"ombud texts"))
        digest = hashlib.sha256(_derived(secret, b"ombud fingerprint")).digest()
        self.fingerprint = int.from_bytes(digest[:7], "big")

    def seal(self, text: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return _MARK + nonce + self._cipher.encrypt(nonce, text.encode("utf-8", "surrogatepass"), _MARK)

    def unseal(self, sealed: bytes) -> str:
        if not sealed.startswith(_MARK):
            return sealed.decode("utf-8", "surrogatepass")
        nonce, content = sealed[len(_MARK) : len(_MARK) + _NONCE], sealed[len(_MARK) + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, content, _MARK).decode("utf-8", "surrogatepass")
        except (InvalidTag, ValueError):
            raise StorageError(
                "a text in the database cannot be opened: it was changed, or sealed with another key"
            ) from None

    def subkey(self, purpose: bytes) -> bytes:
        if purpose not in self._subkeys:
            self._subkeys[purpose] = _derived(self._secret, purpose)
        return self._subkeys[purpose]


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=purpose).derive(secret)
