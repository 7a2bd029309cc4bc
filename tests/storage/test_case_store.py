import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.core.case import CardRef, Case, CaseOrigin, Spree, SpreePost, State
from bot.core.errors import RefTaken, StaleVersion, StorageError
from bot.core.measure import Applied, Decision
from bot.core.post import Author, Role
from bot.core.ruleset import Category, Severity
from bot.core.transitions import BOT, advanced
from bot.storage import Store
from tests.storage.makers import CHAT, case, entry, post, report, stepped


async def decided(store: Store, opened: Case) -> Case:
    return await stepped(store, opened, State.CLOSED_NO_ACTION, decision=Decision.KEEP, decided_by=1, decided_at=2)


async def test_a_case_is_opened_and_found(store: Store) -> None:
    assert await store.open_case(case(), post()) == (case(), True)
    assert await store.case("C-7K2M") == case()
    assert await store.case_post("C-7K2M") == post()


async def test_a_case_of_a_report_has_no_rule(store: Store) -> None:
    reported = case(origin=CaseOrigin.REPORT, rule=None, rule_version=None, author_id=None)
    await store.open_case(reported, post())
    assert await store.case("C-7K2M") == reported


async def test_an_unknown_case(store: Store) -> None:
    assert await store.case("C-0000") is None
    assert await store.case_post("C-0000") is None
    assert await store.case_entries("C-0000") == []


