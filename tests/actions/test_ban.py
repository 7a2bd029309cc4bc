from typing import Any

import pytest

from bot.actions.ban import Ban
from bot.core.action import Call
from bot.core.arguments import Duration
from bot.core.errors import ArgumentError
from bot.core.outcome import Status
from bot.core.post import Author, Chat, Post, Role
from tests.actions.kit import answer, calls, join_request, message

DAY = 86_400


def days(count: int) -> Duration:
    return Duration(count * DAY)


def test_ban_without_end() -> None:
    params = {"chat_id": -1001, "user_id": 7}
    assert Ban().effects(message(), 1_000) == (Call("banChatMember", params, "-1001:55:0:ban", idempotent=True),)


@pytest.mark.parametrize(
    ("seconds", "until"),
    [
        (DAY, 1_000 + DAY),
        # Telegram takes less than 30 s, or more than 366 days, when the call arrives, for a ban without end.
        (30, 1_000 + 90),
        (366 * DAY, 1_000 + 366 * DAY - 60),
    ],
)
def test_a_ban_for_a_time_never_turns_into_one_without_end(seconds: int, until: int) -> None:
    (call,) = calls(Ban(Duration(seconds)), message())
    assert call.params == {"chat_id": -1001, "user_id": 7, "until_date": until}


@pytest.mark.parametrize("seconds", [0, 29, 366 * DAY + 1])
def test_a_ban_lasts_30_seconds_to_366_days(seconds: int) -> None:
    with pytest.raises(ArgumentError, match="30 seconds to 366 days") as caught:
        Ban(Duration(seconds))
    assert caught.value.field == "for_"


@pytest.mark.parametrize(
    ("first", "second", "strictest"),
    [
        (Ban(), Ban(days(9)), Ban()),
        (Ban(days(9)), Ban(), Ban()),
        (Ban(days(1)), Ban(days(9)), Ban(days(9))),
        (Ban(days(9)), Ban(days(1)), Ban(days(9))),
    ],
)
def test_the_longest_ban_is_the_strictest(first: Ban, second: Ban, strictest: Ban) -> None:
    assert first.stricter(second) == strictest


def test_ban_makes_mute_kick_and_approve_superfluous() -> None:
    assert Ban.supersedes == {"mute", "kick", "approve"}


@pytest.mark.parametrize("until", [0, 1_000 + 2 * DAY])
def test_a_ban_for_a_time_never_shortens_a_longer_one(until: int) -> None:
    found = answer(Ban(days(1)), message(), {"status": "kicked", "until_date": until})
    assert (found.status, found.detail) == (Status.SKIPPED, "the author is banned for longer already")


@pytest.mark.parametrize(
    "member",
    [
        {"status": "member"},
        {"status": "left"},
        {"status": "restricted", "until_date": 0},
        {"status": "kicked", "until_date": 1_000 + DAY - 1},
    ],
)
def test_who_is_not_banned_for_longer_is_banned(member: dict[str, Any]) -> None:
    (call,) = calls(Ban(days(1)), message(), member=member)
    assert call.method == "banChatMember"


def test_a_ban_without_end_asks_nobody() -> None:
    assert all(isinstance(effect, Call) for effect in Ban().effects(message(), 0))


@pytest.mark.parametrize("action", [Ban(), Ban(days(1))])
def test_who_asks_to_join_is_banned_and_declined(action: Ban) -> None:
    made = calls(action, join_request(), member={"status": "left"})
    assert [call.method for call in made] == ["banChatMember", "declineChatJoinRequest"]
    assert made[1].params == {"chat_id": -1001, "user_id": 7}
    assert len({call.key for call in made}) == 2


CHANNEL = Author(-1009, roles={Role.CHANNEL: True})


def test_a_ban_of_a_channel_bans_the_channel() -> None:
    (effect,) = Ban().effects(message(author=CHANNEL), 0)
    params = {"chat_id": -1001, "sender_chat_id": -1009}
    assert effect == Call("banChatSenderChat", params, "-1001:55:0:ban", idempotent=True)


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (message(), None),
        (message(author=CHANNEL), None),
        (message(author=Author(-1001)), "it was posted in the name of the chat itself"),
        (message(author=Author(1087968824)), "it was posted in the name of the chat itself"),
        (message(author=Author(7, roles={Role.ANONYMOUS: True})), "it was posted in the name of the chat itself"),
        (message(author=Author(777000)), "it was posted by the chat's linked channel"),
        (message(author=Author(-5, roles={Role.LINKED_CHANNEL: True})), "it was posted by the chat's linked channel"),
        (message(author=Author(136817688)), "Telegram does not say which channel it was posted for"),
        (message(chat=Chat(7, "private"), author=Author(8)), "nobody can be removed from a private chat"),
    ],
)
def test_whom_a_ban_cannot_hit(post: Post, obstacle: str | None) -> None:
    assert Ban().obstacle(post) == obstacle


def test_a_channel_is_not_banned_for_longer_than_the_rule_says() -> None:
    assert Ban(days(1)).obstacle(message(author=CHANNEL)) == "Telegram bans a channel only without end"
