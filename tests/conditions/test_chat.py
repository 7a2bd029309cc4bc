import pytest

from tests.conditions.kit import answer, leaf

JOBS = {"id": -1005, "type": "supergroup", "title": "Jobs in ИЗМИР", "username": "izmir_jobs"}


@pytest.mark.parametrize(
    ("condition", "chat", "expected"),
    [
        ("{chat: -1005}", JOBS, "true"),
        ("{chat: [-1, -2]}", JOBS, "false"),
        ('{chat: "@Izmir_Jobs"}', JOBS, "true"),
        ("{chat: {type: [group, supergroup]}}", JOBS, "true"),
        ("{chat: {type: channel}}", JOBS, "false"),
        ("{chat: {type: channel}}", {"type": "channel"}, "true"),
        ("{chat: {title: измир}}", JOBS, "true"),
        ("{chat: {title: [berlin, jobs]}}", JOBS, "true"),
        ("{chat: {title: jobs}}", {"type": "private"}, "false"),
        ("{chat: {id: -1005, title: berlin}}", JOBS, "false"),
    ],
)
def test_answers(condition: str, chat: dict[str, object], expected: str) -> None:
    assert answer(condition, {"chat": chat}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{chat: -1}").triggers() is None
