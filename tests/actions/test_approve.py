from bot.actions.approve import Approve
from tests.actions.kit import calls, join_request, message, reaction


def test_who_asks_to_join_is_let_in() -> None:
    (call,) = calls(Approve(), join_request())
    assert (call.method, call.params) == ("approveChatJoinRequest", {"chat_id": -1001, "user_id": 7})
    assert (call.key, call.idempotent) == ("-1001:join_request-9:0:approve", True)
    assert Approve().obstacle(join_request()) is None


def test_nothing_else_can_be_approved() -> None:
    for post in (message(), reaction()):
        assert Approve().obstacle(post) == "only a request to join can be approved"


def test_it_is_no_sanction() -> None:
    assert not Approve.sanction