async def test_what_comes_later_joins_an_open_case(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    assert await store.open_case(case("C-2"), post()) == (case("C-1"), False)
    assert await store.open_case(case("C-3", revision=5), post("edited", revision=5)) == (case("C-1"), False)
    assert await store.case_post("C-1") == post()
    assert await store.case("C-2") is None


async def test_one_case_however_many_open_it_at_once(store: Store) -> None:
    answers = await asyncio.gather(*(store.open_case(case(f"C-{number}"), post()) for number in range(30)))
    assert sum(new for _, new in answers) == 1
    assert len({opened.ref for opened, _ in answers}) == 1


@pytest.mark.parametrize("joined", [0, 5])
async def test_an_update_delivered_again_opens_nothing_after_the_decision(store: Store, joined: int) -> None:
    opened, _ = await store.open_case(case("C-1"), post())
    await store.open_case(case("C-2", revision=joined), post(revision=joined))
    closed = await decided(store, opened)
    assert await store.open_case(case("C-3", revision=joined), post(revision=joined)) == (closed, False)


async def test_an_edit_after_the_decision_opens_a_new_case(store: Store) -> None:
    opened, _ = await store.open_case(case("C-1"), post())
    await decided(store, opened)
    edited = case("C-2", revision=9)
    assert await store.open_case(edited, post("edited", revision=9)) == (edited, True)
    assert await store.open_case(case("C-3", revision=9), post(revision=9)) == (edited, False)
    assert await store.case_post("C-2") == post("edited", revision=9)


async def test_other_posts_have_cases_of_their_own(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    for ref, fields in (("C-2", {"message_id": 8}), ("C-3", {"chat_id": 5})):
        assert await store.open_case(case(ref, **fields), post()) == (case(ref, **fields), True)


async def test_what_has_no_message_is_always_a_new_case(store: Store) -> None:
    for ref in ("C-1", "C-2"):
        assert await store.open_case(case(ref, message_id=None), post()) == (case(ref, message_id=None), True)


async def test_a_ref_is_given_once(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    with pytest.raises(RefTaken, match="C-1"):
        await store.open_case(case("C-1", message_id=8), post("another"))
    assert await store.case_post("C-1") == post()


async def test_a_decision_is_remembered_through_later_steps(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    settled = await stepped(store, opened, State.DECIDED, decision=Decision.BAN, decided_by=99, decided_at=1_800)
    assert settled == case(state=State.DECIDED, version=1, decision=Decision.BAN, decided_by=99, decided_at=1_800)
    failed = await stepped(store, settled, State.ENFORCE_FAILED)
    assert failed == replace(settled, state=State.ENFORCE_FAILED, version=2)
    assert await store.case("C-7K2M") == failed


async def test_reopening_forgets_the_decision(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    closed = await decided(store, opened)
    reopened = await store.save_case(closed, advanced(closed, State.OPEN, BOT, 3))
    assert reopened == case(version=2)
    assert await store.case("C-7K2M") == reopened


async def test_of_two_decisions_the_second_is_stale(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    answers = await asyncio.gather(decided(store, opened), decided(store, opened), return_exceptions=True)
    assert [type(answer) for answer in answers] == [Case, StaleVersion]


async def test_every_field_that_a_step_may_change_is_kept(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    changed = replace(
        opened,
        state=State.APPEALED,
        category=Category.SCAMS_AND_FRAUD,
        severity=Severity.HIGH,
        claimed_by=1,
        claimed_until=2,
        due_at=3,
        lapses_at=4,
        decision=Decision.MUTE,
        seconds=86_400,
        decided_by=5,
        decided_at=6,
        second_by=7,
        automated=True,
        applied=(Applied("delete"), Applied("mute", 9, (("can_send_messages", True), ("can_send_polls", False)))),
        appellant=10,
        appealed_at=11,
        reviewed_by=12,
        reviewed_at=13,
    )
    await store.save_case(opened, changed)
    assert await store.case("C-7K2M") == replace(changed, version=1)


async def test_a_step_leaves_alone_what_others_say_of_the_case(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    await store.place_card("C-7K2M", CardRef(-5, 1))
    await store.add_report(report("C-7K2M", 1))
    assert await stepped(store, opened, State.CLAIMED) == case(
        state=State.CLAIMED, version=1, card=CardRef(-5, 1), reports=1
    )


async def test_what_is_overdue(store: Store) -> None:
    for ref, message_id, state, times in (
        ("C-1", 1, State.CLAIMED, {"claimed_until": 100}),
        ("C-2", 2, State.CLAIMED, {"claimed_until": 101}),
        ("C-3", 3, State.HELD, {"lapses_at": 99}),
        ("C-4", 4, State.OPEN, {"due_at": 100}),
        ("C-5", 5, State.ENFORCED, {"due_at": 1}),
        ("C-6", 6, State.APPEALED, {"due_at": 1}),
        ("C-7", 7, State.OPEN, {}),
    ):
        await store.open_case(case(ref, message_id=message_id, state=state, **times), post())
    assert [found.ref for found in await store.overdue_cases(100)] == ["C-1", "C-3", "C-4", "C-6"]


async def test_what_waits_for_a_moderator(store: Store) -> None:
    for number, chat_id, state in (
        (1, -1, State.OPEN),
        (2, -2, State.APPEALED),
        (3, -3, State.ENFORCED),
        (4, -3, State.ENFORCE_FAILED),
    ):
        await store.open_case(case(f"C-{number}", chat_id=chat_id, message_id=number, state=state), post())
    assert [found.ref for found in await store.waiting_cases()] == ["C-1", "C-2", "C-4"]
    assert [found.ref for found in await store.waiting_cases({-2, -3})] == ["C-2", "C-4"]
    assert await store.waiting_cases(set()) == []
    assert await store.waiting_chats() == [-3, -2, -1]


async def test_the_cases_of_an_author_and_of_a_message(store: Store) -> None:
    for ref, chat_id, message_id, author_id in (("C-1", -1, 1, 42), ("C-2", -2, 1, 42), ("C-3", -1, 2, 43)):
        await store.open_case(case(ref, chat_id=chat_id, message_id=message_id, author_id=author_id), post())
    assert [found.ref for found in await store.cases_of(42)] == ["C-2", "C-1"]
    assert [found.ref for found in await store.cases_of(42, -1)] == ["C-1"]
    assert (await store.case_of(-1, 2)) == case("C-3", chat_id=-1, message_id=2, author_id=43)
    assert await store.case_of(-1, 3) is None


async def test_a_card_is_placed_and_placed_again(store: Store) -> None:
    opened, _ = await store.open_case(case(), post())
    await store.place_card("C-7K2M", CardRef(-5, 1))
    await store.place_card("C-7K2M", CardRef(-5, 2))
    assert await store.case("C-7K2M") == case(card=CardRef(-5, 2))
    await decided(store, opened)


async def test_what_is_said_of_an_unknown_case_is_an_error(store: Store) -> None:
    with pytest.raises(StorageError, match="C-0000"):
        await store.add_report(report("C-0000", 1, 100, "scam"))
    with pytest.raises(StorageError, match="C-0000"):
        await store.place_card("C-0000", CardRef(1, 2))
    with pytest.raises(StorageError, match="C-0000"):
        await stepped(store, case("C-0000"), State.DECIDED)


async def test_the_log_of_a_case(store: Store) -> None:
    mine, press = entry("a", at=20, case="C-1"), entry("b", at=10, case="C-1", actor="99", chat_id=5)
    await store.intend([mine, press, entry("c", case="C-2"), entry("d")])
    assert list(await store.case_entries("C-1")) == [press, mine]


async def test_hostile_posts_are_kept_exactly(store: Store) -> None:
    hostile = post("nul \0, lone \ud800\udc00 \udfff, \U0001f600")
    await store.open_case(case(), hostile)
    assert await store.case_post("C-7K2M") == hostile


async def test_ids_as_large_as_telegram_has_them(store: Store) -> None:
    large = case(chat_id=-(2**52), message_id=2**31, author_id=2**52)
    await store.open_case(large, post())
    assert await store.case("C-7K2M") == large
    assert large.chat_id != CHAT


SPREE = Spree(gap=120, most=3)


async def test_posts_of_a_spree_share_a_case(store: Store) -> None:
    opened, new = await store.open_case(case("C-1"), post(), SPREE)
    assert (new, opened.posts, opened.authors) == (True, 1, 1)
    at = opened.opened_at
    second = case("C-2", message_id=8, author_id=43, opened_at=at + 120)
    trusted = post(message_id=8, author=Author(43, roles={Role.TRUSTED: True}))
    joined, new = await store.open_case(second, trusted, SPREE)
    assert (joined.ref, new, joined.posts, joined.authors) == ("C-1", False, 2, 2)
    assert await store.open_case(second, trusted, SPREE) == (joined, False)
    assert await store.open_case(second, trusted) == (joined, False), "a report finds it too"
    assert await store.spree("C-1") == [SpreePost(7, 42), SpreePost(8, 43, trusted=True)]
    assert await store.case("C-1") == joined
    late = case("C-3", message_id=9, opened_at=at + 241)
    assert (await store.open_case(late, post(message_id=9), SPREE))[1]


@pytest.mark.parametrize(
    "fields", [{"rule": "scams/other"}, {"chat_id": 5}, {"message_id": None}, {"opened_at": 1_795_356_243 + 121}]
)
async def test_what_is_of_no_spree(store: Store, fields: dict[str, Any]) -> None:
    await store.open_case(case("C-1"), post(), SPREE)
    assert (await store.open_case(case("C-2", **{"message_id": 8, **fields}), post(), SPREE))[1]


async def test_a_spree_is_bounded_and_ends_with_its_case(store: Store) -> None:
    opened, _ = await store.open_case(case("C-1"), post(), SPREE)
    for number in (8, 9):
        await store.open_case(case("C-2", message_id=number), post(message_id=number), SPREE)
    full, new = await store.open_case(case("C-2", message_id=10), post(message_id=10), SPREE)
    assert (full.ref, new) == ("C-2", True)
    await decided(store, full)
    assert (await store.open_case(case("C-3", message_id=11), post(message_id=11), SPREE))[0].ref == "C-3"
    assert [posted.message_id for posted in await store.spree("C-1")] == [7, 8, 9]
    closed = await decided(store, opened)
    assert closed.posts == 3
    again, new = await store.open_case(case("C-4", message_id=9), post(message_id=9), SPREE)
    assert (again, new) == (closed, False), "delivered again"
    edited, new = await store.open_case(case("C-4", message_id=9, revision=5), post(message_id=9, revision=5))
    assert (edited.ref, new) == ("C-4", True)


async def test_without_a_spree_nothing_is_joined(store: Store) -> None:
    await store.open_case(case("C-1"), post(), SPREE)
    assert (await store.open_case(case("C-2", message_id=8), post(message_id=8)))[1]
    assert await store.spree("C-2") == []


async def test_the_posts_of_a_spree_stay_behind_when_a_group_becomes_a_supergroup(store: Store) -> None:
    await store.open_case(case("C-1"), post(), SPREE)
    await store.open_case(case("C-2", message_id=8), post(message_id=8), SPREE)
    await store.move_chat(CHAT, -1_009, 1_795_356_300)
    moved = await store.case("C-1")
    assert moved is not None
    assert (moved.chat_id, moved.message_id, moved.posts) == (-1_009, None, 1)
    assert await store.spree("C-1") == [], "messages of those numbers are other people's there"
