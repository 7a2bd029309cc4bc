from typing import Any

import pytest

from bot.actions.ban import Ban
from bot.actions.mute import Mute
from bot.core.arguments import Duration
from bot.core.errors import ArgumentError
from bot.core.outcome import Status
from bot.core.post import Author, Chat, Post
from bot.fakeapi.members import PERMISSIONS
from tests.actions.kit import CHANNEL, DAY, answer, calls, join_request, message


def days(count: int) -> Duration:
    return Duration(count * DAY)


def test_a_mute_takes_every_permission() -> None:
    (call,) = calls(Mute(), message())
    assert (call.method, call.key, call.idempotent) == ("restrictChatMember", "-1001:55:0:mute", True)
    assert call.params == {
        "chat_id": -1001,
        "user_id": 7,
        "permissions": dict.fromkeys(PERMISSIONS, False),
        "use_independent_chat_permissions": True,
    }


@pytest.mark.parametrize(
    ("seconds", "until"), [(DAY, 1_000 + DAY), (30, 1_000 + 90), (366 * DAY, 1_000 + 366 * DAY - 60)]
)
def test_a_mute_for_a_time_never_turns_into_one_without_end(seconds: int, until: int) -> None:
    (call,) = calls(Mute(Duration(seconds)), message())
    assert call.params["until_date"] == until


@pytest.mark.parametrize("seconds", [0, 29, 366 * DAY + 1])
def test_a_mute_lasts_30_seconds_to_366_days(seconds: int) -> None:
    with pytest.raises(ArgumentError, match="30 seconds to 366 days") as caught:
        Mute(Duration(seconds))
    assert caught.value.field == "for_"


@pytest.mark.parametrize(
    ("first", "second", "strictest"),
    [
        (Mute(), Mute(days(9)), Mute()),
        (Mute(days(9)), Mute(), Mute()),
        (Mute(days(1)), Mute(days(9)), Mute(days(9))),
        (Mute(days(9)), Mute(days(1)), Mute(days(9))),
    ],
)
def test_the_longest_mute_is_the_strictest(first: Mute, second: Mute, strictest: Mute) -> None:
    assert first.stricter(second) == strictest


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (message(), None),
        (message(author=CHANNEL), "Telegram can ban a channel, but not mute it"),
        (message(chat=Chat(-5, "group")), "Telegram mutes only in supergroups"),
        (message(chat=Chat(-1005, "channel")), "Telegram mutes only in supergroups"),
        (message(author=Author(777000)), "it was posted by the chat's linked channel"),
        (message(author=Author(-1001)), "it was posted in the name of the chat itself"),
    ],
)
def test_whom_a_mute_cannot_hit(post: Post, obstacle: str | None) -> None:
    assert Mute().obstacle(post) == obstacle


MUTED = {"status": "restricted", "is_member": True, **dict.fromkeys(PERMISSIONS, False)}


@pytest.mark.parametrize("until", [0, 1_000 + 2 * DAY])
def test_a_mute_for_a_time_never_shortens_a_longer_one(until: int) -> None:
    found = answer(Mute(days(1)), message(), {**MUTED, "until_date": until})
    assert (found.status, found.detail) == (Status.SKIPPED, "the author is muted for longer already")


def test_a_mute_never_lifts_another_restriction_that_lasts_longer() -> None:
    no_links = {**MUTED, "can_send_messages": True, "until_date": 0}
    found = answer(Mute(days(1)), message(), no_links)
    assert found.status is Status.FAILED
    assert "one restriction at a time" in found.detail


def test_a_mute_never_lifts_a_ban() -> None:
    found = answer(Mute(), message(), {"status": "kicked", "until_date": 0})
    assert (found.status, found.detail) == (Status.SKIPPED, "the author is banned already")


@pytest.mark.parametrize(
    ("action", "member"),
    [
        (Mute(days(1)), {"status": "member"}),
        (Mute(days(1)), {"status": "left"}),
        (Mute(days(1)), {**MUTED, "until_date": 1_000 + DAY - 1}),
        (Mute(), {**MUTED, "until_date": 0}),
        (Mute(), {**MUTED, "can_send_messages": True, "until_date": 0}),
    ],
)
def test_who_is_not_muted_for_longer_is_muted(action: Mute, member: dict[str, Any]) -> None:
    (call,) = calls(action, message(), member=member)
    assert call.method == "restrictChatMember"


def test_who_asks_to_join_is_muted_for_when_they_come_in() -> None:
    (call,) = calls(Mute(), join_request(), member={"status": "left"})
    assert (call.method, Mute().obstacle(join_request())) == ("restrictChatMember", None)


def test_a_mute_comes_before_a_ban() -> None:
    assert Mute.rank < Ban.rank
    assert Mute.sanction
