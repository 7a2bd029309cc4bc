from bot.actions.approve import Approve
from bot.actions.decline import Decline
from tests.actions.kit import calls, join_request, message, reaction


def test_who_asks_to_join_is_not_let_in() -> None:
    (call,) = calls(Decline(), join_request())
    assert (call.method, call.params) == ("declineChatJoinRequest", {"chat_id": -1001, "user_id": 7})
    assert (call.key, call.idempotent) == ("-1001:join_request-9:0:decline", True)
    assert Decline().obstacle(join_request()) is None


def test_nothing_else_can_be_declined() -> None:
    for post in (message(), reaction()):
        assert Decline().obstacle(post) == "only a request to join can be declined"


def test_a_doubt_is_decided_against_letting_in() -> None:
    assert Decline.supersedes == {"approve"}
    assert Decline.rank < Approve.rank
