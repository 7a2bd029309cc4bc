"""Addresses in text: their parts, and where they stand, however they are defanged."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, unquote

from bot.core.query import LinkKind
from bot.matching.hosts import (
    CLEAR_SUFFIXES,
    FILE_SUFFIXES,
    SHORTENERS,
    TELEGRAM_HOSTS,
    WORD_SUFFIXES,
    ip_address,
    is_host,
    normal_host,
    split_host,
    suffixes,
)
from bot.matching.triggers import addressed
from bot.matching.views import Reading

_END = r"\s<>\"“”«»`|"
_PUNCTUATION = ".,;:!?'\")]}…*_~"
_DEFANGED = re.compile(
    r"(?P<dot>\s{0,2}[\[({<]\s?(?:\.|dot|d0t|точка|тчк)\s?[\])}>]\s{0,2}"
    r"|\s(?:dot|d0t|точка)\s(?=[a-zа-я]{2,10}\b)|(?<=\w)\s\.\s?(?=[a-zа-я]{2,6}\b)|[。｡])"
    r"|(?P<colon>\[:\]|\s:\s?(?=//))|(?P<slash>\[/\]|\s/\s(?=\S))|(?P<scheme>\bh(?:xx|tx|xt|\*\*|__)p(?=s?(?::|\[:\])))"
)
_PLAIN_SIGNS = {"dot": ".", "colon": ":", "slash": "/", "scheme": "http"}
_SCHEMED = re.compile(rf"(?<![a-z0-9])(?:https?|ftp|tg|ton|wss?)://+[^{_END}]+")
_BARE = re.compile(
    rf"(?<![\w@.%+/-])(?:[\w-]{{1,63}}\.){{1,12}}(?:[\w-]{{2,63}}|\d)\.?(?::\d{{1,5}})?(?:[/?#][^{_END}]*)?(?![\w@])"
)
_PARTS = re.compile(r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):/{2,}|//)?(?P<authority>[^/?#\\]*)(?P<path>.*)", re.DOTALL)
_PORT = re.compile(r":\d*$")
_INVITES = ("/+", "/joinchat/", "/addlist/")
_WELL_KNOWN = SHORTENERS | TELEGRAM_HOSTS
_MOST = 100
"""Addresses read in one text."""


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address. `disguised` says that what stands before its host looks like one."""

    url: str
    host: str
    path: str
    scheme: str = ""
    port: bool = False
    disguised: bool = False


@lru_cache(maxsize=1024)
def parse_address(text: str) -> Address | None:
    """The parts of a text that is known to be an address; None if it has no host that is one."""
    match = _PARTS.match(text.strip())
    if match is None:
        return None
    scheme = (match["scheme"] or "").lower()
    path = match["path"].replace("\\", "/")
    if scheme == "tg":
        return _telegram(text, match["authority"], path)
    user, _, host = match["authority"].rpartition("@")
    if user and not scheme:
        return None
    bare = _PORT.sub("", host)
    name = normal_host(unquote(bare))
    if scheme in ("", "http", "https") and (address := ip_address(name)) and (scheme or "." in name):
        name = address
    elif not is_host(name) or not (scheme or "." in name):
        return None
    if path and not path.startswith("/"):
        path = f"/{path}"
    return Address(text, name, path, scheme, port=bare != host, disguised="." in user)


def _telegram(url: str, verb: str, path: str) -> Address:
    """`tg://` addresses lead where the `t.me` ones do that they stand for."""
    arguments = parse_qs(path.partition("?")[2])
    invite, name = arguments.get("invite", [""])[0], arguments.get("domain", [""])[0]
    if verb == "join":
        return Address(url, "t.me", f"/+{invite}", "tg")
    return Address(url, "t.me", f"/{name or verb}", "tg")


def link_kinds(address: Address) -> frozenset[LinkKind]:
    """What the address leads to."""
    hosts = set(suffixes(address.host))
    if hosts & TELEGRAM_HOSTS:
        invite = address.path.startswith(_INVITES)
        return frozenset({LinkKind.TELEGRAM, LinkKind.INVITE} if invite else {LinkKind.TELEGRAM})
    kinds = {LinkKind.EXTERNAL}
    if hosts & SHORTENERS:
        kinds.add(LinkKind.SHORTENER)
    if ip_address(address.host):
        kinds.add(LinkKind.IP)
    return frozenset(kinds)


def named_hosts(text: str) -> Iterator[str]:
    """The hosts that a shown text names."""
    return (address.host for address, _, _, _ in text_addresses(Reading(text)))


Found = tuple[Address, int, int, bool]
"""An address, where in the original it stands, and whether it had to be mended to be seen."""


def text_addresses(reading: Reading, known: Container[str] = frozenset()) -> Iterator[Found]:
    """The addresses in a text; where two overlap, the plainer comes first."""
    if not addressed(reading.data):
        return
    plain = reading.plain
    yield from _search(reading, plain, range(len(plain)), known, folded=False)
    mended = _mended(plain)
    if mended is not None:
        yield from _search(reading, *mended, known, folded=True)
    if "." in plain:
        for copy in reading.repaired:
            yield from _search(reading, copy.text, copy.places, known, folded=True)


def _search(
    reading: Reading, text: str, places: Sequence[int], known: Container[str], *, folded: bool
) -> Iterator[Found]:
    count = 0
    for pattern in (_SCHEMED, _BARE):
        for match in pattern.finditer(text):
            count += 1
            if count > _MOST:
                return
            start, end = match.start(), match.start() + len(match[0].rstrip(_PUNCTUATION))
            if end == start:
                continue
            written = reading.locate(places[start], places[end - 1] + 1)
            spelled = reading.original[written[0] : written[1]]
            if folded and "@" in spelled and pattern is _BARE:
                continue
            # Paths keep their letter case where the address stands as it is written.
            address = parse_address(spelled if spelled.casefold() == text[start:end] else text[start:end])
            if address and (pattern is _SCHEMED or _credible(address, spelled, known)):
                yield address, *written, folded


def _mended(plain: str) -> tuple[str, list[int]] | None:
    """The text with the signs of addresses put back, and its places; None if nothing is to be mended."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in _DEFANGED.finditer(plain):
        sign = _PLAIN_SIGNS[match.lastgroup or "dot"]
        pieces += (plain[done : match.start()], sign)
        places += (*range(done, match.start()), *[match.start()] * len(sign))
        done = match.end()
    if not pieces:
        return None
    return "".join((*pieces, plain[done:])), [*places, *range(done, len(plain))]


def _credible(address: Address, written: str, known: Container[str]) -> bool:
    """Whether a bare name is an address, and not a file, an abbreviation or two sentences."""
    host = address.host
    if any(suffix in known for suffix in suffixes(host)):
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
