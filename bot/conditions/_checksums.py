"""Checksums by which bank cards and wallets are told from other rows of letters and digits."""

import binascii
import hashlib
from collections.abc import Iterable

_BASE58 = {char: value for value, char in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
_RIPPLE = str.maketrans("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz", "".join(_BASE58))
_BECH32 = {char: value for value, char in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_ENDS = frozenset({1, 0x2BC830A3})
_BASE58_CHECKED = (25, 26)
_CHECK = 4
_DOUBLE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(digits: str) -> bool:
    """Whether the last of the ASCII digits is the check digit that the others ask for."""
    plain = sum(map(int, digits[-1::-2]))
    return (plain + sum(_DOUBLE[int(digit)] for digit in digits[-2::-2])) % 10 == 0


def base58(text: str) -> int | None:
    """The number that the text is in base 58; None if it is none."""
    number = 0
    for char in text:
        value = _BASE58.get(char)
        if value is None:
            return None
        number = number * 58 + value
    return number


def base58check(text: str) -> bool:
    """Whether the text is a version and a hash of 20 bytes, with their checksum."""
    number = base58(text)
    return number is not None and any(_base58check(number, length) for length in _BASE58_CHECKED)


def ripple_check(text: str) -> bool:
    """The same with the alphabet that the XRP ledger uses."""
    return base58check(text.translate(_RIPPLE))


def _base58check(number: int, length: int) -> bool:
    if number.bit_length() > length * 8:
        return False
    data = number.to_bytes(length, "big")
    return hashlib.sha256(hashlib.sha256(data[:-_CHECK]).digest()).digest()[:_CHECK] == data[-_CHECK:]


def bech32(prefix: str, data: str) -> bool:
    """Whether the checksum at the end of the data fits; both in lower case. Takes either version."""
    values = [_BECH32.get(char, -1) for char in data]
    if -1 in values:
        return False
    head = (*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix))
    return _polymod((*head, *values)) in _BECH32_ENDS


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_BECH32_GENERATORS):
            if top >> place & 1:
                check ^= generator
    return check


def crc16(data: bytes) -> int:
    """The CRC of 16 bits that XMODEM uses."""
    return binascii.crc_hqx(data, 0)
