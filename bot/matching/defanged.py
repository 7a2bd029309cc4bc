"""Addresses written so that no program takes them for one: `hxxp`, `evil[.]com`, `evil dot com`, `evil . example`."""

import re
from collections.abc import Container, Iterator, Sequence

from bot.matching.hosts import (
    FILE_SUFFIXES,
    SHORTENERS,
    TELEGRAM_HOSTS,
    WORD_SUFFIXES,
    normal_host,
    split_host,
    suffixes,
)

_WORDS = (
    "dot|d0t|punkt|punto|ponto|point|punct|nokta|titik|точка|тчк|крапка|кропка|kropka|tečka|bodka|pont|piste|stip"
    "|punt|punkts|taškas|tacka|τελεία|نقطة|نقطه|נקודה|बिंदु|डॉट|ডট|จุด|ดอท|chấm|点|點|ドット|どっと|점|닷|쩜"
)
_DEFANGED = re.compile(
    rf"(?P<dot>\s{{0,2}}[\[({{<]\s?(?:[.,]|{_WORDS})\s?[\])}}>]\s{{0,2}}"
    r"|\s(?:dot|d0t|точка)\s(?=[a-zа-я]{2,10}\b)|(?<=\w)\s\.\s?(?=[a-zа-я]{2,6}\b)|[。｡])"
    r"|(?P<colon>\[:\]|\s:\s?(?=//))|(?P<slash>\[/\]|\s/\s(?=\S))"
    r"|(?P<scheme>\bh(?:xx|tx|xt|\*\*|__)p(?=s?(?::|\[:\])))"
)
_PLAIN_SIGNS = {"dot": ".", "colon": ":", "slash": "/", "scheme": "http"}
_BROKEN_DOT = r"\[\*?\]?\.\]?|\\\[?\.\\?\]?|\.\."
_LOOSE_DOT = (
    rf"(?:{_BROKEN_DOT}|\s{{0,3}}\.\s{{0,3}}|\s?[•·∙‧・●۔٫,]\s?|\s(?:{_WORDS})\s|点|點|ドット|どっと|점|닷|쩜|จุด|ดอท)"
)
_LOOSE = re.compile(
    rf"(?<![\w@.-])(?!(?<=\w['’])\w\b)([^\W_][\w-]{{0,62}}(?:{_LOOSE_DOT}[^\W_][\w-]{{0,62}}){{1,4}})([/?#:][^\s<>\"]*)?",
    re.IGNORECASE,
)
_DOT = re.compile(_LOOSE_DOT)
_SPACED_AFTER = re.compile(r"\S\.\s|,\s")
_SENTENCE_DOT = re.compile(r"\.\s+|,\s+|\.\.")
"""What also ends a sentence, or a part of one."""

_NO_SENTENCE_DOT = re.compile(rf"(?!\.\.)(?:{_BROKEN_DOT}|[•·∙‧・●])")
_NO_WORDS = frozenset({"ly", "gl", "gd"})
"""Public suffixes that are neither words nor abbreviations, whatever their length."""

Mended = tuple[str, list[int]]
"""A text, and the place of each of its characters in the text it was made of."""


def mended(plain: str) -> Mended | None:
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


def loose(plain: str, known: Container[str]) -> Iterator[tuple[str, int, int]]:
    """The addresses under a known domain whose dots could be anything else: their spelling, and where they stand."""
    for match in _LOOSE.finditer(plain):
        names = _DOT.split(match[1])
        lasts = [last for last in range(len(names) - 1, 0, -1) if _ends_known(names[: last + 1], known)]
        if not lasts:
            continue
        dots = list(_DOT.finditer(match[1]))
        # The last names may belong to the sentence that follows, the first to the one before.
        for first in range(len(dots)):
            for last in lasts:
                host = _host(names[first : last + 1])
                if last <= first or not _under(host, known):
                    continue
                start = dots[first - 1].end() if first else 0
                end = dots[last].start() if last < len(dots) else len(match[1])
                path = (match[2] or "") if last == len(dots) else ""
                if _likely(host, [dot[0] for dot in dots[first:last]], path):
                    place = match.start()
                    yield host + path, place + start, place + end + len(path)
                    break


def _host(names: Sequence[str]) -> str:
    host = ".".join(names)
    return normal_host(host) if "xn--" in host else host


def _ends_known(names: Sequence[str], known: Container[str]) -> bool:
    """Whether a known domain is made of the last of the names."""
    if any("xn--" in name for name in names):
        return _under(_host(names), known)
    end = ""
    for name in reversed(names):
        end = f"{name}.{end}" if end else name
        if end in known:
            return True
    return False


def _under(host: str, known: Container[str]) -> bool:
    return any(suffix in known for suffix in suffixes(host))


def _likely(host: str, dots: list[str], path: str) -> bool:
    """Whether the dots are those of a host, and not the full stop of a sentence before a short word."""
    if all(dot == "." for dot in dots) or (", " in dots and not path):
        return False
    if host.rpartition(".")[2] not in WORD_SUFFIXES | FILE_SUFFIXES or _no_prose(host, dots):
        return True
    return len(path) > 1 and not any(map(_SPACED_AFTER.search, dots))


def _no_prose(host: str, dots: list[str]) -> bool:
    """Whether a host whose end may be a word is none of two sentences, by its names or by its dots."""
    domain, suffix = split_host(host)
    label = domain.removesuffix(f".{suffix}")
    if all(map(_NO_SENTENCE_DOT.fullmatch, dots)):
        return True
    if domain in SHORTENERS | TELEGRAM_HOSTS:
        return suffix in _NO_WORDS or (len(label) == 1 and not any(map(_SENTENCE_DOT.fullmatch, dots)))
    return "." not in dots and ("-" in label or "." in suffix)
