"""Links: where they hide, what they are, and what is none."""

import pytest

from bot.core.post import Entity, Surface, SurfaceName, Target, TargetSource
from bot.core.query import Link, LinkKind
from bot.matching.links import extract
from tests.matching.tools import make_post

FOUND = [
    ("see bit.ly/x", "bit.ly", "/x", "bit.ly/x"),
    ("😀 http://Evil.COM/Path?q=1.", "evil.com", "/Path?q=1", "http://Evil.COM/Path?q=1"),
    ("hxxps://sub.evil[.]com/a", "sub.evil.com", "/a", "hxxps://sub.evil[.]com/a"),
    ("evil[dot]com", "evil.com", "", "evil[dot]com"),
    ("hxxp[:]//evil[.]com/x", "evil.com", "/x", "hxxp[:]//evil[.]com/x"),
    ("evil (dot) com now", "evil.com", "", "evil (dot) com"),
    ("evil dot com", "evil.com", "", "evil dot com"),
    ("t . me/joinchat/abc", "t.me", "/joinchat/abc", "t . me/joinchat/abc"),
    ("e v i l . c o m", "evil.com", "", "e v i l . c o m"),
    ("ev\u200bil.com", "evil.com", "", "ev\u200bil.com"),
    ("𝐞𝐯𝐢𝐥.𝐜𝐨𝐦", "evil.com", "", "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦"),
    ("evil。com", "evil.com", "", "evil。com"),
    ("https://telegram.org@evil.example/x", "evil.example", "/x", "https://telegram.org@evil.example/x"),
    ("xn--e1afmkfd.xn--p1ai", "пример.рф", "", "xn--e1afmkfd.xn--p1ai"),
    ("сайт пример.рф тут", "пример.рф", "", "пример.рф"),
    ("www.shop.me", "www.shop.me", "", "www.shop.me"),
    ("evil.com:8080", "evil.com", "", "evil.com:8080"),
    ("http://3232235777/a", "192.168.1.1", "/a", "http://3232235777/a"),
    ("http://0x7f.1/", "127.0.0.1", "/", "http://0x7f.1/"),
    ("1.2.3.4/x", "1.2.3.4", "/x", "1.2.3.4/x"),
    ("tg://join?invite=abc", "t.me", "/+abc", "tg://join?invite=abc"),
    ("tg://resolve?domain=name", "t.me", "/name", "tg://resolve?domain=name"),
    ("(free-btc.win)", "free-btc.win", "", "free-btc.win"),
]

NONE = [
    "file.py and readme.md, node.js, main.rs, run.sh",
    "e.g. this, i.e. that, a.k.a. x, U.S.A.",
    "т.е. так, и т.д. и т.п., привет.как дела",
    "I went home.it was late. See you.No way",
    "version 1.2.3 costs 3.14 or 1.000.000",
    "1.2.3.4",
    "write to me@evil.com or john.doe@example.org",
    "wait...what? ok..no",
    "a dot on the map, dot dot dot",
    "",
]


def links(text: str) -> tuple[Link, ...]:
    return extract(make_post(text))


@pytest.mark.parametrize(("text", "host", "path", "evidence"), FOUND)
def test_found_in_text(text: str, host: str, path: str, evidence: str) -> None:
    (link,) = links(text)
    assert (link.host, link.path, text[link.hit.start : link.hit.end]) == (host, path, evidence)


@pytest.mark.parametrize("text", NONE)
def test_no_link(text: str) -> None:
    assert links(text) == ()


def test_telegrams_word_is_taken_for_a_bare_name() -> None:
    (link,) = extract(make_post("see file.py", entities=[Entity("url", 0, 4, 11)]))
    assert (link.host, link.hit.start, link.hit.end) == ("file.py", 4, 11)


def test_a_name_that_is_asked_for_is_a_link() -> None:
    assert [link.host for link in extract(make_post("go to shop.me ok"), frozenset({"shop.me"}))] == ["shop.me"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("https://t.me/+abc", {LinkKind.TELEGRAM, LinkKind.INVITE}),
        ("t.me/joinchat/abc", {LinkKind.TELEGRAM, LinkKind.INVITE}),
        ("t.me/name", {LinkKind.TELEGRAM}),
        ("https://name.t.me", {LinkKind.TELEGRAM}),
        ("bit.ly/x", {LinkKind.SHORTENER, LinkKind.EXTERNAL}),
        ("http://1.2.3.4/", {LinkKind.IP, LinkKind.EXTERNAL}),
        ("https://example.co.uk", {LinkKind.EXTERNAL}),
    ],
)
def test_kinds(text: str, kinds: set[LinkKind]) -> None:
    assert links(text)[0].kinds == kinds


@pytest.mark.parametrize(
    ("shown", "url", "hidden"),
    [
        ("https://telegram.org", "https://evil.com", True),
        ("telegram.org/login", "https://evil.com", True),
        ("www.evil.com", "https://evil.com/x", False),
        ("click here", "https://evil.com", False),
        (None, "https://evil.com", False),
        (None, "https://telegram.org@evil.com", True),
    ],
)
def test_hidden(shown: str | None, url: str, hidden: bool) -> None:
    post = make_post(surfaces=[Surface(SurfaceName.LINK, url)], targets=[Target(url, 0, TargetSource.BUTTON, shown)])
    (link,) = extract(post)
    assert (link.hidden, link.hit.start, link.hit.end) == (hidden, 0, len(url))


def test_domain_is_what_is_registered() -> None:
    assert links("https://a.b.example.co.uk/x")[0].domain == "example.co.uk"
