import pytest

from bot.core.query import Hit, Link, LinkKind, PatternKind
from tests.conditions.kit import answer, find, leaf

TEXT = "see bit.ly/x, mail.example.com/Login?a=1, t.me/+abc and 1.2.3.4"
KINDS = {"t.me": {LinkKind.TELEGRAM, LinkKind.INVITE}, "1.2.3.4": {LinkKind.IP, LinkKind.EXTERNAL}}


def link(shown: str, *, hidden: bool = False) -> Link:
    host, slash, path = shown.partition("/")
    start = TEXT.find(shown)
    kinds = frozenset(KINDS.get(host, {LinkKind.EXTERNAL}))
    hit = Hit(0, start, start + len(shown))
    return Link(f"https://{shown}", host, ".".join(host.split(".")[-2:]), slash + path, kinds, hit, hidden)


LINKS = [link("bit.ly/x", hidden=True), link("mail.example.com/Login?a=1"), link("t.me/+abc"), link("1.2.3.4")]


@pytest.mark.parametrize(
    ("condition", "fitting"),
    [
        ("{links: true}", ["bit.ly/x", "mail.example.com/Login?a=1", "t.me/+abc", "1.2.3.4"]),
        ("{links: bit.ly}", ["bit.ly/x"]),
        ("{links: {domain: [bit.ly, example.com]}}", ["bit.ly/x", "mail.example.com/Login?a=1"]),
        ("{links: {domain: ample.com}}", []),
        ("{links: {domain: com}}", ["mail.example.com/Login?a=1"]),
        ("{links: {domain: 1.2.3.4}}", ["1.2.3.4"]),
        ("{links: {not_domain: [bit.ly, com, t.me]}}", ["1.2.3.4"]),
        ("{links: {domain: example.com, not_domain: mail.example.com}}", []),
        ("{links: {kind: invite}}", ["t.me/+abc"]),
        ("{links: {kind: [ip, telegram]}}", ["t.me/+abc", "1.2.3.4"]),
        ("{links: {path: /login}}", ["mail.example.com/Login?a=1"]),
        ("{links: {path: login}}", ["mail.example.com/Login?a=1"]),
        ("{links: {path: ogin}}", []),
        ('{links: {path: "*a=1"}}', ["mail.example.com/Login?a=1"]),
        ("{links: {path: [/x, /+]}}", ["bit.ly/x", "t.me/+abc"]),
        ("{links: {hidden: true}}", ["bit.ly/x"]),
        ("{links: {hidden: false, kind: external}}", ["mail.example.com/Login?a=1", "1.2.3.4"]),
        ("{links: {domain: bit.ly, path: /login}}", []),
        ("{links: {domain: bit.ly, hidden: false}}", []),
    ],
)
def test_arguments_must_fit_the_same_link(condition: str, fitting: list[str]) -> None:
    finding = find(condition, {"text": TEXT}, LINKS)
    assert [item.text for item in finding.evidence] == fitting
    assert answer(condition, {"text": TEXT}, LINKS) == ("true" if fitting else "false")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{links: {count: 4}}", "true"),
        ("{links: {count: {above: 3}}}", "true"),
        ("{links: {count: {above: 4}}}", "false"),
        ("{links: {count: {below: 3}}}", "false"),
        ("{links: {domain: bit.ly, count: 1}}", "true"),
        ("{links: {domain: bit.ly, count: {at_least: 2}}}", "false"),
        ("{links: {domain: nowhere.example, count: {at_most: 0}}}", "true"),
    ],
)
def test_count_is_of_different_links_that_fit(condition: str, expected: str) -> None:
    assert answer(condition, {"text": TEXT}, [*LINKS, LINKS[0]]) == expected


def test_without_links() -> None:
    assert answer("{links: true}", {"text": "none"}, []) == "false"
    assert answer("{links: {not_domain: t.me}}", {"text": "none"}, []) == "false"


@pytest.mark.parametrize(
    ("condition", "called"),
    [
        ("{links: bit.ly}", True),
        ("{links: {domain: bit.ly, path: /x, count: {at_least: 1}}}", True),
        ("{links: {domain: bit.ly, count: {below: 2}}}", False),
        ("{links: {not_domain: bit.ly}}", False),
        ("{links: true}", False),
    ],
)
def test_triggers(condition: str, called: bool) -> None:
    triggers = leaf(condition).triggers()
    assert (triggers is not None) is called
    assert {query.kind for query in triggers or ()} <= {PatternKind.DOMAIN}


@pytest.mark.parametrize(
    ("condition", "post"),
    [
        ("{links: example.com}", {"text": "go to www.Example.com now"}),
        ("{links: example.com}", {"text": "go", "buttons": [{"text": "here", "url": "https://example.com/a"}]}),
        (
            "{links: {domain: example.com, hidden: true}}",
            {"text": "go", "links": [{"url": "https://example.com", "text": "bank.example.org"}]},
        ),
        ("{links: пример.рф}", {"text": "https://xn--e1afmkfd.xn--p1ai/x"}),
        ("{links: {domain: example.com, path: /a}}", {"text": "https://exаmple.com/a"}),
    ],
)
def test_with_the_real_index(condition: str, post: dict[str, object]) -> None:
    assert answer(condition, post) == "true"
