"""What rules do by themselves becomes a case that says so."""

from dataclasses import replace

import pytest

from bot.actions.ban import Ban
from bot.actions.decline import Decline
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.log import Log
from bot.actions.mute import Mute
from bot.actions.warn import Warn
from bot.core.arguments import Duration
from bot.core.case import CaseOrigin, State
from bot.core.measure import Applied, Decision
from bot.core.outcome import Outcome, Status
from bot.core.ports import Recorded
from bot.core.post import PostKind, ServiceKind
from bot.core.ruleset import Category, Mode, Notice, Severity
from tests.cases.scene import EVE, GROUP, Scene, post, rule
from tests.fakes import FakeRules

DAY = 86_400
NOW = 1_700_000_000


async def test_a_deletion_is_an_enforced_case_of_the_rule() -> None:
    scene = Scene(FakeRules(rule(severity=Severity.HIGH)))
    await scene.sees(post())
    case = await scene.case()
    assert (case.state, case.automated, case.origin) == (State.ENFORCED, True, CaseOrigin.RULE)
    assert (case.decision, case.seconds, case.decided_by, case.decided_at) == (Decision.DELETE, None, None, NOW)
    assert (case.rule, case.rule_version) == ("house/scam", "ab12cd34")
    assert (case.category, case.severity) == (Category.SCAMS_AND_FRAUD, Severity.HIGH)
    assert case.applied == (Applied("delete"),)
    assert {row.case for row in await scene.log()} == {case.ref}


async def test_the_gravest_of_several_measures_is_the_decision() -> None:
    scene = Scene(FakeRules(rule(Delete(), Warn(), Mute(Duration(DAY)))))
    await scene.sees(post())
    case = await scene.case()
    assert (case.decision, case.seconds) == (Decision.MUTE, DAY)
    assert case.applied == (Applied("delete"), Applied("warn"), Applied("mute", NOW + DAY))
    assert {row.case for row in await scene.log()} == {case.ref}


@pytest.mark.parametrize(
    ("member", "former"),
    [
        ({"status": "member"}, None),
        ({"status": "restricted", "can_send_messages": True, "until_date": 0}, True),
        (None, None),
    ],
)
async def test_what_somebody_was_allowed_before_a_mute_is_kept(member: object, former: bool | None) -> None:
    scene = Scene(FakeRules(rule(Mute())))
    scene.chat.script("getChatMember", Outcome(Status.DONE, result=member))
    await scene.sees(post())
    (applied,) = (await scene.case()).applied
    assert (applied.former and dict(applied.former)["can_send_messages"]) == former
    if former:
        assert not dict(applied.former or ())["can_send_photos"]


async def test_a_ban_for_a_time_says_when_it_ends() -> None:
    scene = Scene(FakeRules(rule(Ban(Duration(7 * DAY)))))
    await scene.sees(post())
    case = await scene.case()
    assert (case.decision, case.seconds, case.applied) == (Decision.BAN, 7 * DAY, (Applied("ban", NOW + 7 * DAY),))


@pytest.mark.parametrize("notice", [Notice.AUTHOR, Notice.CHAT, None])
async def test_a_notice_means_a_case(notice: Notice | None) -> None:
    scene = Scene(FakeRules(rule(notice=notice)))
    await scene.sees(post())
    assert len(await scene.cases()) == 1


async def test_without_notice_there_is_no_case_but_the_log() -> None:
    scene = Scene(FakeRules(rule(notice=Notice.NONE)))
    await scene.knows(EVE)
    await scene.sees(post())
    assert await scene.cases() == []
    assert [(row.action, row.case) for row in await scene.log()] == [("delete", None)]
    assert scene.chat.methods() == ["deleteMessage"]


@pytest.mark.parametrize(
    "rules", [FakeRules(rule(mode=Mode.SHADOW)), FakeRules(rule(Log())), FakeRules(rule(word="other"))]
)
async def test_what_did_nothing_is_no_case(rules: FakeRules) -> None:
    scene = Scene(rules)
    await scene.sees(post())
    assert await scene.cases() == []
    assert await scene.told() == []


async def test_what_telegram_refuses_is_no_automatic_decision() -> None:
    scene = Scene()
    scene.chat.refuse("deleteMessage", "Bad Request: message can't be deleted")
    await scene.sees(post())
    case = await scene.case()
    assert (case.state, case.applied) == (State.OPEN, ())
    assert await scene.told() == []


async def test_of_what_telegram_refuses_in_part_the_rest_stands_in_the_case_for_moderators() -> None:
    scene = Scene(FakeRules(rule(Delete(), Ban())))
    scene.chat.refuse("banChatMember", "Bad Request: not enough rights to restrict/unrestrict chat member")
    await scene.sees(post())
    case = await scene.case()
    assert (case.state, case.applied) == (State.OPEN, (Applied("delete", interim=True),))


