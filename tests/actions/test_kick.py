import pytest

from bot.actions.kick import Kick
from bot.core.post import Author, Chat, Post
from tests.actions.kit import CHANNEL, calls, message


def test_a_kick_is_a_short_ban_that_is_taken_back() -> None:
    ban, unban = calls(Kick(), message())
    assert (ban.method, ban.params) == ("banChatMember", {"chat_id": -1001, "user_id": 7, "until_date": 1_090})
    assert (unban.method, unban.params) == (
        "unbanChatMember",
        {"chat_id": -1001, "user_id": 7, "only_if_banned": True},
    )
    assert ban.idempotent
    assert unban.idempotent
    assert (ban.key, unban.key) == ("-1001:55:0:kick", "-1001:55:0:kick:unban")


def test_in_a_basic_group_a_ban_is_a_kick() -> None:
    (ban,) = calls(Kick(), message(chat=Chat(-5, "group")))
    assert ban.method == "banChatMember"


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (message(), None),
        (message(chat=Chat(-5, "group")), None),
        (message(author=CHANNEL), "Telegram can ban a channel, but not kick it"),
        (message(author=Author(1087968824)), "it was posted in the name of the chat itself"),
        (message(chat=Chat(7, "private"), author=Author(8)), "nobody can be removed from a private chat"),
    ],
)
def test_whom_a_kick_cannot_hit(post: Post, obstacle: str | None) -> None:
    assert Kick().obstacle(post) == obstacle


def test_a_kick_is_a_sanction() -> None:
    assert Kick.sanction
