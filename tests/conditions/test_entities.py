import pytest

from tests.conditions.kit import answer, find, leaf
from tests.conditions.posts import marked

POST = marked("#win #now buy it", ("hashtag", "#win"), ("hashtag", "#now"), ("bold", "buy it"), ("spoiler", "buy"))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{entities: true}", "true"),
        ("{entities: spoiler}", "true"),
        ("{entities: [code, pre]}", "false"),
        ("{entities: {above: 3}}", "true"),
        ("{entities: {any: hashtag, at_least: 2}}", "true"),
        ("{entities: {any: hashtag, above: 2}}", "false"),
        ("{entities: {any: [hashtag, code], at_most: 2}}", "true"),
        ("{entities: {any: [bold, spoiler], ratio: {at_most: 0.375}}}", "true"),
        ("{entities: {any: [bold, spoiler], ratio: {above: 0.375}}}", "false"),
        ("{entities: {ratio: 0.8}}", "true"),
        ("{entities: {any: spoiler, in: [quote]}}", "false"),
    ],
)
def test_answers(condition: str, expected: str) -> None:
    assert answer(condition, POST) == expected


def test_without_text_nothing_is_marked() -> None:
    assert answer("{entities: {ratio: {above: 0}}}", {"media": "photo"}) == "false"


def test_evidence() -> None:
    assert [item.text for item in find("{entities: hashtag}", POST).evidence] == ["#win", "#now"]


def test_nothing_calls_it() -> None:
    assert leaf("{entities: spoiler}").triggers() is None
