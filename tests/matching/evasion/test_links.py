"""Hosts that are asked for, however they are written; and texts that only look like them."""

import pytest

from bot.core.post import Entity
from bot.core.query import PatternKind, Query
from bot.matching.index import build_index
from bot.matching.links import extract
from tests.matching.tools import found, make_post

HIDDEN = [
    # glued to other text
    ("evil.example", "https://evil.example领取", "https://evil.example"),
    ("bad-shop.com", "请看bad-shop.com吧", "bad-shop.com"),
    ("evil.example", "смотриevil.example", "evil.example"),
    ("evil.com", "evil.comไป", "evil.com"),
    ("evil.com", "ไปevil.com", "evil.com"),
    ("evil.com", "الموقعevil.com", "evil.com"),
    ("evil.com", "evil.comで", "evil.com"),
    ("evil.com", "👉evil.com👈", "evil.com"),
    ("evil.com", "「evil.com」", "evil.com"),
    ("b.com", "https://evil.com,https://b.com", "https://b.com"),
    ("b.com", "https://evil.comhttps://b.com/x", "https://b.com/x"),
    # dots of another kind
    ("evil.example", "evil . example", "evil . example"),
    ("evil.example", "so evil. example now", "evil. example"),
    ("evil.example", "evil .example", "evil .example"),
    ("evil.example", "evil[.]example", "evil[.]example"),
    ("evil.example", "evil(dot)example", "evil(dot)example"),
    ("evil.example", "evil {dot} example", "evil {dot} example"),
    ("evil.example", "evil dot example", "evil dot example"),
    ("evil.example", "evil точка example", "evil точка example"),
    ("evil.com", "evil punto com", "evil punto com"),
    ("evil.com", "evil nokta com", "evil nokta com"),
    ("evil.com", "evil نقطة com", "evil نقطة com"),
    ("evil.com", "evil点com", "evil点com"),
    ("evil.com", "evil,com", "evil,com"),
    ("evil.com", "evil•com/x", "evil•com/x"),
    ("evil.com", "evil۔com", "evil۔com"),
    ("evil.com", "evil。com", "evil。com"),
    ("evil.com", "evil．com", "evil．com"),
    ("evil.com", "evil｡com", "evil｡com"),
    ("evil.com", "https://evil。com/x", "https://evil。com/x"),
    ("evil.com", "https://evil．com/x", "https://evil．com/x"),
    ("evil.com", "evil․com", "evil․com"),
    ("evil.example", "evil[.example", "evil[.example"),
    ("evil.example", "so evil\\.example now", r"evil\.example"),
    ("evil.example", "evil..example", "evil..example"),
    ("evil.example", "evil[*].example", "evil[*].example"),
    ("evil.example", "https://evi\tl.example", "https://evi\tl.example"),
    ("evil.example", "see (https://evi\tl.example), ok?", "https://evi\tl.example"),
    ("evil.example", "https://evil\t.example/x\tand", "https://evil\t.example/x"),
    ("evil.example", "https://evil.example/x\tand", "https://evil.example/x"),
    ("bit.ly", "bit. ly", "bit. ly"),
    ("bit.ly", "see (bit . ly), ok?", "bit . ly"),
    ("bit.ly", "bit,ly", "bit,ly"),
    ("bit.ly", "bit·ly", "bit·ly"),
    ("bit.ly", "bit punto ly", "bit punto ly"),
    ("t.me", "here: t . me", "t . me"),
    ("t.me", "t,me", "t,me"),
    ("t.me", "t·me", "t·me"),
    ("казино.рф", "тут казино . рф", "казино . рф"),
    ("казино.рф", "казино. рф", "казино. рф"),
    ("казино.рф", "казино,рф", "казино,рф"),
    ("münchen-geld.de", "münchen-geld . de", "münchen-geld . de"),
    ("münchen-geld.de", "münchen-geld. de", "münchen-geld. de"),
    ("bahis.com.tr", "bahis. com. tr", "bahis. com. tr"),
    ("bahis.com.tr", "bahis,com,tr", "bahis,com,tr"),
    ("t.me", "t . me/spam", "t . me/spam"),
    ("t.me", "t,me/spam", "t,me/spam"),
    ("t.me", "т.ме/spam", "т.ме/spam"),
    # letters of another kind
    ("evil.com", "еvil.com", "еvil.com"),
    ("evil.com", "ｅｖｉｌ．ｃｏｍ", "ｅｖｉｌ．ｃｏｍ"),
    ("evil.com", "ⓔⓥⓘⓛ.ⓒⓞⓜ", "ⓔⓥⓘⓛ.ⓒⓞⓜ"),
    ("evil.com", "🇪🇻🇮🇱.🇨🇴🇲", "🇪🇻🇮🇱.🇨🇴🇲"),
    ("evil.com", "e v i l . c o m", "e v i l . c o m"),
    ("evil.com", "e\u200bvil.com", "e\u200bvil.com"),
    ("evil.com", "\u202emoc.live\u202c", "moc.live"),
    ("bücher.de", "xn--bcher-kva.de", "xn--bcher-kva.de"),
    ("xn--bcher-kva.de", "https://bücher.de/x", "https://bücher.de/x"),
    # schemes, users, codes
    ("evil.com", "hxxps[:]//evil[.]com", "hxxps[:]//evil[.]com"),
    ("evil.com", "h**p://evil.com/x", "h**p://evil.com/x"),
    ("evil.com", "http:/evil.com/x", "http:/evil.com/x"),
    ("evil.com", "http:\\\\evil.com", "http:\\\\evil.com"),
    ("evil.com", "//evil.com/x", "evil.com/x"),
    ("evil.com", "https://telegram.org@evil.com", "https://telegram.org@evil.com"),
    ("evil.com", "https://telegram.org:443@evil.com:8080/x", "https://telegram.org:443@evil.com:8080/x"),
    ("evil.com", "https://%65vil.com/x", "https://%65vil.com/x"),
    ("evil.com", "evil%2ecom/x", "evil%2ecom/x"),
    ("evil.com", "evil&#46;com", "evil&#46;com"),
    ("evil.com", "&#104;ttps://evil.com", "&#104;ttps://evil.com"),
    ("evil.com", '<a href="https://evil.com">x</a>', "https://evil.com"),
]

