"""Addresses: their parts, and what they lead to."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs, unquote

from bot.core.query import LinkKind
from bot.matching.glued import host_end
from bot.matching.hosts import SHORTENERS, TELEGRAM_HOSTS, ip_address, is_host, normal_host, suffixes

_PARTS = re.compile(
    r"(?:(?:(?P<web>https?):[/\\]+|(?P<scheme>[a-z][a-z0-9+.-]*):/{2,})|//)?(?P<authority>[^/?#\\]*)(?P<path>.*)",
    re.DOTALL | re.IGNORECASE,
)
_PORT = re.compile(r":\d*$")
_INVITES = ("/+", "/joinchat/", "/addlist/")


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
    """The parts of a text that is known to be an address; None if it has no host that is one.

    Text in a script without spaces may follow the host directly: `url` ends before it.
    """
    match = _PARTS.match(text.strip())
    if match is None:
        return None
    scheme = (match["web"] or match["scheme"] or "").lower()
    path = match["path"].replace("\\", "/")
    if scheme == "tg":
        return _telegram(text, match["authority"], path)
    user, _, host = match["authority"].rpartition("@")
    if user and not scheme:
        return None
    bare = _PORT.sub("", host)
    end = host_end(bare)
    if end < len(bare):
        address = parse_address(text.strip()[: match.start("authority") + len(match["authority"]) - len(host) + end])
        return address and replace(address, disguised="." in user)
    name = normal_host(unquote(bare))
    if scheme in ("", "http", "https") and (number := ip_address(name)) and (scheme or "." in name):
        name = number
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
