"""Taking back what was done."""

from dataclasses import replace
from typing import Any

import pytest

from bot.actions._member import PERMISSIONS
from bot.cases.desk.attempt import Presser
from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Applied, Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Role
from bot.core.strikes import entry
from bot.core.verdict import Match
from tests.cases.court import ADMIN, AUTHOR, GROUP, OTHER_ADMIN, Court, post, scam_rule
from tests.cases.hearings import MUTED, decided, is_member

AT = 1_700_000_000
FORMER = tuple((name, name == "can_send_messages") for name in PERMISSIONS)
USER = AUTHOR.id or 0


def case(*applied: Applied, state: State = State.REVERSED, ref: str = "C-7K2M", **changes: Any) -> Case:
    made = Case(
        ref, GROUP.id, 50, 0, CaseOrigin.RULE, AT, state, author_id=USER, rule="scams/free-btc", applied=applied
    )
    return replace(made, **changes)


async def undo(court: Court, of: Case) -> dict[str, Outcome]:
    kept, _ = await court.store.open_case(of, post())
    found = await court.desk.office.undoing.undo(replace(of, version=kept.version), post(), AT, f"case:{of.ref}:undo")
    return dict(found)


async def test_a_ban_of_a_channel() -> None:
    court = Court()
    ref = await decided(court, of=post(author=Author(-1007, "Ads", roles={Role.CHANNEL: True})))
    await court.desk.reverse(Presser(OTHER_ADMIN, "Joe"), ref, "k")
    assert court.chat.of("unbanChatSenderChat") == [{"chat_id": GROUP.id, "sender_chat_id": -1007}]
    assert court.chat.of("unbanChatMember") == []


@pytest.mark.parametrize(
    ("former", "expected"),
    [(FORMER, dict(FORMER)), (None, dict.fromkeys(PERMISSIONS, True))],
)
async def test_unmuted_to_what_was_allowed_before(former: Any, expected: dict[str, bool]) -> None:
    court = Court()
    is_member(court, MUTED)
    outcomes = await undo(court, case(Applied("mute", None, former)))
    assert outcomes["unmute"].done
    [params] = court.chat.of("restrictChatMember")
    assert params["permissions"] == expected
    assert "until_date" not in params


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ({"status": "member"}, "the author is not muted any more"),
        ({"status": "left"}, "the author is not muted any more"),
        ({"status": "kicked", "until_date": 0}, "the author is not muted any more"),
    ],
)
async def test_who_is_not_muted_any_more_is_left_alone(member: dict[str, Any], why: str) -> None:
    court = Court()
    is_member(court, member)
    assert (await undo(court, case(Applied("mute"))))["unmute"] == Outcome(Status.SKIPPED, why)
    assert court.chat.of("restrictChatMember") == []


async def test_what_is_over_is_not_lifted() -> None:
    court = Court()
    outcomes = await undo(court, case(Applied("ban", AT - 1)))
    assert outcomes["unban"] == Outcome(Status.SKIPPED, "it is over")
    assert court.chat.take() == []


async def test_what_another_case_keeps_in_force_stays() -> None:
    court = Court()
    await court.store.open_case(case(Applied("ban"), state=State.ENFORCED, ref="C-0000", message_id=49), post())
    outcomes = await undo(court, case(Applied("ban")))
    assert outcomes["unban"] == Outcome(Status.SKIPPED, "case C-0000 has brought a ban too")
    assert court.chat.take() == []


async def test_a_rules_strike_counts_no_more() -> None:
    court = Court()
    strike = entry(post(), "scams/free-btc", "v")
    assert strike is not None
    await court.store.add_strike(strike)
    assert await court.store.strikes(GROUP.id, USER, AT) == 1
    assert (await undo(court, case(Applied("warn"))))["take_back_strike"].done
    assert await court.store.strikes(GROUP.id, USER, AT) == 0


async def test_a_moderators_strike_counts_no_more() -> None:
    court = Court()
    ref = await decided(court, Decision.WARN)
    assert await court.store.strikes(GROUP.id, USER, AT) == 1
    await court.desk.reverse(Presser(OTHER_ADMIN, "Joe"), ref, "k")
    assert await court.store.strikes(GROUP.id, USER, AT) == 0


async def test_without_a_strike_none_is_logged() -> None:
    court = Court()
    assert "take_back_strike" not in await undo(court, case(Applied("ban")))


async def test_trust_comes_back() -> None:
    court = Court()
    for number in range(40, 51):
        await court.store.count_post(GROUP.id, USER, number, AT)
    await court.store.stain(GROUP.id, USER, 50, AT)
    assert (await court.store.standing(GROUP.id, USER)).clean_posts == 0
    assert (await undo(court, case(Applied("delete"))))["restore_trust"].done
    assert (await court.store.standing(GROUP.id, USER)).clean_posts == 11
    assert ("restore_trust", "done", "", "bot") in await court.logged()