REDIRECTS = [
    "https://www.google.com/url?q=https://evil.com/x",
    "google.com/url?sa=t&url=https%3A%2F%2Fevil.com%2F",
    "https://t.me/iv?url=https%3A%2F%2Fevil.com%2Fx&rhash=1",
    "https://t.me/share/url?url=https://evil.com",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.com",
    "https://www.youtube.com/redirect?q=evil.com",
    "https://vk.com/away.php?to=http%3A%2F%2Fevil.com",
    "https://evil-com.translate.goog/x",
    "https://web.archive.org/web/2020/https://evil.com/",
    "https://href.li/?https://evil.com",
    "https://www.google.com/amp/s/evil.com/x",
    "https://out.reddit.com/t3?url=https%3A%2F%2Fevil.com",
    "https://www.bing.com/ck/a?u=a1aHR0cHM6Ly9ldmlsLmNvbQ",
    "https://vk.com/away.php?to=https%3A%2F%2Fgoogle.com%2Furl%3Fq%3Dhttps%253A%252F%252Fevil.com",
    "tg://msg_url?url=https://evil.com",
]

INNOCENT = [
    ("end.so", "This is the end. So we went home."),
    ("shop.me", "go to the shop. Me and you"),
    ("evil.com", "notevil.com and evil.community, evil.com.example"),
    ("evil.com", "evil, com and so on"),
    ("evil.com", "evil, com and more·or less"),
    ("казино.рф", "казино, рф и т.д·всё"),
    ("evil.com", "write to me@evil.com"),
    ("t.me", "don't, me too; wait. me neither"),
    ("t.me", "don't,me neither; can’t,me too"),
    ("t.me", "he can t. me too"),
    ("shop.me", "go to the shop,me and you, or the shop..me"),
    ("evil.example", "evil...example, evil [example], evil\\n.example"),
    ("evil.example", "https://evil.example2\thttps://good.example\tevil"),
    ("evil.example", "name:\tevil\texample\thttps://good.example\tevil"),
    ("орг.рус", "это орг. рус"),
    ("bit.ly", "a bit. Lyrics, bit, lying"),
    ("main.py", "run main. py is short"),
    ("evil.com", "google.com/search?q=why+evil"),
    ("b.com", "a.b.comx"),
    ("vil.com", "dеvil.community"),
]

NONE = [
    "Begin.Konec, конец.Начало, end.So it is",
    "5.000 €, 1.2.3, 12.05.2024, 10.000.000",
    "main.py, readme.md, e.g. this, i.e. that",
    "他说。然后走了。今天、明天",
    "v2.0и, пункт 3.а",
    "punto final. nada más",
    "std::cout // comment, a/b.c",
]


@pytest.mark.parametrize(("domain", "text", "evidence"), HIDDEN)
def test_hidden_hosts_are_found(domain: str, text: str, evidence: str) -> None:
    assert evidence in [part for part, _ in found(PatternKind.DOMAIN, domain, text)]


@pytest.mark.parametrize("text", REDIRECTS)
def test_where_a_redirect_leads_is_a_link_too(text: str) -> None:
    assert [part for part, _ in found(PatternKind.DOMAIN, "evil.com", text)] == [text]


@pytest.mark.parametrize(("domain", "text"), INNOCENT)
def test_innocent_hosts_are_left_alone(domain: str, text: str) -> None:
    assert found(PatternKind.DOMAIN, domain, text) == []


@pytest.mark.parametrize("text", NONE)
def test_no_link(text: str) -> None:
    assert extract(make_post(text)) == ()


def test_an_entity_that_covers_only_the_tail() -> None:
    query = Query(PatternKind.DOMAIN, ("evil.example",))
    post = make_post("go e\u200bvil.example", entities=[Entity("url", 0, 5, 16)])
    (hit,) = build_index([query]).scan(post).hits(query)
    assert (hit.start, hit.end) == (3, 16)
