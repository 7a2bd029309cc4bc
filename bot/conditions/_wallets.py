"""Addresses of wallets in a text. Takes text as `legible` makes it."""

import base64
import re
from collections.abc import Iterator

from bot.conditions._checksums import base58, base58check, bech32, crc16, ripple_check

_SHORTEST = 26
_TOKEN = re.compile(rf"[A-Za-z0-9]{{{_SHORTEST},}}")
_TON = re.compile(r"(?<![\w-])[EUk0]Q[A-Za-z0-9_-]{46}(?![\w-])|(?<![\w:])(?:0|-1):[0-9a-fA-F]{64}(?!\w)")
_CASH = re.compile(r"(?<!\w)bitcoincash:[qp][a-z0-9]{41}(?!\w)", re.IGNORECASE)
_EVM = re.compile(r"0x[0-9a-fA-F]{40}")
_SEGWIT = re.compile(r"(bc|tb|ltc|addr|cosmos|osmo|thor|zil|one|erd|kava|inj|celestia|axelar|band)1([a-z0-9]{38,110})")
_MONERO = re.compile(r"[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}")
_STELLAR = re.compile(r"G[A-Z2-7]{55}")
_BASE58CHECK_LENGTHS = range(26, 37)
_SOLANA_LENGTHS = range(43, 45)
_SOLANA_BITS = range(241, 257)
_BESIDE = frozenset("/=_-+")
"""What stands beside a part of a link or of a key."""


def wallets(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address."""
    if max(map(len, text.split()), default=0) < _SHORTEST:
        return
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if _checked(match[0]) or _shaped(text, start, end):
            yield start, end
    for match in _TON.finditer(text):
        if ":" in match[0] or _ton(match[0]):
            yield match.span()
    for match in _CASH.finditer(text):
        yield match.span()


def _checked(token: str) -> bool:
    """Whether it is an address with a checksum that is cheap to tell."""
    if len(token) in _BASE58CHECK_LENGTHS and (base58check(token) or (token[0] == "r" and ripple_check(token))):
        return True
    if _STELLAR.fullmatch(token):
        data = base64.b32decode(token)
        return crc16(data[:-2]) == int.from_bytes(data[-2:], "little")
    segwit = _SEGWIT.fullmatch(token.lower()) if token.islower() or token.isupper() else None
    return segwit is not None and bech32(segwit[1], segwit[2])


def _shaped(text: str, start: int, end: int) -> bool:
    """Whether it looks like an address that has no checksum, or one that costs much, and like nothing else."""
    token = text[start:end]
    if _MONERO.fullmatch(token) or _EVM.fullmatch(token):
        return True
    if len(token) not in _SOLANA_LENGTHS or not _BESIDE.isdisjoint(
        text[max(0, start - 1) : start] + text[end : end + 1]
    ):
        return False
    number = base58(token)
    mixed = any(map(str.isdigit, token)) and any(map(str.isupper, token)) and any(map(str.islower, token))
    return mixed and number is not None and number.bit_length() in _SOLANA_BITS


def _ton(token: str) -> bool:
    data = base64.urlsafe_b64decode(token)
    return crc16(data[:-2]) == int.from_bytes(data[-2:], "big")
