from typing import Any

import pytest

from bot.actions.kick import Kick
from bot.core.outcome import Status
from bot.core.post import Author, Chat, Post
from bot.fakeapi.members import PERMISSIONS
from tests.actions.kit import CHANNEL, answer, calls, join_request, message


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


@pytest.mark.parametrize("until", [0, 5_000])
def test_a_kick_does_not_unmute(until: int) -> None:
    allowed = {permission: permission == "can_send_photos" for permission in PERMISSIONS}
    muted = {"status": "restricted", "is_member": True, "until_date": until, **allowed}
    ban, again = calls(Kick(), message(), member=muted)
    assert ban.method == "banChatMember"
    assert (again.method, again.params["permissions"]) == ("restrictChatMember", allowed)
    assert again.params.get("until_date", 0) == until


@pytest.mark.parametrize(
    "member",
    [
        {"status": "left"},
        {"status": "kicked", "until_date": 0},
        {"status": "restricted", "is_member": False, "until_date": 0},
    ],
)
def test_who_is_not_there_stays_as_they_are(member: dict[str, Any]) -> None:
    # Above all a kick lifts no ban.
    found = answer(Kick(), message(), member)
    assert (found.status, found.detail) == (Status.SKIPPED, "the author is not in the chat any more")


def test_in_a_basic_group_a_ban_is_a_kick() -> None:
    (ban,) = calls(Kick(), message(chat=Chat(-5, "group")))
    assert ban.method == "banChatMember"


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (message(), None),
        (message(chat=Chat(-5, "group")), None),
        (message(author=CHANNEL), "Telegram can ban a channel, but not kick it"),
        (join_request(), "who only asks to join cannot be kicked, but declined"),
        (message(author=Author(1087968824)), "it was posted in the name of the chat itself"),
        (message(chat=Chat(7, "private"), author=Author(8)), "nobody can be removed from a private chat"),
    ],
)
def test_whom_a_kick_cannot_hit(post: Post, obstacle: str | None) -> None:
    assert Kick().obstacle(post) == obstacle


def test_a_kick_is_a_sanction() -> None:
    assert Kick.sanction
