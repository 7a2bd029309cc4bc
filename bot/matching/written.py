"""Addresses in a text: where they stand, however they are written."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from bot.matching.addresses import Address, parse_address
from bot.matching.defanged import loose, mended
from bot.matching.glued import host_start
from bot.matching.hosts import (
    CLEAR_SUFFIXES,
    FILE_SUFFIXES,
    SHORTENERS,
    TELEGRAM_HOSTS,
    WORD_SUFFIXES,
    ip_address,
    split_host,
    suffixes,
)
from bot.matching.lookalikes import latin
from bot.matching.triggers import addressed, defanged, loosely_addressed
from bot.matching.views import Reading

_END = r"\s<>\"“”«»`|"
_PUNCTUATION = ".,;:!?'\")]}…*_~"
# One address ends where the next begins, unless it is part of the first.
_NEXT = r"(?!(?<![/=?&#:%.])[,;]?https?://)"
_SCHEMED = re.compile(rf"(?:(?<![a-z0-9])(?:https?:[/\\]+|(?:ftp|tg|ton|wss?)://+)|https?://+)(?:{_NEXT}[^{_END}])+")
_BARE = re.compile(
    rf"(?:(?<![\w@.%+/-])|(?<=[\s(\[>]//)|(?<=\A//))(?:[\w-]{{1,63}}\.){{1,12}}(?:[\w-]{{2,63}}|\d)\.?(?::\d{{1,5}})?"
    rf"(?:[/?#][^{_END}]*)?(?![\w@])"
)
_TABBED = re.compile(rf"https?:[/\\]{{1,3}}[^{_END}]{{1,255}}(?:\t[^{_END}]{{1,255}}){{1,4}}", re.IGNORECASE)
_WELL_KNOWN = SHORTENERS | TELEGRAM_HOSTS
_MOST = 100
"""Addresses read in one text."""

Found = tuple[Address, int, int, bool]
"""An address, where in the original it stands, and whether it had to be mended to be seen."""


def named_hosts(text: str) -> Iterator[str]:
    """The hosts that a shown text names."""
    return (address.host for address, _, _, _ in text_addresses(Reading(text)))


def text_addresses(reading: Reading, known: Container[str] = frozenset()) -> Iterator[Found]:
    """The addresses in a text; where two overlap, the plainer comes first."""
    plain = reading.plain
    if known and "\t" in reading.original:
        yield from _with_tabs(reading.original, known)
    if reading.unusual and addressed(reading.data):
        yield from _search(reading, plain, range(len(plain)), known, folded=False)
        if defanged(reading.encoded.data) and (again := mended(plain)):
            yield from _search(reading, *again, known, folded=True)
        if "." in plain:
            for copy in reading.repaired:
                yield from _search(reading, copy.text, copy.places, known, folded=True)
    if known and reading.unusual and loosely_addressed(reading.data):
        for url, start, end in loose(plain, known):
            if address := parse_address(url):
                yield address, *reading.locate(start, end), True


def _search(
    reading: Reading, text: str, places: Sequence[int], known: Container[str], *, folded: bool
) -> Iterator[Found]:
    count = 0
    for pattern in (_SCHEMED, _BARE) if ":/" in text or ":\\" in text else (_BARE,):
        for match in pattern.finditer(text):
            count += 1
            if count > _MOST:
                return
            start, end = match.start(), match.start() + len(match[0].rstrip(_PUNCTUATION))
            if pattern is _BARE and not match[0].isascii():
                start += _glued(match[0], known)
            if end <= start:
                continue
            written = reading.locate(places[start], places[end - 1] + 1)
            spelled = reading.original[written[0] : written[1]]
            if folded and "@" in spelled and pattern is _BARE:
                continue
            # Paths keep their letter case where the address stands as it is written.
            as_written = spelled.casefold() == text[start:end]
            address = parse_address(spelled if as_written else text[start:end])
            if address and (pattern is _SCHEMED or _credible(address, spelled, known)):
                length = len(address.url)
                if length < end - start:
                    written = reading.locate(places[start], places[start + length - 1] + 1)
                yield address, *written, folded


def _with_tabs(original: str, known: Container[str]) -> Iterator[Found]:
    """The addresses under a known domain with tabs in them, which browsers leave out (WHATWG URL, basic parser)."""
    for match in islice(_TABBED.finditer(original), _MOST):
        pieces = match[0].split("\t")
        first = parse_address(pieces[0])
        for count in range(2, len(pieces) + 1):
            written = "\t".join(pieces[:count]).rstrip(_PUNCTUATION)
            address = parse_address(written.replace("\t", ""))
            if address and first and address.host == first.host:
                break
            if address and _is_known(address.host, known):
                yield address, match.start(), match.start() + len(written), True
                break


def _glued(bare: str, known: Container[str]) -> int:
    """How much of a bare name is other text glued to its front."""
    host = re.split(r"[:/?#]", bare, maxsplit=1)[0]
    return 0 if _is_known(host, known) else host_start(host)


def _is_known(host: str, known: Container[str]) -> bool:
    return any(suffix in known for suffix in suffixes(host)) or (
        not host.isascii() and any(suffix in known for suffix in suffixes(latin(host)))
    )


def _credible(address: Address, written: str, known: Container[str]) -> bool:
    """Whether a bare name is an address, and not a file, an abbreviation or two sentences."""
    host = address.host
    if _is_known(host, known):
        return True
    if ip_address(host):
        return bool(address.path or address.port)
    domain, suffix = split_host(host)
    if host.startswith("www.") or address.path.strip("/") or domain in _WELL_KNOWN:
        return bool(domain)
    return bool(domain) and _unmistakable(address, domain, suffix, written)


def _unmistakable(address: Address, domain: str, suffix: str, written: str) -> bool:
    """Whether nothing but a host is written like the bare name."""
    label = domain.removesuffix(f".{suffix}")
    last = suffix.rpartition(".")[2]
    if label.isdigit() or (suffix == last and last in FILE_SUFFIXES):
        return address.port
    if last in WORD_SUFFIXES and suffix == last:
        return address.port or any(char.isdigit() or char == "-" for char in label)
    return last in CLEAR_SUFFIXES or not written.rpartition(".")[2].istitle()
