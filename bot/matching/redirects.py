"""Addresses that lead on to another, which stands in them: `t.me/iv?url=…`, `google.com/url?q=…`."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from bot.matching.addresses import Address, parse_address
from bot.matching.hosts import FILE_SUFFIXES, split_host

_INNER = re.compile(r"https?:/{1,2}[^\s<>\"]+", re.IGNORECASE)
_KEYS = frozenset(
    [
        "url",
        "u",
        "to",
        "target",
        "dest",
        "destination",
        "redirect",
        "redirect_uri",
        "redirect_url",
        "redir",
        "goto",
        "go",
        "out",
        "link",
        "href",
        "uri",
        "l",
    ]
)
"""Parameters that name a place to go to, whatever the site."""

_ASKING = re.compile(r"(?:^|\.)(?:google\.[a-z.]+/url|youtube\.com/redirect|duckduckgo\.com/l)\b")
"""Sites where `q` does."""

_EMBEDDED = re.compile(r"/(?:amp/s|amp|c/s|c|v/s)/(?=[\w-]+\.)")
_AMP = re.compile(r"(?:^|\.)(?:google\.|ampproject\.org$)")
_RENAMED = ("translate.goog", "cdn.ampproject.org")
"""Below these a host stands as one label: dots are `-`, and `-` is `--`."""

_BASE64 = re.compile(r"[?&]u=a1([A-Za-z0-9_-]{8,})")
_DEEPEST = 3
_MOST = 10


def destinations(address: Address, depth: int = _DEEPEST) -> Iterator[Address]:
    """The addresses that an address leads on to, and those that they lead on to."""
    if not address.path.strip("/") and not address.host.endswith(_RENAMED) and address.scheme != "tg":
        return
    seen = {address.host}
    for text in _texts(address):
        inner = parse_address(text)
        if inner is not None and "." in inner.host and inner.host not in seen and len(seen) <= _MOST:
            seen.add(inner.host)
            yield inner
            if depth > 1:
                yield from destinations(inner, depth - 1)


def _texts(address: Address) -> Iterator[str]:
    url = address.url
    if address.host.endswith(_RENAMED):
        label = address.host.partition(".")[0]
        yield "https://" + "-".join(part.replace("-", ".") for part in label.split("--"))
    if _AMP.search(address.host) and (match := _EMBEDDED.search(address.path)):
        yield f"https://{address.path[match.end() :]}"
    if match := _BASE64.search(url):
        yield from _decoded(match[1])
    rest = url.partition("://")[2] or url
    written = unquote(unquote(rest)) if "%" in rest else rest
    for match in _INNER.finditer(written):
        yield match[0].partition("&")[0] if "?" not in match[0].partition("&")[0] else match[0]
    query = rest.partition("?")[2]
    asking = _ASKING.search(f"{address.host}{address.path}") is not None
    for key, value in parse_qsl(query) if "=" in query else ():
        if (key.lower() in _KEYS or (asking and key == "q")) and _names_host(value):
            yield value if "//" in value else f"https://{value}"


def _names_host(text: str) -> bool:
    """Whether a text without a scheme is an address."""
    address = parse_address(text.removeprefix("//"))
    if address is None or address.scheme:
        return address is not None
    domain, suffix = split_host(address.host)
    return bool(domain) and suffix not in FILE_SUFFIXES


def _decoded(text: str) -> Iterator[str]:
    try:
        yield urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return
