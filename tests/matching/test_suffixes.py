"""Public suffixes: the same answers as tldextract's, whose list is used."""

import pytest
from tldextract import TLDExtract

from bot.matching.hosts import split_host
from bot.matching.suffixes import public_suffix

CASES = [
    ("example.com", "example.com", "com"),
    ("a.b.example.co.uk", "example.co.uk", "co.uk"),
    ("co.uk", "", "co.uk"),
    ("com", "", "com"),
    ("пример.рф", "пример.рф", "рф"),
    ("a.b.kawasaki.jp", "a.b.kawasaki.jp", "b.kawasaki.jp"),
    ("x.city.kawasaki.jp", "city.kawasaki.jp", "kawasaki.jp"),
    ("a.foo.ck", "a.foo.ck", "foo.ck"),
    ("a.www.ck", "www.ck", "ck"),
    ("ck", "", ""),
    ("name.github.io", "github.io", "io"),
    ("host.invalid", "", ""),
    ("localhost", "", ""),
    ("1.2.3.4", "", ""),
    ("", "", ""),
    ("..", "", ""),
    ("a" * 300 + ".com", "", ""),
]


@pytest.mark.parametrize(("host", "domain", "suffix"), CASES)
def test_split(host: str, domain: str, suffix: str) -> None:
    assert split_host(host) == (domain, suffix)


def test_the_list_is_read_as_its_own_package_reads_it() -> None:
    theirs = TLDExtract(suffix_list_urls=(), cache_dir=None)
    names = [f"a.b.{name.lstrip('!*.')}" for name in theirs.tlds]
    assert len(names) > 5_000
    assert {name: public_suffix(name) for name in names} == {name: theirs.extract_str(name).suffix for name in names}
