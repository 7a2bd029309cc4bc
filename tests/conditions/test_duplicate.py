from dataclasses import replace

import pytest

from bot.conditions.duplicate import Duplicate
from bot.core.history import Need, Scope, Trace
from bot.lang.load import load_text
from bot.lang.short import read_short
from tests.conditions.history import account, answers
from tests.conditions.kit import Given, answer, leaf

LONG = "Earn 200 dollars a day from home without any risk, write to me in private messages today"
TWICE = "{duplicate: {times: 2}}"


def test_needs() -> None:
    assert leaf("{duplicate: true}").needs() == (Need(Trace.ALIKE, 600, Scope.AUTHOR),)
    written = "{duplicate: {within: 1d, across: chats, similar: 0.8}}"
    assert leaf(written).needs() == (Need(Trace.ALIKE, 86_400, Scope.CHATS, 0.8),)
    assert leaf("{duplicate: {similar: 1}}").needs() == leaf("{duplicate: true}").needs()


def test_the_first_argument_is_how_often() -> None:
    assert leaf("{duplicate: 4}") == Duplicate(times=4)


def test_the_same_text() -> None:
    given: list[Given] = [{"text": "Free money"}, {"text": "frее  MONEY"}, {"text": "other"}, {"text": "free money"}]
    assert answers("{duplicate: true}", *given) == ["false", "false", "false", "true"]
    assert answers(TWICE, *given) == ["false", "true", "false", "true"]


def test_a_window() -> None:
    given: list[Given] = [{"text": "hi", "date": 1_000}, {"text": "hi", "date": 1_600}, {"text": "hi", "date": 2_199}]
    assert answers(TWICE, *given) == ["false", "false", "true"]


def test_across() -> None:
    given: list[Given] = [{"text": "hi"}, {"text": "hi", "author": {"id": 8}}, {"text": "hi", "chat": {"id": -5}}]
    assert answers(TWICE, *given) == ["false", "false", "false"]
    assert answers("{duplicate: {times: 2, across: chat}}", *given) == ["false", "true", "false"]
    assert answers("{duplicate: {times: 2, across: chats}}", *given) == ["false", "true", "true"]


def test_nearly_the_same() -> None:
    given: list[Given] = [{"text": LONG}, {"text": LONG.replace("200", "350")}, {"text": LONG[:30]}]
    assert answers(TWICE, *given) == ["false", "false", "false"]
    assert answers("{duplicate: {times: 2, similar: 0.8}}", *given) == ["false", "true", "false"]


def test_files_stand_in_for_a_text() -> None:
    photo = {"media": {"kind": "photo", "file_unique_id": "a"}}
    assert answers(TWICE, photo, {**photo, "text": "look"}, photo) == ["false", "false", "true"]
    assert answers(TWICE, {"media": "photo"}, {"media": "photo"}) == ["false", "false"]


def test_links_and_buttons_are_text() -> None:
    given: list[Given] = [{"text": "a", "buttons": ["go"]}, {"text": "a"}, {"text": "a", "buttons": ["go"]}]
    assert answers(TWICE, *given) == ["false", "false", "true"]


def test_an_edit_is_compared_and_adds_nothing() -> None:
    edit = replace(read_short({"text": "hi", "id": 2}), revision=5)
    assert answers(TWICE, {"text": "hi"}, {"text": "ho"}, edit, {"text": "hi"}) == ["false", "false", "true", "true"]
    assert answers("{duplicate: 3}", {"text": "hi"}, {"text": "ho"}, edit, {"text": "hi"})[-1] == "false"
    assert answers(TWICE, {"text": "hi", "id": 2}, edit) == ["false", "false"]


def test_what_is_no_post_never_is_one() -> None:
    assert answers(TWICE, {"text": "hi"}, {"text": "hi", "kind": "service"}) == ["false", "false"]


def test_without_a_past_it_is_unknown() -> None:
    assert answer(TWICE, {"text": "hi"}) == "unknown"


def test_it_says_what_it_saw() -> None:
    assert account("{duplicate: true}", {"text": "a"}, {"text": "a"}) == "2 posts that say this within 10m"
    assert account("{duplicate: true}", {"text": "a"}) == "1 post that says this within 10m"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{times: 1}", "`times` must be 2 to 100 | one is nothing out of the ordinary"),
        ("{times: 101}", "`times` must be 2 to 100 | a shorter window needs fewer"),
        ("{within: 8d}", "the window must be 1 second to 7 days | at most 7d are remembered"),
        (
            "{similar: 0.5}",
            "`similar` must be 0.7 to 1 | 0.8 finds texts with a few words changed",
        ),
        (
            "{similar: 80}",
            "`similar` must be 0.7 to 1 | 0.8 finds texts with a few words changed",
        ),
    ],
)
def test_errors(written: str, fault: str) -> None:
    loaded = load_text(f"rules:\n  - {{id: r, if: {{duplicate: {written}}}, then: [log]}}\n", "x.yaml")
    (error,) = [item for item in loaded.diagnostics if item.level == "error"]
    assert f"{error.message} | {error.hint}" == fault
