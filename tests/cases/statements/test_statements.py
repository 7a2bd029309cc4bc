"""The author is told, at most once, in the most private way there is."""

from dataclasses import replace

import pytest

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.mute import Mute
from bot.actions.warn import Warn
from bot.cases.measures.measures import bare_post
from bot.cases.statements import statements
from bot.core.action import Action
from bot.core.appeal import Appeal
from bot.core.arguments import Duration
from bot.core.case import Case, CaseOrigin, State
from bot.core.log import LogEntry
from bot.core.measure import Applied, Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Chat, PostKind, Role
from bot.core.ruleset import Notice
from bot.core.transitions import Party
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import visible
from tests.cases.scene import BLOCKED, DESK, EVE, GROUP, MONTH, Scene, post, rule
from tests.fakes import FakeRules

DAY = 86_400
NOW = 1_700_000_000
LINK = "https://t.me/OmbudBot?start=case_{ref}"


async def test_an_author_who_can_be_written_to_is_told_everything_in_private() -> None:
    scene = Scene(FakeRules(rule(Delete(), Mute(Duration(DAY)))))
    await scene.knows(EVE)
    await scene.sees(post())
    case = await scene.case()
    (sent,) = scene.sent(EVE)
    assert visible(sent["text"]) == (
        f"Case {case.ref} · Flower lovers\n\n"
        "Your message of 14 Nov 22:13 UTC was removed.\n"
        "You were muted until 15 Nov 2023 22:13 UTC: you can read, but not write.\n\n"
        "a <b>scam</b>\n\n"
        "Why: rule Wallet <phishing> (house/scam@ab12cd34). Links to copies of wallets are not allowed & never were.\n\n"
        "It was found and decided by an automatic rule. No person has looked at it yet.\n\n"
        f"Is this wrong? You can object until 14 Dec 2023 22:13 UTC: press Appeal, or send /appeal {case.ref} to this "
        "bot. Another person will look at it."
    )
    buttons = [[{"text": "Appeal", "callback_data": f"a:{case.ref}"}]]
    assert sent["reply_markup"] == {"inline_keyboard": buttons}
    assert scene.sent(GROUP.id) == []
    assert await scene.told() == [("done", "in private")]


@pytest.mark.parametrize("detail", [BLOCKED.detail, "Forbidden: user is deactivated", "Bad Request: chat not found"])
async def test_who_blocked_the_bot_is_told_by_a_line_without_names(detail: str) -> None:
    scene = Scene()
    await scene.knows(EVE)
    scene.chat.script("sendMessage", replace(BLOCKED, detail=detail), Outcome(Status.FAILED, "Bad Request: USER"))
    await scene.sees(post())
    case = await scene.case()
    assert not await scene.store.reachable(EVE)
    _, line = scene.sent(GROUP.id)
    details = f'<a href="{LINK.format(ref=case.ref)}">details</a>'
    assert line["text"] == f"A message was removed under the rule “Wallet &lt;phishing&gt;”. Author: {details}"
    assert "reply_markup" not in line
    assert await scene.told() == [("done", "by a line in the chat")]


async def test_a_passing_fault_does_not_lose_a_contact() -> None:
    scene = Scene()
    await scene.knows(EVE)
    scene.chat.script("sendMessage", Outcome(Status.FAILED, "Too Many Requests: retry after 400"))
    await scene.sees(post())
    assert await scene.store.reachable(EVE)


async def test_an_answer_that_is_lost_is_not_followed_by_another_message() -> None:
    scene = Scene()
    await scene.knows(EVE)
    scene.chat.script("sendMessage", Outcome(Status.UNKNOWN, "timed out"))
    await scene.sees(post())
    assert len(scene.chat.of("sendMessage")) == 1
    assert await scene.told() == [("unknown", "in private; timed out")]


async def test_who_is_banned_is_told_by_a_line_but_not_by_what_only_members_see() -> None:
    scene = Scene(FakeRules(rule(Delete(), Ban())))
    await scene.sees(post())
    (line,) = scene.sent(GROUP.id)
    assert "ephemeral_message_parameters" not in line
    assert line["text"].startswith("A member was banned under the rule")


async def test_a_line_goes_to_the_topic_of_the_post() -> None:
    scene = Scene(FakeRules(rule(Delete(), Ban())))
    await scene.sees(post(topic=12))
    assert scene.sent(GROUP.id)[0]["message_thread_id"] == 12


async def test_nothing_is_ever_said_in_a_channel() -> None:
    scene = Scene()
    await scene.sees(post(chat=Chat(-100_77, "channel", "News")))
    assert scene.chat.methods() == ["deleteMessage"]
    assert await scene.told() == [("skipped", "told for others lately")]


