"""Albums: parts in, as Telegram sends them one by one; calls and log entries out."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.purge import Purge
from bot.actions.warn import Warn
from bot.albums import OTHER_PART
from bot.conditions.media import Media as MediaCondition
from bot.core.action import Action
from bot.core.album import Doom
from bot.core.errors import StorageError
from bot.core.log import LogEntry
from bot.core.logic import All, Leaf
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Chat, Media, MediaKind, Post, PostKind
from bot.core.ruleset import Mode
from bot.core.verdict import Match
from tests.test_moderator import CHAT, SPAMMER, World, post, rule

DELETE, BATCH = "deleteMessage", "deleteMessages"


def part(message_id: int, text: str = "", **fields: Any) -> Post:
    return post(text, message_id, **{"album": "a", **fields})


def bad(message_id: int, **fields: Any) -> Post:
    return part(message_id, "some spam", **fields)


def removed(world: World) -> list[int | list[int]]:
    """What was deleted: a message id for each single call, a list for each batch."""
    return [
        call.params["message_id"] if call.method == DELETE else call.params["message_ids"]
        for call in world.chat.calls
        if call.method in (DELETE, BATCH)
    ]


async def rows(world: World) -> list[tuple[str, int | None, str, str]]:
    return [
        (entry.action, entry.message_id, entry.outcome.value, entry.detail) async for entry in world.store.entries()
    ]


SCRIPTS: Mapping[str, tuple[list[Post], list[int | list[int]]]] = {
    "a match on the first part is deleted at once, late parts when they come": ([bad(1), part(2), part(3)], [1, 2, 3]),
    "a match on the last part takes those before it": ([part(1), part(2), bad(3)], [[1, 2, 3]]),
    "a match in the middle": ([part(1), bad(2), part(3)], [[1, 2], 3]),
    "every part matches": ([bad(1), bad(2), bad(3)], [1, 2, 3]),
    "no part matches": ([part(1), part(2)], []),
    "an edit makes one part match": ([part(1), part(2), bad(1, revision=1_700_000_100)], [[1, 2]]),
    "another album stays": ([part(1, album="b"), bad(2), part(3, album="b")], [2]),
    "the same album id in another chat stays": ([part(1, chat=Chat(-1002, "supergroup")), bad(2)], [2]),
    "a message that is no part stays": ([part(1, album=None), bad(2), part(3, album=None)], [2]),
    "delivered again, it goes again": ([part(1), bad(2), bad(2)], [[1, 2], [1, 2]]),
    "a channel's album": (
        [
            part(1, kind=PostKind.CHANNEL_POST, chat=Chat(-1003, "channel"), author=Author(-1003)),
            bad(2, kind=PostKind.CHANNEL_POST, chat=Chat(-1003, "channel"), author=Author(-1003)),
        ],
        [[1, 2]],
    ),
}


@pytest.mark.parametrize(("posts", "gone"), SCRIPTS.values(), ids=SCRIPTS)
async def test_which_parts_go(posts: list[Post], gone: list[int | list[int]]) -> None:
    world = World(rule(Delete()))
    await world.sees(*posts)
    assert removed(world) == gone


@pytest.mark.parametrize(("posts", "gone"), SCRIPTS.values(), ids=SCRIPTS)
async def test_the_same_parts_go_if_the_bot_is_killed_between_any_two(
    posts: list[Post], gone: list[int | list[int]]
) -> None:
    world = World(rule(Delete()))
    for part in posts:
        await world.sees(part)  # each time with a pipeline of its own, over the same store
    # Whether a part that was seen before is gone already is not kept: it may be deleted again.
    assert set(_flat(removed(world))) == set(_flat(gone))


def _flat(calls: list[int | list[int]]) -> list[int]:
    return [number for call in calls for number in (call if isinstance(call, list) else [call])]


async def test_each_part_has_a_row_in_the_log() -> None:
    world = World(rule(Delete()))
    await world.sees(part(1), bad(2), part(3))
    assert sorted(await rows(world), key=lambda row: row[1] or 0) == [
        ("delete", 1, "done", OTHER_PART),
        ("delete", 2, "done", ""),
        ("delete", 3, "done", OTHER_PART),
    ]
    entries = [entry async for entry in world.store.entries()]
    assert {(entry.rule, entry.rule_version) for entry in entries} == {("set/rule", "12345678")}


async def test_a_batch_that_is_refused_is_deleted_one_by_one() -> None:
    world = World(rule(Delete()))
    world.chat.refuse(BATCH, "Bad Request: message can't be deleted")
    world.chat.always(DELETE, lambda params: Outcome(Status.FAILED, "no") if params["message_id"] == 1 else None)
    await world.sees(part(1), part(2), bad(3), part(4))
    assert removed(world) == [[1, 2, 3], 1, 2, 3, 4]
    assert sorted(await rows(world), key=lambda row: (row[0], row[1] or 0)) == [
        ("delete", 1, "failed", f"{OTHER_PART}; no"),
        ("delete", 2, "done", OTHER_PART),
        ("delete", 3, "done", ""),
        ("delete", 4, "done", OTHER_PART),
        ("escalate", 3, "done", "delete: no"),
    ]


@pytest.mark.parametrize("restarting", [False, True])
async def test_one_card_one_warning_one_strike_one_ban(restarting: bool) -> None:
    world = World(rule(Delete(), Warn(), Escalate()))
    for script in [[bad(n)] for n in (1, 2, 3)] if restarting else [[bad(1), bad(2), bad(3)]]:
        await world.sees(*script)
    assert len(world.escalations.seen) == 1
    assert world.chat.methods().count("sendMessage") == 1
    assert await world.store.strikes(CHAT, SPAMMER, 1_700_000_100) == 1
    assert [row[:2] for row in await rows(world) if row[0] != "delete"] == [("warn", 1), ("escalate", 1)]


async def test_a_sanction_is_carried_out_once() -> None:
    world = World(rule(Ban()))
    await world.sees(bad(1), bad(2), bad(3, album="b"))
    assert world.chat.methods() == ["banChatMember", "banChatMember"]


async def test_another_rule_that_a_later_part_breaks_still_does_what_the_first_did_not() -> None:
    world = World(rule(Delete(), Escalate()), rule(Ban(), Escalate(), word="worse"))
    await world.sees(bad(1), part(2, "worse"))
    assert len(world.escalations.seen) == 1
    assert world.chat.methods() == [DELETE, DELETE, "banChatMember"]


async def test_a_right_that_is_missing_opens_one_case() -> None:
    world = World(rule(Delete()))
    for method in (DELETE, BATCH):
        world.chat.refuse(method, "Bad Request: message can't be deleted")
    await world.sees(bad(1), part(2), bad(3))
    assert len(world.escalations.seen) == 1


async def test_a_purge_takes_late_parts_too() -> None:
    world = World(rule(Purge()))
    await world.sees(part(1), bad(2), part(3))
    assert removed(world) == [[1, 2], 3]


async def test_conditions_ask_each_part() -> None:
    photo = (Media(MediaKind.PHOTO),)
    asks: tuple[Action, ...] = (Delete(),)
    world = World(rule(*asks, condition=All((Leaf(MediaCondition(any_=(MediaKind.VIDEO,))),))))
    await world.sees(part(1, media=photo), part(2, media=photo))
    assert removed(world) == []
    await world.sees(part(3, media=(Media(MediaKind.VIDEO),)))
    assert removed(world) == [[1, 2, 3]]


async def test_in_shadow_the_parts_stay() -> None:
    world = World(rule(Delete(), mode=Mode.SHADOW))
    await world.sees(part(1), bad(2), part(3))
    assert (removed(world), await rows(world)) == ([], [("delete", 2, "simulated", "")])


async def test_in_a_trial_every_part_is_simulated() -> None:
    world = World(rule(Delete()), trial=None)
    world.dry_chat.always(BATCH, lambda _: Outcome(Status.SIMULATED))
    await world.sees(part(1), bad(2), part(3))
    assert removed(world) == []
    assert [row[2] for row in await rows(world)] == ["simulated"] * 3


async def test_a_part_that_cannot_be_kept_is_handled_again() -> None:
    world = World(rule(Delete()))
    keep = world.store.keep_part

    async def full(part: Post, doom: Doom | None) -> None:
        raise StorageError("the disk is full")

    world.store.keep_part = full  # type: ignore[method-assign]
    with pytest.raises(StorageError):
        await world.sees(part(1))
    world.store.keep_part = keep  # type: ignore[method-assign]
    await world.sees(part(1))
    await world.sees(bad(2))
    assert removed(world) == [[1, 2]]


async def test_rows_that_could_not_be_written_are_written_when_the_post_comes_again() -> None:
    world = World(rule(Delete()))
    await world.sees(part(1))
    intend, tries = world.store.intend, iter([False])

    async def full_once(
        entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        if not next(tries, True):
            raise StorageError("the disk is full")
        return await intend(entries, post, matches)

    world.store.intend = full_once  # type: ignore[method-assign]
    moderator = world.moderator()
    with pytest.raises(StorageError):
        await moderator.moderate(bad(2))
    await moderator.moderate(bad(2))
    assert removed(world) == [[1, 2], [1, 2]]
    assert sorted(row[1:3] for row in await rows(world)) == [(1, "done"), (2, "done")]
