"""Host names: one spelling for each, what of them is registered, and which of them are known by name."""

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

import idna

from bot.matching.suffixes import public_suffix

TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog", "telesco.pe"})

_SHORTENERS = """
    bit.ly tinyurl.com t.ly cutt.ly goo.gl is.gd v.gd t.co ow.ly buff.ly rebrand.ly rb.gy shorturl.at shorte.st adf.ly
    tiny.cc bl.ink soo.gd s.id clck.ru vk.cc goo.su u.to qps.ru bitly.com lnkd.in lnk.to linktr.ee surl.li clk.li
    tinu.be shrtco.de 1drv.ms amzn.to fb.me git.io j.mp tr.im x.gd kutt.it short.io da.gd bc.vc ouo.io gg.gg urlz.fr
"""
SHORTENERS = frozenset(_SHORTENERS.split())

_FILES = "py md sh rs pl pm zip mov so ps cc js ts cpp bat app ai ml in st sc vi"
FILE_SUFFIXES = frozenset(_FILES.split())
"""Public suffixes that are file endings besides: a bare name with one is a file."""

_WORDS = """
    ac ad ae af ag al am an ao ar as at au ax az ba bar be best bet bi bo bot bs by bz ca call care cat cd cf cg
    ci ck cm co cool cr cs cu date day de do dog ee eg er es et eu fan fi fit fm fo foo fr fun ga gb gd ge gg gl
    guru how hr ht id ie il im inc int is it je jo la law life like live love ls lt ly map mc me men mg mk mm mn
    mo ms mu mv my na name nc ne new news ng no now nr nu one open or page pe ph pics play pn post pro pt pub qa
    red rest ri run sa safe sale save sb school search se sg si sk sm song space store story su sucks sy talk td
    team tg this tips tj tk tm tn to today tools town toys tr trade training travel trust tt tv ug us vc vn vote
    vu watch work works world wow ws xxx ye yt you zm дети москва онлайн орг сайт рус
    ком
"""
WORD_SUFFIXES = frozenset(_WORDS.split())
"""Public suffixes that are words or abbreviations besides: a bare name with one may be two sentences."""

_CLEAR = "com net org info biz ru ua xyz io рф top site online shop club vip win"
CLEAR_SUFFIXES = frozenset(_CLEAR.split())
"""Public suffixes that mean a host however they are capitalised."""

_LABEL = re.compile(r"(?!-)[^\W]{1,63}(?<!-)|(?!-)[\w-]{1,63}(?<!-)")
_LONGEST = 253
_LAST_OF_ADDRESS = frozenset("0123456789abcdefABCDEF]")
_BYTES = 4
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]{1,8}|0[0-7]{0,11}|[1-9][0-9]{0,10}")
DOTS = str.maketrans("。．｡․", "....")
"""For `str.translate`: what browsers take for a dot of a host."""


def as_domain(text: str) -> str:
    """A host in its one spelling: Unicode, lower case, no dot or `*.` or `www.` around it."""
    host = normal_host(text.strip().removeprefix("*."))
    return host.removeprefix("www.") if host.count(".") > 1 else host


@lru_cache(maxsize=4096)
def normal_host(text: str) -> str:
    """Lower case, Unicode in place of punycode, without a trailing dot; as it is where that cannot be."""
    host = text.translate(DOTS).lower().strip(".")
    if "xn--" not in host and host.isascii():
        return host
    try:
        return idna.decode(host, uts46=True, std3_rules=False)
    except (idna.IDNAError, UnicodeError, IndexError):
        return host


def is_host(host: str) -> bool:
    """Whether the text can be a host name."""
    return 0 < len(host) <= _LONGEST and all(map(_LABEL.fullmatch, host.split(".")))


def suffixes(host: str) -> Iterator[str]:
    """The host and every domain it is under, the longest first."""
    yield host
    place = host.find(".")
    while place >= 0:
        yield host[place + 1 :]
        place = host.find(".", place + 1)


@lru_cache(maxsize=4096)
def split_host(host: str) -> tuple[str, str]:
    """What somebody registered, and the public suffix below it; empty where there is none."""
    suffix = public_suffix(host) if len(host) <= _LONGEST else ""
    label = host.removesuffix(suffix).removesuffix(".").rpartition(".")[2]
    return f"{label}.{suffix}" if label and suffix else "", suffix


def ip_address(host: str) -> str | None:
    """The address that a host stands for, as browsers read it: dotted, IPv6, or one to four numbers in any base."""
    if host[-1:] not in _LAST_OF_ADDRESS:
        return None
    bare = host.strip("[]")
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    parts = bare.split(".")
    if len(parts) > _BYTES or not all(map(_NUMBER.fullmatch, parts)):
        return None
    *leading, last = map(_number, parts)
    if any(number >= 1 << 8 for number in leading) or last >= 1 << 8 * (_BYTES - len(leading)):
        return None
    return str(ipaddress.IPv4Address(last + sum(number << 24 - 8 * place for place, number in enumerate(leading))))


def _number(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text, 16)
    return int(text, 8 if len(text) > 1 and text.startswith("0") else 10)
