"""Changes of membership in, rows of the log out."""

import logging
from typing import Any

import pytest

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.post import Chat
from bot.storage.memory import MemoryStore
from bot.telegram.members import Members

GROUP = {"id": -1001, "type": "supergroup", "title": "Talk"}
ME, ADMIN, ANN = 7_000, 9, 42
MUTED = {
    "status": "restricted",
    "is_member": True,
    "can_send_messages": False,
    "can_send_polls": False,
    "until_date": 0,
}
POLLS = {**MUTED, "can_send_messages": True}
MEMBER, LEFT, BANNED = {"status": "member"}, {"status": "left"}, {"status": "kicked", "until_date": 0}
LACKED = "can_delete_messages"
OWNER = {"status": "creator", "is_anonymous": False}


def admin(*rights: str) -> dict[str, Any]:
    return {
        "status": "administrator",
        "can_be_edited": True,
        **dict.fromkeys(("can_pin_messages", "can_delete_messages"), False),
        **dict.fromkeys(rights, True),
    }


def event(old: dict[str, Any], new: dict[str, Any], by: int = ADMIN, of: int = ANN, **fields: Any) -> dict[str, Any]:
    user = {"id": of, "is_bot": of == ME, "first_name": "Ann"}
    return {
        "chat": GROUP,
        "from": {"id": by, "is_bot": False, "first_name": "Bo"},
        "date": 1_700_000_000,
        "old_chat_member": {"user": user, **old},
        "new_chat_member": {"user": user, **new},
        **fields,
    }


class World:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.forgotten: list[int] = []
        self.regained: list[tuple[int, set[str]]] = []
        self.members = Members(
            log=self.store,
            presence=self.store,
            contacts=self.store,
            forget=self.forgotten.append,
            regained=self.regain,
            me=ME,
        )

    async def regain(self, chat: Chat, rights: frozenset[str]) -> None:
        self.regained.append((chat.id, set(rights)))

    async def sees(self, *events: dict[str, Any], kind: str = "chat_member") -> list[tuple[str, str]]:
        for number, one in enumerate(events):
            rest = await self.members.note({"update_id": number, kind: one})
            if rest is not None:
                await rest()
        return [(entry.action, entry.detail) async for entry in self.store.entries()]


DEEDS: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = {
    "banned": (MEMBER, BANNED, [("ban", "")]),
    "banned for a while": (MEMBER, {**BANNED, "until_date": 1_700_003_600}, [("ban", "until 2023-11-14 23:13 UTC")]),
    "banned for another time": (
        BANNED,
        {**BANNED, "until_date": 1_700_003_600},
        [("ban", "until 2023-11-14 23:13 UTC")],
    ),
    "banned while away": (LEFT, BANNED, [("ban", "")]),
    "unbanned": (BANNED, LEFT, [("unban", "")]),
    "let in again": (BANNED, MEMBER, [("unban", "")]),
    "thrown out": (MEMBER, LEFT, [("remove", "")]),
    "muted": (MEMBER, MUTED, [("mute", "without can_send_messages, can_send_polls")]),
    "muted for longer": (
        MUTED,
        {**MUTED, "until_date": 1_700_003_600},
        [("mute", "until 2023-11-14 23:13 UTC; without can_send_messages, can_send_polls")],
    ),
    "restricted further": (POLLS, MUTED, [("mute", "without can_send_messages, can_send_polls")]),
    "restricted less": (MUTED, POLLS, [("unmute", "still without can_send_polls")]),
    "unmuted": (MUTED, MEMBER, [("unmute", "")]),
    "promoted": (MEMBER, admin("can_pin_messages"), [("promote", "can_pin_messages")]),
    "promoted to nothing": (MEMBER, admin(), [("promote", "")]),
    "given a right": (admin(), admin("can_pin_messages"), [("promote", "can_pin_messages")]),
    "a right taken": (admin("can_pin_messages"), admin(), [("demote", "not any more: can_pin_messages")]),
    "demoted": (admin(), MEMBER, [("demote", "")]),
    "demoted and banned": (admin(), BANNED, [("demote", ""), ("ban", "")]),
    "made the owner": (admin(), OWNER, [("promote", "the owner now")]),
    "the owner no more": (OWNER, admin(), [("demote", "not the owner any more")]),
    "a title": (admin(), {**admin(), "custom_title": "Boss"}, []),
    "who was muted leaves": (MUTED, {**MUTED, "is_member": False}, [("remove", "")]),
    "who was muted comes back": ({**MUTED, "is_member": False}, MUTED, []),
    "let in": (LEFT, MEMBER, []),
}


