"""Raids: many posts that one rule escalates share a card and a decision."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.actions.escalate import Escalate
from bot.cases.cards.escalation import SPREE
from bot.conditions.words import Words
from bot.core.arguments import Word
from bot.core.case import State
from bot.core.logic import Leaf
from bot.core.measure import Decision
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, Chat, Post, Role
from tests.cases.court import ADMIN, BUTTONS, DESK, GROUP, ME, OTHER_ADMIN, STRANGER, Court, buttons, post, scam_rule
from tests.fakes import FakeRules

OTHER_GROUP = Chat(-1001111111111, "supergroup", "Tea lovers", None)


def raider(number: int, **fields: Any) -> Post:
    author = fields.pop("author", Author(5_000 + number % 40, f"Raider {number}"))
    return post(f"free btc number {number}", message_id=number, author=author, **fields)


def asking() -> Court:
    return Court(told=False, rules=FakeRules(scam_rule(actions=(Escalate(),))))


async def raid(court: Court, count: int) -> str:
    """So many posts at once, by 40 people at most."""
    court.gate.clear()
    posts = [court.escalate(raider(number)) for number in range(1, count + 1)]
    first = await posts[0]
    others = asyncio.gather(*posts[1:])
    await asyncio.sleep(0.01)
    court.gate.set()
    assert {ref for _, ref in [first, *await others]} == {first[1]}
    return first[1]


async def test_a_raid_makes_one_card_and_one_edit() -> None:
    court = asking()
    ref = await raid(court, 300)
    [(sending, sent), (editing, edited)] = court.chat.take()
    assert (sending, editing) == ("sendMessage", "editMessageText")
    assert buttons(sent) == BUTTONS
    assert "like it" not in sent["text"]
    assert buttons(edited) == ["Delete all 300", "Ban all 40 authors", "Dismiss all", "Take", "Hand to owner", "Why?"]
    assert "… and 299 more posts like it since 14 Nov 22:13 UTC; 40 authors in all" in edited["text"]
    assert "number 1" in edited["text"], "the card keeps showing the first post"
    assert (await court.case(ref)).posts == 300


async def test_one_press_deletes_them_all() -> None:
    court = asking()
    ref = await raid(court, 300)
    court.chat.take()
    answer = await court.press(ADMIN, ref, Decision.DELETE)
    assert (answer.text, answer.alert) == ("Deleted 300 posts.", False)
    calls = court.chat.take()
    assert [method for method, _ in calls] == ["deleteMessage", *["deleteMessages"] * 3, "editMessageText"]
    ids = [calls[0][1]["message_id"], *(id_ for _, params in calls[1:4] for id_ in params["message_ids"])]
    assert ids == list(range(1, 301))
    rows = await court.log()
    assert {(row.action, row.outcome, row.actor, row.case) for row in rows} == {
        ("delete", Status.DONE, str(ADMIN), ref)
    }
    assert sorted(row.message_id or 0 for row in rows) == list(range(1, 301))
    assert (await court.case(ref)).state is State.ENFORCED
    assert buttons(calls[-1][1]) == []


async def test_ban_all_bans_every_author_once_and_records_each() -> None:
    court = asking()
    ref = await raid(court, 100)
    court.chat.take()
    assert (await court.press(ADMIN, ref, Decision.BAN)).text == "Deleted 100 posts. Banned 40 authors."
    banned = sorted(params["user_id"] for params in court.chat.of("banChatMember"))
    assert banned == list(range(5_000, 5_040))
    rows = [row for row in await court.log() if row.action == "ban"]
    assert sorted(row.user_id or 0 for row in rows) == banned


async def test_trusted_members_and_admins_are_not_banned_with_the_others() -> None:
    court = asking()
    trusted = Author(77, "Old friend", roles={Role.TRUSTED: True})
    for number, author in enumerate((Author(70), trusted, Author(OTHER_ADMIN), Author(ME), Author(71)), 1):
        _, ref = await court.escalate(raider(number, author=author))
    await court.escalate(raider(9, author=replace(trusted, roles={})))
    answer = await court.press(ADMIN, ref, Decision.BAN)
    assert answer.text == (
        "Deleted 6 posts. Banned 2 authors. 3 members were spared. Nobody bans trusted members and admins in bulk."
    )
    assert sorted(params["user_id"] for params in court.chat.of("banChatMember")) == [70, 71]
    skipped = {row.user_id: row.detail for row in await court.log() if row.outcome is Status.SKIPPED}
    assert set(skipped) == {77, OTHER_ADMIN, ME}
    assert "trusted" in skipped[77]


async def test_keep_all_leaves_every_post() -> None:
    court = asking()
    ref = await raid(court, 5)
    court.chat.take()
    assert (await court.press(ADMIN, ref, Decision.KEEP)).text == "Dismissed. 5 posts stay."
    assert court.chat.methods() == ["editMessageText"]


async def test_who_took_part_decides_nothing() -> None:
    court = asking()
    await court.escalate(raider(1))
    _, ref = await court.escalate(raider(2, author=Author(ADMIN, "Ada")))
    assert (await court.press(ADMIN, ref, Decision.KEEP)).text.startswith("This is your own")
    assert (await court.press(STRANGER, ref, Decision.KEEP, "q2")).text.startswith("Only admins")
    assert (await court.case(ref)).state is State.OPEN


async def test_a_batch_that_telegram_refuses_is_deleted_one_by_one() -> None:
    court = asking()
    ref = await raid(court, 4)
    court.chat.refuse("deleteMessages", "Bad Request: message can't be deleted")
    old = Outcome(Status.FAILED, "Bad Request: message can't be deleted")
    court.chat.always("deleteMessage", lambda params: old if params["message_id"] == 3 else DONE)
    answer = await court.press(ADMIN, ref, Decision.DELETE)
    assert answer.alert
    assert answer.text.startswith("Telegram refused: delete of the others: 1 of 3: Bad Request: message can't be")
    outcomes = {row.message_id: row.outcome for row in await court.log()}
    assert outcomes == {1: Status.DONE, 2: Status.DONE, 3: Status.FAILED, 4: Status.DONE}
    assert (await court.case(ref)).state is State.ESCALATED


async def test_a_press_handled_again_after_a_crash_settles_everything_once() -> None:
    court = asking()
    ref = await raid(court, 3)
    await court.press(ADMIN, ref, Decision.DELETE, "q1")
    before = await court.logged()
    assert (await court.press(ADMIN, ref, Decision.DELETE, "q1")).text == "Deleted 3 posts."
    assert await court.logged() == before


SEPARATE = [
    ("another chat", raider(2, chat=OTHER_GROUP), 0),
    ("long after", raider(2), SPREE.gap + 1),
    ("another rule", replace(raider(2), surfaces=post("other words").surfaces), 0),
    ("no message", replace(raider(2), message_id=None), 0),
]


@pytest.mark.parametrize(("why", "second", "later"), SEPARATE, ids=[row[0] for row in SEPARATE])
async def test_what_makes_a_case_of_its_own(why: str, second: Post, later: int) -> None:
    other = scam_rule(name="house/other", condition=Leaf(Words((Word("other words"),))), actions=(Escalate(),))
    court = Court(told=False, rules=FakeRules(scam_rule(actions=(Escalate(),)), other))
    _, first = await court.escalate(raider(1))
    court.clock.at += later
    _, ref = await court.escalate(second)
    assert ref != first, why
    assert court.chat.methods() == ["sendMessage", "sendMessage"]


async def test_a_spree_goes_on_as_long_as_no_gap_is_too_long() -> None:
    court = asking()
    refs = set()
    for number in range(1, 10):
        court.clock.at += SPREE.gap
        refs.add((await court.escalate(raider(number)))[1])
    assert len(refs) == 1


async def test_a_spree_that_is_full_or_decided_makes_room_for_another() -> None:
    court = asking()
    for number in range(1, SPREE.most + 1):
        _, full = await court.escalate(raider(number))
    _, second = await court.escalate(raider(SPREE.most + 1))
    assert second != full
    await court.press(ADMIN, second, Decision.DELETE)
    _, third = await court.escalate(raider(SPREE.most + 2))
    assert third not in (full, second)


async def test_a_report_of_a_post_of_a_spree_joins_its_case() -> None:
    court = asking()
    ref = await raid(court, 3)
    court.chat.take()
    receipt = await court.reports.report(STRANGER, raider(2), "spam")
    assert receipt.ref == ref
    [(method, card)] = court.chat.take()
    assert (method, card["chat_id"]) == ("editMessageText", DESK)
    assert "Reported by members: 1" in card["text"]
    assert "number 1" in card["text"]


async def test_an_update_that_comes_again_counts_nothing_twice() -> None:
    court = asking()
    ref = await raid(court, 3)
    assert await court.escalate(raider(2)) == (DONE, ref)
    assert (await court.case(ref)).posts == 3
    await court.press(ADMIN, ref, Decision.KEEP)
    court.chat.take()
    outcome, again = await court.escalate(raider(2))
    assert (outcome.detail, again) == (f"case {ref} was decided before", ref)
    assert court.chat.take() == []


async def test_after_a_restart_in_the_middle_the_spree_goes_on() -> None:
    court = asking()
    await court.escalate(raider(1))
    _, ref = await court.escalate(raider(2))
    after = Court(told=False, rules=court.rules, store=court.store)
    assert (await after.escalate(raider(3)))[1] == ref
    [(method, card)] = after.chat.take()
    assert (method, buttons(card)[0]) == ("editMessageText", "Delete all 3")
    assert card["chat_id"] == DESK
    await after.press(ADMIN, ref, Decision.DELETE)
    assert after.chat.of("deleteMessages") == [{"chat_id": GROUP.id, "message_ids": [2, 3]}]


async def test_a_card_that_never_came_is_hung_by_the_next_post() -> None:
    court = asking()
    court.chat.script("sendMessage", Outcome(Status.UNKNOWN, "timed out"))
    await court.escalate(raider(1))
    _, ref = await court.escalate(raider(2))
    case = await court.case(ref)
    assert case.card is not None
    assert "number 1" in court.chat.of("sendMessage")[1]["text"]