@pytest.mark.parametrize(
    "author",
    [
        Author(-1009, "Other channel", roles={Role.CHANNEL: True, Role.LINKED_CHANNEL: False}),
        Author(GROUP.id, "Flower lovers", roles={Role.ANONYMOUS: True, Role.ADMIN: True}),
        Author(777000, "Telegram"),
        Author(99, "Bot", roles={Role.BOT: True}),
        Author(),
    ],
)
async def test_nobody_is_told_where_there_is_nobody(author: Author) -> None:
    scene = Scene()
    await scene.knows(99, 777000)
    await scene.sees(post(author=author))
    assert scene.chat.methods() == ["deleteMessage"]
    assert await scene.told() == [("skipped", "there is nobody to tell")]


async def test_notice_chat_is_a_line_and_no_more() -> None:
    scene = Scene(FakeRules(rule(notice=Notice.CHAT)))
    await scene.knows(EVE)
    await scene.sees(post())
    assert scene.sent(EVE) == []
    assert len(scene.sent(GROUP.id)) == 1


async def test_a_warning_in_the_chat_needs_no_line_beside_it() -> None:
    scene = Scene(FakeRules(rule(Warn())))
    await scene.sees(post())
    (warning,) = scene.chat.of("sendMessage")
    assert "das ist eine Verwarnung" in warning["text"]
    assert await scene.told() == [("skipped", "the warning in the chat has told the author")]


async def test_who_was_warned_in_the_chat_hears_in_private_how_to_object() -> None:
    scene = Scene(FakeRules(rule(Warn())))
    await scene.knows(EVE)
    await scene.sees(post())
    assert "You got a warning. It counts for 90 days." in scene.sent(EVE)[0]["text"]


async def test_who_waits_for_moderators_is_told_that_they_look() -> None:
    scene = Scene(FakeRules(rule(Delete(), Escalate())))
    await scene.knows(EVE)
    await scene.sees(post())
    (sent,) = scene.sent(EVE)
    assert "A moderator looks at it as well" in sent["text"]
    assert "Is this wrong?" not in sent["text"]
    assert "reply_markup" not in sent


async def test_nothing_is_told_of_content_that_nobody_may_keep() -> None:
    scene = Scene(FakeRules(rule(keywords=("child_sexual_abuse_material",))))
    await scene.knows(EVE)
    await scene.sees(post())
    (sent,) = scene.sent(EVE)
    assert "a &lt;b&gt;scam" not in sent["text"]
    assert "Your message of 14 Nov 22:13 UTC was removed." in sent["text"]


async def test_a_long_text_is_cut() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(post("scam " + "&" * 4000))
    text = scene.sent(EVE)[0]["text"]
    assert "&amp;…" in text
    assert len(visible(text)) < 1000


async def test_the_language_is_that_of_the_person_and_in_the_chat_that_of_the_chat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str | None] = []
    scene = Scene()

    def spy(language: str | None) -> Texts:
        asked.append(language)
        return translator(language)

    monkeypatch.setattr(statements, "translator", spy)
    await scene.settings.change(GROUP.id, "language", "uk", 1, "k")
    await scene.sees(post())
    assert asked == ["uk", "uk"]
    await scene.knows(EVE, language="es")
    await scene.sees(post(message_id=51))
    assert asked[2:] == ["es", "uk"]


async def test_a_stop_between_sending_and_writing_it_down_sends_nothing_again() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(post())
    case = await scene.case()
    key = f"case:{case.ref}:statement:decided-{case.decided_at}"
    scene.store._log[key] = replace(scene.store._log[key], outcome=Status.PENDING, detail="")
    scene.restart()
    await scene.sees(post())
    assert len(scene.sent(EVE)) == 1
    assert await scene.told() == [("unknown", "the bot stopped while it was sending")]


async def test_a_stop_before_the_statement_is_made_up_for() -> None:
    scene = Scene()
    await scene.knows(EVE)
    verdict = (await scene.rules.judge_for(GROUP.id)).judge(post())
    await scene.automatic.record(verdict, {"delete": Applied("delete")}, None)
    scene.restart()
    await scene.sees(post())
    assert len(await scene.cases()) == 1
    assert len(scene.sent(EVE)) == 1
    assert {row.case for row in await scene.log()} == {(await scene.case()).ref}


@pytest.mark.parametrize("action", [Delete(), Mute(), Ban(), Warn()])
async def test_whatever_is_done_is_named(action: Action) -> None:
    scene = Scene(FakeRules(rule(action)))
    await scene.knows(EVE)
    await scene.sees(post())
    (sent,) = scene.sent(EVE)
    words = {"delete": "was removed", "mute": "muted without", "ban": "banned from", "warn": "got a warning"}
    assert words[action.name] in sent["text"]