@pytest.mark.parametrize(("old", "new", "deeds"), DEEDS.values(), ids=DEEDS)
async def test_what_an_admin_did(old: dict[str, Any], new: dict[str, Any], deeds: list[tuple[str, str]]) -> None:
    assert await World().sees(event(old, new)) == deeds


@pytest.mark.parametrize("deed", [(MEMBER, LEFT), (MUTED, {**MUTED, "is_member": False}), (LEFT, MEMBER)])
async def test_who_comes_and_goes_by_themselves_is_no_matter(deed: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert await World().sees(event(*deed, by=ANN)) == []


async def test_a_row_says_who_did_it_to_whom() -> None:
    world = World()
    await world.sees(event(MEMBER, BANNED))
    [entry] = [entry async for entry in world.store.entries()]
    assert (entry.chat_id, entry.user_id, entry.actor) == (-1001, ANN, str(ADMIN))
    assert (entry.message_id, entry.rule, entry.outcome, entry.at) == (None, None, Status.DONE, 1_700_000_000)


async def test_an_update_that_comes_again_makes_no_second_row() -> None:
    world = World()
    await world.sees(event(MEMBER, BANNED))
    assert await world.sees(event(MEMBER, BANNED)) == [("ban", "")]


async def test_what_the_bot_did_is_in_the_log_already() -> None:
    assert await World().sees(event(MEMBER, BANNED, by=ME)) == []


@pytest.mark.parametrize("of", [{}, {"old_chat_member": "x"}, {"from": None}, {"chat": {"id": "x"}}])
async def test_what_cannot_be_read_does_no_harm(of: dict[str, Any]) -> None:
    world = World()
    assert await world.sees({} if not of else event(MEMBER, BANNED, **of)) == []


@pytest.mark.parametrize(
    ("old", "new", "forgotten"),
    [
        (LEFT, MEMBER, []),
        (MEMBER, LEFT, []),
        (MEMBER, BANNED, []),
        (MEMBER, admin(), [-1001]),
        (admin(), admin("can_pin_messages"), [-1001]),
        (admin(), LEFT, [-1001]),
        (OWNER, admin(), [-1001]),
    ],
)
async def test_admins_are_asked_for_anew_only_if_they_may_be_others(
    old: dict[str, Any], new: dict[str, Any], forgotten: list[int]
) -> None:
    world = World()
    await world.sees(event(old, new, by=ANN))
    assert world.forgotten == forgotten


@pytest.mark.parametrize("state", [MEMBER, LEFT, admin()])
async def test_nor_if_it_is_not_said_what_somebody_was(state: dict[str, Any]) -> None:
    world = World()
    await world.sees({"chat": GROUP, "new_chat_member": state})
    assert world.forgotten == [-1001]


OWN: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = {
    "added": (LEFT, MEMBER, [("add", "")]),
    "added as an admin": (LEFT, admin("can_delete_messages"), [("promote", "can_delete_messages"), ("add", "")]),
    "rights": (admin(), admin("can_delete_messages"), [("promote", "can_delete_messages")]),
    "banned": (admin(), BANNED, [("demote", ""), ("ban", "")]),
    "removed": (MEMBER, LEFT, [("remove", "")]),
}


@pytest.mark.parametrize(("old", "new", "deeds"), OWN.values(), ids=OWN)
async def test_what_became_of_the_bot(old: dict[str, Any], new: dict[str, Any], deeds: list[tuple[str, str]]) -> None:
    world = World()
    assert await world.sees(event(old, new, of=ME), kind="my_chat_member") == deeds
    assert world.forgotten == [-1001]


async def test_what_waits_in_a_chat_that_the_bot_left_expires(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    for number, (chat, outcome) in enumerate([(-1001, Status.PENDING), (-1001, Status.DONE), (-1002, Status.PENDING)]):
        entry = LogEntry(str(number), 1_700_000_000, chat, number, ANN, "delete", outcome=outcome)
        await world.store.intend([entry])
    await world.sees(event(MEMBER, BANNED, of=ME), kind="my_chat_member")
    outcomes = {entry.key: entry.outcome async for entry in world.store.entries() if len(entry.key) == 1}
    assert outcomes == {"0": Status.EXPIRED, "1": Status.DONE, "2": Status.PENDING}
    assert "1 actions that waited" in caplog.text


async def test_a_right_that_came_back_may_be_missed_again(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    assert await world.store.lack(-1001, "can_delete_messages", 1)
    await world.sees(event(MEMBER, admin("can_pin_messages"), of=ME), kind="my_chat_member")
    assert not await world.store.lack(-1001, "can_delete_messages", 2)
    with caplog.at_level(logging.INFO):
        await world.sees(event(MEMBER, admin("can_delete_messages"), of=ME), kind="my_chat_member")
    assert "has the right can_delete_messages again" in caplog.text
    assert await world.store.lack(-1001, "can_delete_messages", 3)


RIGHTS: dict[str, tuple[dict[str, Any], dict[str, Any], set[str] | None]] = {
    "made an admin": (MEMBER, admin("can_pin_messages"), {"can_pin_messages"}),
    "given a right": (admin("can_pin_messages"), admin("can_pin_messages", "can_delete_messages"), {LACKED}),
    "nothing new": (admin("can_pin_messages"), admin("can_pin_messages"), None),
    "as it was, but it was lacking": (admin(LACKED), admin(LACKED), {LACKED}),
    "a right taken": (admin("can_pin_messages"), admin(), None),
    "demoted": (admin("can_pin_messages"), MEMBER, None),
    "thrown out": (admin("can_pin_messages"), BANNED, None),
}


@pytest.mark.parametrize(("old", "new", "rights"), RIGHTS.values(), ids=RIGHTS)
async def test_what_waited_for_rights_is_taken_up_when_they_come(
    old: dict[str, Any], new: dict[str, Any], rights: set[str] | None
) -> None:
    world = World()
    await world.store.lack(-1001, LACKED, 1)
    await world.sees(event(old, new, of=ME), kind="my_chat_member")
    assert world.regained == ([(-1001, rights)] if rights else [])
    await world.sees(event(old, new), kind="chat_member")
    assert len(world.regained) == (rights is not None), "others' rights are no matter"


async def test_what_waited_is_taken_up_again_if_the_process_ended_before() -> None:
    world = World()
    given = event(admin(), admin(LACKED), of=ME)
    await world.store.lack(-1001, LACKED, 1)
    for _ in range(2):
        assert await world.members.note({"update_id": 1, "my_chat_member": given}) is not None


async def test_people_who_stop_the_bot_in_private_are_nobodys_business() -> None:
    private = {"id": ANN, "type": "private"}
    assert await World().sees(event(MEMBER, BANNED, of=ME, by=ANN, chat=private), kind="my_chat_member") == []


async def test_who_blocks_the_bot_cannot_be_written_to_until_they_take_it_back() -> None:
    world = World()
    private = {"id": ANN, "type": "private", "first_name": "Ann"}
    sender = {"id": ANN, "is_bot": False, "first_name": "Ann", "language_code": "de"}
    await world.store.met(ANN, "en", 0)
    blocked = event(MEMBER, BANNED, by=ANN, of=ME, chat=private, **{"from": sender})
    await world.members.note({"update_id": 1, "my_chat_member": blocked})
    assert not await world.store.reachable(ANN)
    unblocked = event(BANNED, MEMBER, by=ANN, of=ME, chat=private, **{"from": sender})
    await world.members.note({"update_id": 2, "my_chat_member": unblocked})
    assert await world.store.reachable(ANN)
    assert await world.store.language_of(ANN) == "de"
    assert [entry async for entry in world.store.entries()] == []
