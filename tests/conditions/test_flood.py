import pytest

from bot.conditions.flood import Flood
from bot.core.condition import Context
from bot.core.history import Need, Scope, Trace
from bot.lang.load import load_text
from bot.lang.short import read_short
from tests.conditions.history import account, answers
from tests.conditions.kit import Given, answer, leaf

FIVE = "{flood: true}"


def test_needs() -> None:
    assert leaf(FIVE).needs() == (Need(Trace.POSTS, 10, Scope.AUTHOR),)
    assert leaf("{flood: {within: 2m, by: chat}}").needs() == (Need(Trace.POSTS, 120, Scope.CHAT),)


def test_the_first_argument_is_the_number_of_posts() -> None:
    assert leaf("{flood: 7}") == Flood(posts=7)


def test_it_holds_from_the_last_post_on() -> None:
    given: list[Given] = [{"text": str(number), "date": 100 + number} for number in range(7)]
    assert answers(FIVE, *given) == ["false"] * 4 + ["true"] * 3
    assert answers("{flood: {posts: 2, within: 1s}}", *given) == ["false"] * 7


def test_whose_posts() -> None:
    given: list[Given] = [{"text": "a"}, {"text": "b", "author": {"id": 8}}, {"text": "c", "chat": {"id": -5}}]
    assert answers("{flood: 2}", *given) == ["false"] * 3
    assert answers("{flood: {posts: 2, by: chat}}", *given) == ["false", "true", "false"]


def test_what_is_no_post_never_is_a_flood() -> None:
    given: list[Given] = [{"text": "a"}, {"text": "b"}, {"kind": "service"}, {"kind": "reaction"}, {"text": "c"}]
    assert answers("{flood: 2}", *given) == ["false", "true", "false", "false", "true"]


def test_without_a_past_it_is_unknown() -> None:
    assert answer(FIVE, {"text": "hi"}) == "unknown"
    assert answer(FIVE, {"kind": "service"}) == "false"


def test_nothing_calls_it() -> None:
    assert leaf(FIVE).triggers() is None


def test_it_says_what_it_saw() -> None:
    assert account("{flood: {within: 90s}}", *[{"text": "a"}] * 4) == "4 posts within 90s"
    assert account("{flood: {within: 2h}}", {"text": "a"}) == "1 post within 2h"
    assert account(FIVE, {"kind": "service"}) == ""
    assert leaf(FIVE).account(Context(read_short({}), None)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{posts: 1}", "`posts` must be 2 to 200 | one is nothing out of the ordinary"),
        ("{posts: 201}", "`posts` must be 2 to 200 | a shorter window needs fewer"),
        ("{within: 0s}", "the window must be 1 second to 7 days | at most 7d are remembered"),
        ("{within: 8d}", "the window must be 1 second to 7 days | at most 7d are remembered"),
        ("{by: chats}", "`by` cannot be `chats` | did you mean `chat`?"),
    ],
)
def test_errors(written: str, fault: str) -> None:
    loaded = load_text(f"rules:\n  - {{id: r, if: {{flood: {written}}}, then: [log]}}\n", "x.yaml")
    (error,) = [item for item in loaded.diagnostics if item.level == "error"]
    assert f"{error.message} | {error.hint}" == fault