async def test_what_cannot_be_brought_back_is_said() -> None:
    outcomes = await undo(Court(), case(Applied("delete"), Applied("purge"), Applied("kick")))
    assert {name: outcome.status for name, outcome in outcomes.items()} == dict.fromkeys(
        ("delete", "purge", "kick"), Status.SKIPPED
    )
    assert all(outcome.detail for outcome in outcomes.values())


async def test_in_part_only_what_is_named_is_undone() -> None:
    court = Court()
    await court.store.stain(GROUP.id, USER, 50, AT)
    of = case(Applied("ban_for_less", AT + 86_400), state=State.PARTIALLY_REVERSED)
    is_member(court, {"status": "kicked", "until_date": 0})
    assert set(await undo(court, of)) == {"shorten_ban"}
    assert court.chat.of("banChatMember") == [{"chat_id": GROUP.id, "user_id": USER, "until_date": AT + 86_400}]
    assert not await court.store.pardoned(GROUP.id, post(), [Match(scam_rule())])


async def test_the_rule_is_pardoned_once_the_decision_is_gone_as_a_whole() -> None:
    court = Court()
    await undo(court, case(Applied("delete")))
    assert await court.store.pardoned(GROUP.id, post(), [Match(scam_rule())]) == {"scams/free-btc"}
    assert not await court.store.pardoned(GROUP.id, post("free btc, really"), [Match(scam_rule())])


async def test_an_interim_measure_that_lapses_pardons_nothing() -> None:
    court = Court()
    is_member(court, MUTED)
    assert set(await undo(court, case(Applied("mute"), state=State.HELD))) == {"unmute"}
    assert not await court.store.pardoned(GROUP.id, post(), [Match(scam_rule())])


async def test_undoing_again_changes_nothing() -> None:
    court = Court()
    of = case(Applied("ban"))
    assert await undo(court, of) == await undo(court, of)
    assert [row[0] for row in await court.logged()] == ["unban"]


async def test_all_who_were_banned_together_come_back() -> None:
    court = Court()
    ref = await court.open(post())
    for number in (51, 52):
        await court.escalate(post(message_id=number, author=Author(number, "X", roles={Role.CHANNEL: False})))
    await court.desk.decide(Presser(ADMIN, "Ann"), ref, Measure(Decision.BAN), "k1")
    assert {params["user_id"] for params in court.chat.of("banChatMember")} == {USER, 51, 52}
    await court.desk.reverse(Presser(OTHER_ADMIN, "Joe"), ref, "k2")
    assert {params["user_id"] for params in court.chat.of("unbanChatMember")} == {USER, 51, 52}


async def test_what_telegram_refuses_is_not_undone_and_may_be_tried_again() -> None:
    court = Court()
    ref = await decided(court)
    court.chat.script("unbanChatMember", Outcome(Status.FAILED, "Bad Request: not enough rights"))
    answer = await court.desk.reverse(Presser(OTHER_ADMIN, "Joe"), ref, "k1")
    assert answer.alert
    assert "not enough rights" in answer.text
    assert (await court.case(ref)).state is State.REVERSED
    assert not (await court.desk.reverse(Presser(ADMIN, "Ann"), ref, "k2")).alert
    assert (await court.case(ref)).state is State.UNDONE


async def test_a_restriction_that_would_be_over_by_now_does_not_come_back() -> None:
    court = Court()
    is_member(court, MUTED)
    await undo(court, case(Applied("mute", None, FORMER, former_until=AT - 1)))
    [params] = court.chat.of("restrictChatMember")
    assert set(params["permissions"].values()) == {True}
    assert "until_date" not in params


async def test_a_mute_that_a_reviewer_let_stand_keeps_others_from_ending_it() -> None:
    court = Court()
    is_member(court, MUTED)
    stands = case(Applied("delete"), Applied("mute", stays=True), state=State.UNDONE, ref="C-0000", message_id=49)
    await court.store.open_case(stands, post())
    outcomes = await undo(court, case(Applied("mute")))
    assert outcomes["unmute"] == Outcome(Status.SKIPPED, "case C-0000 has brought a mute too")


async def test_what_stays_is_not_undone() -> None:
    court = Court()
    applied = (Applied("delete"), Applied("ban", stays=True))
    outcomes = await undo(court, case(*applied, state=State.PARTIALLY_REVERSED))
    assert [name for name in outcomes if name != "restore_trust"] == ["delete"]
    assert court.chat.take() == []
