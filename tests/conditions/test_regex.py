import pytest

from bot.core.query import PatternKind
from tests.conditions.kit import answer, find, leaf


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        (r"{regex: 'earn \d+ usd'}", "Earn 500 USD a day", "true"),
        (r"{regex: 'earn \d+ usd'}", "earn some usd", "false"),
        (r"{regex: ['x\d', 'earn \d+']}", "earn 500", "true"),
        (r"{regex: {any: 'earn \d+', in: quote}}", "earn 500", "false"),
        (r"{regex: {any: 'EARN \d+', view: original}}", "earn 500", "false"),
        (r"{regex: {any: 'EARN \d+', view: original}}", "EARN 500", "true"),
    ],
)
def test_answers(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_evidence() -> None:
    assert [item.text for item in find(r"{regex: 'earn \d+'}", {"text": "You EARN 500!"}).evidence] == ["EARN 500"]


def test_its_query_calls_the_rule() -> None:
    regex = leaf(r"{regex: {any: 'earn \d+', view: original}}")
    (query,) = regex.queries()
    assert regex.triggers() == frozenset({query})
    assert (query.kind, query.original) == (PatternKind.REGEX, True)