def decided(scene: Scene, **fields: object) -> Case:
    """A case that a moderator decided upon a report."""
    values = {
        "ref": "C-7K2M",
        "chat_id": GROUP.id,
        "message_id": 50,
        "revision": 0,
        "origin": CaseOrigin.REPORT,
        "opened_at": NOW,
        "author_id": EVE,
        "state": State.ENFORCED,
        "decision": Decision.BAN,
        "seconds": 7 * DAY,
        "decided_by": 3,
        "decided_at": NOW,
        "applied": (Applied("delete"), Applied("ban", NOW + 7 * DAY)),
    }
    return Case(**(values | fields))  # type: ignore[arg-type]


async def follow(scene: Scene, **fields: object) -> str:
    """What the author is told in private of such a case; empty if nothing."""
    case = decided(scene, **fields)
    await scene.statements.follow(case, post())
    return visible(scene.chat.of("sendMessage")[-1]["text"]) if scene.chat.calls else ""


async def test_a_moderators_decision_is_told_as_one() -> None:
    scene = Scene()
    await scene.knows(EVE)
    told = await follow(scene)
    assert "You were banned from the chat until 21 Nov 2023 22:13 UTC." in told
    assert "Why: the moderators found that it breaks the rules of this chat." in told
    assert "It was found through a report, and decided by a moderator." in told


async def test_what_a_rule_found_and_a_person_decided_names_both() -> None:
    scene = Scene()
    await scene.knows(EVE)
    told = await follow(scene, origin=CaseOrigin.RULE, rule="house/scam", rule_version="ab12cd34")
    assert "rule Wallet <phishing> (house/scam@ab12cd34)" in told
    assert "It was found by an automatic rule, and decided by a moderator." in told


async def test_a_rule_that_is_not_what_it_was_is_named_without_its_words() -> None:
    scene = Scene()
    await scene.knows(EVE)
    told = await follow(scene, rule="house/scam", rule_version="00000000")
    assert "Why: rule (house/scam@00000000)." in told
    assert "Links to copies" not in told


async def test_a_decision_about_what_a_silent_rule_found_is_not_told() -> None:
    scene = Scene(FakeRules(rule(notice=Notice.NONE)))
    await scene.knows(EVE)
    assert await follow(scene, rule="house/scam") == ""


async def test_an_interim_measure_says_that_it_is_none_and_when_it_ends() -> None:
    scene = Scene()
    await scene.knows(EVE)
    told = await follow(
        scene,
        state=State.HELD,
        decision=None,
        decided_at=None,
        lapses_at=NOW + DAY,
        applied=(Applied("mute", NOW + DAY, interim=True),),
    )
    assert "You were muted until 15 Nov 2023 22:13 UTC" in told
    assert "This is not a decision" in told
    assert "It ends by itself on 15 Nov 2023 22:13 UTC" in told
    lapsed = {"state": State.OPEN, "decision": None, "decided_at": None, "applied": ()}
    assert "Nobody decided in time" in await follow(scene, **lapsed)
    scene.chat.take()
    assert await follow(scene, **lapsed) == ""


async def test_nobody_hears_of_reports_that_came_to_nothing() -> None:
    scene = Scene()
    await scene.knows(EVE)
    nothing = {"state": State.CLOSED_NO_ACTION, "decision": Decision.KEEP, "applied": ()}
    assert await follow(scene, **nothing) == ""
    assert await scene.told() == []


async def test_who_was_told_of_a_rule_hears_that_a_moderator_found_nothing_wrong() -> None:
    scene = Scene(FakeRules(rule(Delete(), Escalate())))
    await scene.knows(EVE)
    await scene.sees(post())
    case = await scene.case()
    closed = replace(case, state=State.CLOSED_NO_ACTION, decision=Decision.KEEP, applied=(), decided_at=NOW)
    await scene.statements.follow(closed, bare_post(closed))
    assert "found nothing wrong" in scene.sent(EVE)[1]["text"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.UPHELD, "the decision stays. This is final."),
        (State.OMITTED, "Your objection was closed without a decision."),
        (State.REVERSED, "the decision was taken back."),
        (State.UNDONE, "the decision was taken back.\nA removed message does not come back by itself"),
        (State.PARTIALLY_REVERSED, "the decision was taken back in part."),
    ],
)
async def test_a_review_is_told(state: State, words: str) -> None:
    scene = Scene()
    await scene.knows(EVE)
    told = await follow(scene, state=state, appellant=EVE, appealed_at=NOW, reviewed_by=4, reviewed_at=NOW + DAY)
    assert words in told
    assert "same person" not in told
    assert "Is this wrong?" not in told
    assert ("You are not banned any more." in told) == (state not in (State.UPHELD, State.OMITTED))


