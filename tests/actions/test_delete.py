from bot.actions.delete import Delete
from bot.core.action import Call
from bot.core.post import Author
from tests.actions.kit import calls, join_request, message, reaction


def test_it_deletes_the_message() -> None:
    params = {"chat_id": -1001, "message_id": 55}
    assert Delete().effects(message(), 0) == (Call("deleteMessage", params, "-1001:55:0:delete", idempotent=True),)


def test_what_is_no_message_cannot_be_deleted() -> None:
    assert Delete().obstacle(message()) is None
    assert Delete().obstacle(message(message_id=None)) == "there is no message to delete"


def test_a_request_to_join_is_declined() -> None:
    (call,) = calls(Delete(), join_request())
    assert (call.method, call.params) == ("declineChatJoinRequest", {"chat_id": -1001, "user_id": 7})
    assert Delete().obstacle(join_request()) is None


def test_a_reaction_is_removed() -> None:
    (call,) = calls(Delete(), reaction())
    assert (call.method, call.params) == ("deleteMessageReaction", {"chat_id": -1001, "message_id": 55, "user_id": 7})
    assert Delete().obstacle(reaction()) is None


def test_what_nobody_is_known_to_have_done_cannot_be_undone() -> None:
    assert Delete().obstacle(join_request(author=Author())) == "the author is not known"
    assert Delete().obstacle(reaction(author=Author())) == "the author or the message is not known"
