import pytest

from bot.conditions.joins import Joins
from bot.core.history import Need, Scope, Trace
from bot.lang.load import load_text
from tests.conditions.history import account, answers
from tests.conditions.kit import Given, answer, leaf

THREE = "{joins: 3}"


def test_needs() -> None:
    assert leaf("{joins: true}").needs() == (Need(Trace.JOINS, 60, Scope.CHAT),)


def test_the_first_argument_is_how_many() -> None:
    assert leaf("{joins: 4}") == Joins(count=4)


def test_people_join_in_three_ways_and_count_once() -> None:
    given: list[Given] = [
        {"joiners": [1, 2]},
        {"kind": "join", "author": {"id": 2}},
        {"kind": "join_request", "author": {"id": 3}},
        {"kind": "join", "author": {"id": 3}, "date": 30},
        {"joiners": 4, "chat": {"id": -5}},
    ]
    assert answers(THREE, *given) == ["false", "false", "true", "true", "false"]


def test_it_holds_for_posts_in_a_wave_too() -> None:
    given: list[Given] = [{"joiners": [1, 2, 3], "date": 100}, {"text": "hi", "date": 159}, {"text": "hi", "date": 160}]
    assert answers(THREE, *given) == ["true", "true", "false"]


def test_without_a_past_it_is_unknown() -> None:
    assert answer(THREE, {"joiners": [1]}) == "unknown"


def test_it_says_what_it_saw() -> None:
    assert account(THREE, {"joiners": [1, 2]}) == "2 people joined within 1m"
    assert account(THREE, {"joiners": [1]}) == "1 person joined within 1m"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{count: 1}", "`count` must be 2 to 200 | one is nothing out of the ordinary"),
        ("{within: 8d}", "the window must be 1 second to 7 days | at most 7d are remembered"),
    ],
)
def test_errors(written: str, fault: str) -> None:
    loaded = load_text(f"rules:\n  - {{id: r, if: {{joins: {written}}}, then: [log]}}\n", "x.yaml")
    (error,) = [item for item in loaded.diagnostics if item.level == "error"]
    assert f"{error.message} | {error.hint}" == fault
