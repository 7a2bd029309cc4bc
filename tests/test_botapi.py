from typing import Any

import pytest
from pydantic import ValidationError

from tests.botapi import assert_valid_answer, assert_valid_call, assert_valid_update

CHAT = {"id": -1, "type": "group", "title": "T"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "text": "x"}


def test_what_is_right_passes() -> None:
    assert_valid_update({"update_id": 1, "message": MESSAGE})
    assert_valid_call("deleteMessage", {"chat_id": -1, "message_id": 2})
    assert_valid_answer("deleteMessage", result=True)
    assert_valid_answer("sendMessage", MESSAGE)


@pytest.mark.parametrize(
    "update",
    [
        {"message": MESSAGE},
        {"update_id": 1, "message": {"message_id": 1}},
        {"update_id": 1, "messages": MESSAGE},
        {"update_id": 1, "message": MESSAGE | {"chat": CHAT | {"invented": 1}}},
        {"update_id": 1, "message": MESSAGE | {"entities": [{"type": "url", "offset": 0, "length": 1, "size": 2}]}},
    ],
)
def test_a_wrong_update_fails(update: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, AssertionError)):
        assert_valid_update(update)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("deleteMessge", {}),
        ("deleteMessage", {"chat_id": -1}),
        ("deleteMessage", {"chat_id": -1, "message_id": 2, "force": True}),
    ],
)
def test_a_wrong_call_fails(method: str, params: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, AssertionError)):
        assert_valid_call(method, params)


@pytest.mark.parametrize(("method", "result"), [("deleteMessage", "yes!"), ("getMe", {"id": 1}), ("getNothing", 1)])
def test_a_wrong_answer_fails(method: str, result: Any) -> None:
    with pytest.raises((ValidationError, AssertionError)):
        assert_valid_answer(method, result)