async def test_a_rule_that_escalates_leaves_the_decision_to_people() -> None:
    scene = Scene(FakeRules(rule(Delete(), Mute(Duration(DAY)), Escalate())))
    await scene.sees(post())
    case = await scene.case()
    assert (case.state, case.automated, case.decision) == (State.OPEN, False, None)
    assert case.applied == (Applied("delete", interim=True), Applied("mute", NOW + DAY, interim=True))


async def test_what_was_done_is_noted_for_moderators_even_if_the_author_is_not_told() -> None:
    scene = Scene(FakeRules(rule(Delete(), Escalate(), notice=Notice.NONE)))
    await scene.knows(EVE)
    await scene.sees(post())
    assert (await scene.case()).applied == (Applied("delete", interim=True),)
    assert await scene.told() == []


async def test_an_edit_that_is_caught_again_keeps_what_was_allowed_before_the_first_mute() -> None:
    scene = Scene(FakeRules(rule(Mute(Duration(DAY)), Escalate())))
    before = {"status": "restricted", "can_send_polls": True, "until_date": NOW + 60}
    scene.chat.script("getChatMember", Outcome(Status.DONE, result=before))
    await scene.sees(post())
    scene.clock.at += 100
    muted = {"status": "restricted", "until_date": NOW + DAY}
    scene.chat.script("getChatMember", Outcome(Status.DONE, result=muted))
    await scene.sees(post(revision=NOW + 100))
    (applied,) = (await scene.case()).applied
    assert applied.until == NOW + 100 + DAY
    assert dict(applied.former or ())["can_send_polls"]


async def test_the_same_update_again_opens_nothing_and_tells_nobody_twice() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(post())
    scene.restart()
    await scene.sees(post())
    assert len(await scene.cases()) == 1
    assert len(scene.sent(EVE)) == 1


@pytest.mark.parametrize("kind", [PostKind.JOIN_REQUEST, PostKind.REACTION])
async def test_what_is_no_message_has_one_case_too(kind: PostKind) -> None:
    actions = (Decline(),) if kind is PostKind.JOIN_REQUEST else (Delete(),)
    scene = Scene(FakeRules(rule(*actions, applies_to=frozenset({kind}))))
    one = post(kind=kind, message_id=None, id=5, reply_to=3)
    await scene.sees(one)
    scene.restart()
    await scene.sees(one, post(kind=kind, message_id=None, id=6, reply_to=3))
    assert [case.decision for case in await scene.cases()] == [Decision.DELETE, Decision.DELETE]


async def test_an_album_is_one_case_whichever_part_is_caught() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(
        post("fine", album="a1", message_id=50),
        post("scam", album="a1", message_id=51),
        post("fine", album="a1", message_id=52),
        post("scam", album="a1", message_id=53),
    )
    assert (await scene.case()).message_id == 51
    assert len(scene.sent(EVE)) == 1


async def test_a_part_that_goes_with_its_album_is_nobodys_case() -> None:
    scene = Scene(FakeRules(rule(notice=Notice.NONE)))
    await scene.sees(post("scam", album="a1", message_id=51), post("fine", album="a1", message_id=52))
    assert await scene.cases() == []


async def test_a_line_of_telegrams_own_is_nobodys_message() -> None:
    scene = Scene(FakeRules(rule(applies_to=frozenset({PostKind.SERVICE}))))
    await scene.knows(EVE)
    await scene.sees(post(kind=PostKind.SERVICE, service=ServiceKind.JOINED))
    assert scene.chat.methods() == ["deleteMessage"]
    assert await scene.cases() == []


async def test_an_edit_after_a_decision_is_a_new_case() -> None:
    scene = Scene(FakeRules(rule(Warn())))
    await scene.sees(post(), post(revision=NOW + 5))
    assert [case.revision for case in await scene.cases()] == [0, NOW + 5]


async def test_whoever_decided_meanwhile_is_left_alone() -> None:
    scene = Scene(FakeRules(rule(Delete(), Escalate())))
    await scene.sees(post())
    case = await scene.case()
    verdict = (await scene.rules.judge_for(GROUP.id)).judge(post())
    decided = await scene.store.save_case(case, replace(case, state=State.CLOSED_NO_ACTION))
    again = await scene.automatic.record(verdict, {"mute": Applied("mute")}, case.ref)
    assert again == Recorded(decided)


async def test_what_is_done_later_once_the_rights_are_there_is_a_case_too() -> None:
    scene = Scene()
    await scene.knows(EVE)
    scene.chat.script("deleteMessage", Outcome(Status.FAILED, "Bad Request: message can't be deleted"))
    await scene.sees(post())
    assert scene.sent(EVE) == []
    verdict = (await scene.rules.judge_for(GROUP.id)).judge(post())
    await scene.moderator.again(post(), [step for step in verdict.steps if step.action.name == "delete"])
    assert (await scene.case()).applied == (Applied("delete", interim=True),)
    (told,) = scene.sent(EVE)
    assert "A moderator looks at it as well" in told["text"]
