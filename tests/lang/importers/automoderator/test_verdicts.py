r"""What imported rules match: as AutoModerator does, by its definitions (`(?:^|\W|\b)…(?:$|\W|\b)` and the others)."""

from pathlib import Path

import pytest

from tests.lang.importers.automoderator.tools import imported, judge_of, matches

# Checks, texts that they match, and texts that they do not.
TABLE: list[tuple[str, list[str], list[str]]] = [
    ("title: [weed, slug]", ["weed", "a WEED!", "(slug)"], ["weeds", "seaweed", "w33d", "w e e d", "ｗeedy"]),
    ("title: [dig it up]", ["Dig it up now"], ["dig it upwards", "digit up"]),
    ("title: ['[Help]', c++, .net]", ["x[help]x", "c++11", "asp.net", "(C++)"], ["help", "xc++", "net"]),
    ("body: [18+, '#ad', don't]", ["18+", "x#ad", "Don't!"], ["118+", "#ads", "do not"]),
    ("body (includes): [eed, 'a-b']", ["weeds", "xa-bx"], ["ed", "a b"]),
    ("body (includes): [' x ']", ["a x b"], ["x", "axb"]),
    ("body (starts-with): [hi]", ["Hills", "hi"], ["oh hi", " hi"]),
    ("body (ends-with): ['??']", ["what??"], ["what?? no", "what?"]),
    ("body (full-exact): [same]", ["Same"], ["same!", "the same"]),
    ("body (full-text): [same, me too]", ["- same!", " Me too."], ["the same", "me, too"]),
    ("body (case-sensitive): [US, Free]", ["in the US", "Free!"], ["us", "free", "USA"]),
    ("body (includes, case-sensitive): [US]", ["USA"], ["usa", "Usa"]),
    ("body (regex): ['gr[ae]y', 'ba+d']", ["grey!", "BAAD"], ["greyish", "xbad"]),
    ("body (regex, includes): ['gr[ae]y']", ["greyish"], ["gray".replace("a", "o")]),
    ("body (regex): ['\\bred\\b|\\bblue\\b']", ["red", "blue"], ["reddish", "bluest"]),
    ("body (regex, starts-with): 'q(uestion)?:'", ["Q: why"], ["my q: why"]),
    ("body (regex, full-text): 'lo+l'", ["looool!!"], ["lol no"]),
    ("body (regex, includes): '(?<!\\d)\\d{4}(?!\\d)'", ["1234", "x1234x"], ["12345", "123"]),
    ("body (regex): 'pot(?! (plant|soil))'", ["a pot", "pot plan"], ["pot plant", "pot soil", "spot"]),
    ("body (regex): '(?<!not )bad'", ["bad", "hot bad"], ["not bad"]),
    ("title (regex, includes): '^(?!.*\\[(help|show)\\])'", ["plain"], ["my [help] please"]),
    ("title (regex, includes): '^(?=.*soil)(?=.*pot).*$'", ["pot and soil"], ["pot", "soil"]),
    ("title (regex, includes): '^.{0,5}$'", ["short"], ["longer"]),
    ("title (regex, includes): '(?i)RED'", ["red"], ["blue"]),
    ("title (regex, includes, case-sensitive): '[A-Z]{3}'", ["ABC"], ["abc"]),
    ("title (regex, includes): '.*'", ["anything"], []),
    ("title (regex, includes): '\\n\\n'", ["a\n\nb"], ["a b", "a\nb"]),
    ("~title: [weed]", ["flower", "weeds"], ["Weed!"]),
    ("~title+body (regex): '^\\[x\\]'", ["a [x]"], ["[x] a"]),
    ("title: [a, b]\n~body (includes): [source]", ["a"], ["a, source", "c"]),
    ("body#1: [red]\nbody#2: [blue]", ["red blue"], ["red", "blue"]),
    ("body + title (includes) : [weed]", ["seaweed"], ["wed"]),
    ("body+url+domain: [bit.ly]", ["see bit.ly/x"], ["xbit.lyx"]),
    ("url: [shop.example/deal]", ["https://shop.example/deal?x"], ["shop.example"]),
    ("domain: [shop.example, t.co]", ["www.shop.example", "https://t.co/x"], ["shop.example.org.uk", "at.co"]),
    ("~domain: [shop.example]", ["see other.org/x", "no link"], ["see shop.example", "www.shop.example"]),
    ("body: [1984, 0.5, yes]", ["1984", "0.5!", "Yes"], ["11984", "no"]),
    ("body_longer_than: 5", ["123456"], ["12345"]),
    ("body_shorter_than: 5", ["1234"], ["12345"]),
    ("standard: facebook links", ["https://m.facebook.com/x"], ["facebook"]),
    ("standard: direct image links", ["http://x.example/a.PNG"], ["a.pngs"]),
    ("body (regex, includes): ['[\\u4e00-\\u9fff]']", ["中"], ["x"]),
    ("body: ['猫']", ["猫", "猫!"], ["x猫x"]),
    ('body: ["a\\u200bb"]', ["a\u200bb"], ["ab"]),
]


@pytest.mark.parametrize(("checks", "match", "ignore"), TABLE, ids=[row[0] for row in TABLE])
def test_what_matches(checks: str, match: list[str], ignore: list[str], tmp_path: Path) -> None:
    done = imported(f"{checks}\naction: remove\n")
    assert [account.mode for account in done.accounts] == ["enforced"]
    judge = judge_of(done.text, tmp_path)
    assert [text for text in match if not matches(judge, text)] == []
    assert [text for text in ignore if matches(judge, text)] == []
