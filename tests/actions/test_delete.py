from bot.actions.delete import Delete
from bot.core.action import Call
from tests.actions.kit import message


def test_it_deletes_the_message() -> None:
    params = {"chat_id": -1001, "message_id": 55}
    assert Delete().effects(message(), 0) == (Call("deleteMessage", params, "-1001:55:0:delete", idempotent=True),)


def test_what_is_no_message_cannot_be_deleted() -> None:
    assert Delete().obstacle(message()) is None
    assert Delete().obstacle(message(message_id=None)) == "there is no message to delete"
