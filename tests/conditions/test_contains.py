import pytest

from bot.core.query import PatternKind
from tests.conditions.kit import answer, leaf


@pytest.mark.parametrize(
    ("condition", "post", "expected"),
    [
        ("{contains: drop}", {"text": "Airdropped"}, "true"),
        ("{contains: [xyz, drop]}", {"text": "Airdropped"}, "true"),
        ("{contains: {any: drops, exact: true}}", {"text": "Airdropped"}, "false"),
        ("{contains: {any: drop, in: [button]}}", {"text": "drop", "buttons": ["ok"]}, "false"),
        ("{contains: {any: drop, in: [button]}}", {"text": "", "buttons": ["Airdrop!"]}, "true"),
    ],
)
def test_answers(condition: str, post: dict[str, object], expected: str) -> None:
    assert answer(condition, post) == expected


def test_its_query_calls_the_rule() -> None:
    contains = leaf("{contains: {any: drop, exact: true}}")
    (query,) = contains.queries()
    assert contains.triggers() == frozenset({query})
    assert (query.kind, query.exact) == (PatternKind.SUBSTRING, True)
