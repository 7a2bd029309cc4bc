import pytest

from bot.core.post import SurfaceName
from tests.conditions.kit import answer, find, leaf


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{words: airdrop}", "Big AIRDROP today", "true"),
        ("{words: airdrop}", "airdropped", "false"),
        ("{words: [btc, free eth]}", "get free eth", "true"),
        ("{words: [btc, free eth]}", "get free, really free", "false"),
        ("{words: {any: airdrop, in: quote}}", "airdrop", "false"),
        ("{words: {any: BTC, case: true, exact: true}}", "btc", "false"),
        ("{words: {any: BTC, case: true, exact: true}}", "BTC", "true"),
        ("{words: [012]}", "code 012", "true"),
        ("{words: true}", "is it true?", "true"),
    ],
)
def test_answers(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_evidence_is_the_original_text() -> None:
    (evidence,) = find("{words: free btc}", {"text": "A FREE BTC"}).evidence
    assert (evidence.surface, evidence.start, evidence.end, evidence.text) == ("text", 2, 10, "FREE BTC")


def test_the_senders_own_surfaces_are_looked_at_only_on_request() -> None:
    post = {"text": "hi", "author": {"name": "airdrop bot"}}
    assert answer("{words: airdrop}", post) == "false"
    assert answer("{words: {any: airdrop, in: [sender_name]}}", post) == "true"


def test_the_query_is_built_once_and_calls_the_rule() -> None:
    words = leaf("{words: {any: [a1, b2], in: text}}")
    (query,) = words.queries()
    assert words.queries()[0] is query
    assert words.triggers() == frozenset({query})
    assert (query.patterns, query.surfaces) == (("a1", "b2"), frozenset({SurfaceName.TEXT}))
