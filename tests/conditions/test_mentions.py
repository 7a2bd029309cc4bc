import pytest

from bot.core.post import SurfaceName
from tests.conditions.kit import answer, find, leaf
from tests.conditions.posts import marked


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{mentions: true}", "write to @best_casino", "true"),
        ("{mentions: true}", "write to bob@best_casino.com", "false"),
        ("{mentions: true}", "medium.com/@author", "false"),
        ("{mentions: true}", "@abc is too short, @1abcd begins badly", "false"),
        ("{mentions: true}", "(@durov)", "true"),
        ("{mentions: true}", "\uff20durov", "true"),
        ('{mentions: "@Best_Casino"}', "write to @best_CASINO!", "true"),
        ("{mentions: best_casino}", "write to @best_casino2", "false"),
        ('{mentions: [durov, "*_casino"]}', "write to @best_casino", "true"),
        ('{mentions: ["*bot"]}', "@botany", "false"),
        ("{mentions: {count: {above: 2}}}", "@anna @bert @carl", "true"),
        ("{mentions: {count: {above: 2}}}", "@anna @bert @Anna", "false"),
        ("{mentions: {count: {below: 1}}}", "nobody", "true"),
        ("{mentions: {any: durov, count: 0}}", "@anna", "true"),
        ("{mentions: {any: durov, in: button}}", "@durov", "false"),
    ],
)
def test_answers(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_evidence() -> None:
    assert [item.text for item in find("{mentions: true}", {"text": "ask @anna or @bert"}).evidence] == [
        "@anna",
        "@bert",
    ]


def test_people_without_a_username() -> None:
    post = marked("Hi Ann and Bob", ("text_mention", "Ann"), ("text_mention", "Bob"))
    assert answer("{mentions: {count: 2}}", post) == "true"
    assert answer("{mentions: anna}", post) == "false"
    hidden = marked("Ann", ("text_mention", "Ann"), in_=SurfaceName.SENDER_NAME)
    assert answer("{mentions: true}", hidden) == "false"


def test_the_senders_own_name_is_looked_at_only_on_request() -> None:
    post = {"text": "hi", "author": {"name": "join @best_casino"}}
    assert answer("{mentions: best_casino}", post) == "false"
    assert answer("{mentions: {any: best_casino, in: sender_name}}", post) == "true"


@pytest.mark.parametrize(
    ("condition", "called"),
    [
        ("{mentions: [anna, bert]}", True),
        ("{mentions: {any: anna, count: {at_least: 1}}}", True),
        ("{mentions: {any: anna, count: {below: 2}}}", False),
        ('{mentions: [anna, "b*"]}', False),
        ("{mentions: true}", False),
    ],
)
def test_names_call_the_rule_where_the_index_can_know_them(condition: str, called: bool) -> None:
    assert (leaf(condition).triggers() is not None) is called
