"""Heads: what is published of the log from time to time, so that nobody can rewrite it afterwards, not even its owner.

A head is one line: how many events the log had, when, the last link, the fingerprint of the key that signs, and the
signature over all before it (Ed25519). Binary parts are in URL-safe base64 without padding (RFC 4648, 5). The idea is
that of C2SP's signed checkpoints, for a chain in place of a tree.
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.chain import Tip

_MARK = "ombud-head v1"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_LINE = re.compile(
    r"ombud-head\s+v1\s+(?P<number>[0-9]{1,18})\s+"
    r"(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\s+"
    r"(?P<link>[A-Za-z0-9_-]{43})\s+(?P<key>[0-9a-f]{16})\s+(?P<signature>[A-Za-z0-9_-]{86})(?![A-Za-z0-9_-])"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A head; `at` in seconds since 1970 UTC, `key` the fingerprint of the public key in hexadecimal digits."""

    tip: Tip
    at: int
    key: str
    signature: bytes

    @property
    def line(self) -> str:
        """The head as it is published: some 190 characters."""
        return f"{signed_part(self.tip, self.at, self.key)} {_text(self.signature)}"

    @property
    def signed(self) -> bytes:
        """What the signature is over."""
        return signed_part(self.tip, self.at, self.key).encode()


def signed_part(tip: Tip, at: int, key: str) -> str:
    """A head without its signature."""
    time = datetime.fromtimestamp(at, UTC).strftime(_TIME)
    return f"{_MARK} {tip.number} {time} {_text(tip.link)} {key}"


def head_of(line: str) -> Head | None:
    """The head in a text, whatever stands around it; None if there is none."""
    match = _LINE.search(line)
    if match is None:
        return None
    try:
        at = datetime.strptime(match["at"], _TIME).replace(tzinfo=UTC)
        link, signature = _bytes(match["link"]), _bytes(match["signature"])
    except (ValueError, binascii.Error):
        return None
    return Head(Tip(int(match["number"]), link), int(at.timestamp()), match["key"], signature)


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
