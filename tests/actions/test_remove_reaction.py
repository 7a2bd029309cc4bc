import pytest

from bot.actions.remove_reaction import RemoveReaction
from bot.core.post import Author, Chat, Post, Role
from tests.actions.kit import CHANNEL, calls, join_request, message, reaction


@pytest.mark.parametrize(
    ("author", "actor"),
    [
        (Author(7), {"user_id": 7}),
        (CHANNEL, {"actor_chat_id": -1009}),
        (Author(-1001, roles={Role.ANONYMOUS: True}), {"actor_chat_id": -1001}),
    ],
)
def test_the_reaction_of_whoever_gave_it_is_removed(author: Author, actor: dict[str, int]) -> None:
    (call,) = calls(RemoveReaction(), reaction(author=author))
    assert (call.method, call.params) == ("deleteMessageReaction", {"chat_id": -1001, "message_id": 55, **actor})
    assert (call.key, call.idempotent) == ("-1001:reaction-9:0:remove_reaction", True)


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (reaction(), None),
        (reaction(chat=Chat(-5, "group")), None),
        (reaction(chat=Chat(-1005, "channel")), "Telegram removes reactions only in groups"),
        (reaction(reply_to=None), "the author or the message is not known"),
        (message(), "only a reaction can be removed"),
        (join_request(), "only a reaction can be removed"),
    ],
)
def test_what_cannot_be_removed(post: Post, obstacle: str | None) -> None:
    assert RemoveReaction().obstacle(post) == obstacle