async def test_a_review_by_who_decided_is_told_as_one() -> None:
    scene = Scene()
    await scene.knows(EVE)
    reviewed = {"appellant": EVE, "reviewed_by": 3, "reviewed_at": NOW + DAY}
    assert "reviewed by the same person" in await follow(scene, state=State.UPHELD, **reviewed)


async def test_a_reversal_and_its_undoing_are_one_piece_of_news() -> None:
    scene = Scene()
    await scene.knows(EVE)
    reviewed = {"reviewed_by": 4, "reviewed_at": NOW + DAY}
    assert "A moderator looked at it again, and took the decision back." in await follow(
        scene, state=State.REVERSED, **reviewed
    )
    scene.chat.take()
    assert await follow(scene, state=State.UNDONE, **reviewed) == ""


async def test_what_was_taken_back_in_part_names_the_part() -> None:
    scene = Scene()
    await scene.knows(EVE)
    appeal = Appeal("C-7K2M", NOW, EVE, Party.AUTHOR, NOW, "It was a joke.")
    await scene.store.add_appeal(appeal)
    await scene.store.close_appeal(appeal, State.PARTIALLY_REVERSED, 4, NOW + DAY, same_person=False)
    told = await follow(
        scene,
        state=State.UNDONE,
        appellant=EVE,
        reviewed_by=4,
        reviewed_at=NOW + DAY,
        applied=(Applied("ban_for_less", NOW + 2 * DAY), Applied("warn", stays=True)),
    )
    assert "You got a warning." in told
    assert "The warning does not count" not in told
    assert "You were banned from the chat until 21 Nov 2023 22:13 UTC." in told
    assert "taken back in part" in told
    assert "You are banned until 16 Nov 2023 22:13 UTC only." in told


async def test_a_reporters_objection_is_none_of_the_authors_business() -> None:
    scene = Scene()
    await scene.knows(EVE)
    upheld = {"state": State.UPHELD, "decision": Decision.KEEP, "appellant": 99, "reviewed_at": NOW, "applied": ()}
    assert await follow(scene, **upheld) == ""


@pytest.mark.parametrize(
    "state", [State.CLAIMED, State.ESCALATED, State.AWAITING_SECOND, State.APPEALED, State.CONFIRMED, State.VOID]
)
async def test_other_states_are_no_news(state: State) -> None:
    scene = Scene()
    await scene.knows(EVE)
    assert await follow(scene, state=state) == ""


async def test_only_the_author_sees_a_statement() -> None:
    scene = Scene()
    await scene.sees(post())
    case = await scene.case()
    mine = await scene.statements.shown(case.ref, EVE, "en")
    assert mine is not None
    assert mine.buttons is not None
    assert await scene.statements.shown(case.ref, 99, "en") is None
    assert await scene.statements.shown("C-0000", EVE, "en") is None


async def test_after_the_window_there_is_no_button() -> None:
    scene = Scene()
    await scene.sees(post())
    case = await scene.case()
    scene.clock.at += MONTH
    late = await scene.statements.shown(case.ref, EVE, "en")
    assert late is not None
    assert late.buttons is not None
    scene.clock.at += 1
    late = await scene.statements.shown(case.ref, EVE, "en")
    assert late is not None
    assert late.buttons is None
    assert "The time to object ended on 14 Dec 2023 22:13 UTC." in late.text


async def test_a_report_that_nothing_came_of_yet_stays_unknown_to_the_author() -> None:
    scene = Scene(FakeRules(rule(Escalate())))
    await scene.sees(post())
    case = await scene.case()
    assert case.state is State.OPEN
    assert await scene.statements.shown(case.ref, EVE, "en") is None
    assert await scene.statements.about(EVE) == []


async def test_a_request_and_a_reaction_are_named_as_what_they_are() -> None:
    scene = Scene(FakeRules(rule(applies_to=frozenset({PostKind.JOIN_REQUEST, PostKind.REACTION}))))
    await scene.knows(EVE)
    await scene.sees(
        post(kind=PostKind.JOIN_REQUEST, message_id=None, id=5),
        post(kind=PostKind.REACTION, message_id=None, id=6, reply_to=3),
    )
    declined, removed = scene.sent(EVE)
    assert "Your request to join was declined." in declined["text"]
    assert "Your reaction of 14 Nov 22:13 UTC was removed." in removed["text"]


async def test_the_rows_of_statements_say_what_they_are_about() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(post())
    (row,) = [row for row in await scene.log() if row.action == "statement"]
    case = await scene.case()
    assert row == LogEntry(
        key=f"case:{case.ref}:statement:decided-{NOW}",
        at=NOW,
        chat_id=GROUP.id,
        message_id=50,
        user_id=EVE,
        action="statement",
        rule="house/scam",
        rule_version="ab12cd34",
        outcome=Status.DONE,
        detail="in private",
        case=case.ref,
    )
    assert not scene.sent(DESK)
