"""Pauses and the circuit breaker in the pipeline: posts in, calls and log entries out."""

from dataclasses import replace
from typing import Any

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.cases.desk.attempt import Presser
from bot.core.errors import StorageError
from bot.core.log import BOT, LogEntry, Settlement
from bot.core.outcome import DONE
from bot.core.pause import ALL_CHATS, Pause
from bot.core.post import Author, Post
from bot.hands import Hands
from bot.moderator import Moderator, Trial
from bot.pausing.notices import PausePress, Ruling, digest
from bot.pausing.restraints import FRESH, QUIET, TRUSTING
from tests.cases.court import ADMIN, DESK, GROUP, OPERATOR, OWNER, STRANGER, Court, buttons, post, scam_rule
from tests.fakes import FakeChat, FakeRules
from tests.test_moderator import FakeAnnouncer, FakeWitness

RULE = scam_rule(actions=(Delete(),))
REGULAR, NEWCOMER = 25, 0


def court(**fields: Any) -> Court:
    return Court(rules=FakeRules(RULE), **fields)


def moderator(court: Court, trial: int | None = 0) -> Moderator:
    dry = Hands(FakeChat(), court.escalations, court.store)
    return Moderator(
        rules=court.rules,
        log=court.store,
        people=court.store,
        recollection=court.store,
        witness=FakeWitness(),
        announcer=FakeAnnouncer(),
        clock=court.clock,
        real=Hands(court.chat, court.escalations, court.store, court.restraints),
        dry=dry,
        trial=Trial(trial),
        me=42,
    )


def spam(number: int, posts: int = NEWCOMER, **fields: Any) -> Post:
    author = Author(200 + number % 7, f"P{number}", posts=posts)
    return post("free btc", message_id=number, **{"author": author, **fields})


async def see(court: Court, *posts: Post) -> None:
    # The bot is a while at work before anything happens: it has learnt what rules usually do.
    work = moderator(court)
    court.restraints.saw(post("hello", author=Author(1)))
    if court.restraints._learning is not None:
        await court.restraints._learning
    for seen in posts:
        await work.moderate(seen)
    await court.restraints.told()


async def panic(court: Court, chat_id: int = GROUP.id, **fields: Any) -> Pause:
    pause = Pause(chat_id, since=int(court.clock.at), actor="4", why="by 4", **fields)
    await court.store.pause(pause, pause.entry(f"k{pause}"))
    return pause


async def test_what_is_paused_is_escalated_and_said_so() -> None:
    here = court()
    await panic(here)
    await see(here, spam(1))
    [(method, card)] = here.chat.take()
    assert (method, card["chat_id"]) == ("sendMessage", DESK)
    assert "Not applied: paused: by 4 (instead of delete)" in card["text"]
    assert {"Delete", "Ban…", "Dismiss"} <= set(buttons(card))
    assert await here.logged() == [
        ("pause", "done", "by 4; until somebody ends it", "4"),
        ("escalate", "done", "paused: by 4 (instead of delete)", "bot"),
        ("delete", "skipped", "paused: by 4", "bot"),
    ]


async def test_other_chats_notice_nothing() -> None:
    here = court()
    await panic(here, -5)
    await see(here, spam(1))
    assert here.chat.methods() == ["deleteMessage"]


async def test_a_pause_for_all_chats_and_its_end() -> None:
    here = court()
    await panic(here, ALL_CHATS, until=int(here.clock.at) + 60)
    await see(here, spam(1))
    here.clock.at += 60
    await see(here, spam(2))
    assert here.chat.methods() == ["sendMessage", "deleteMessage"]


async def test_a_pause_from_elsewhere_is_noticed_soon() -> None:
    here = court()
    await see(here, spam(1))
    await panic(here)
    here.clock.at += FRESH
    await see(here, spam(2))
    here.clock.at -= 3_600
    await here.store.resume(GROUP.id, None, Pause(GROUP.id).ending("r", "operator", 0))
    await see(here, spam(3))
    assert here.chat.methods() == ["deleteMessage", "sendMessage", "deleteMessage"]


async def test_a_database_in_trouble_leaves_what_was_known() -> None:
    here = court()
    await panic(here)
    await see(here, spam(1))

    async def fails(*_: Any) -> Any:
        raise StorageError("locked")

    here.store.pauses = fails  # type: ignore[method-assign]
    here.clock.at += 60
    await see(here, spam(2))
    assert "deleteMessage" not in here.chat.methods()


async def test_a_chat_in_its_trial_has_nothing_to_pause() -> None:
    here = court()
    await panic(here)
    await moderator(here, trial=None).moderate(spam(1))
    assert [row[:2] for row in await here.logged()] == [("pause", "done"), ("delete", "done")]
    assert here.chat.take() == []


async def test_a_rule_that_turns_on_regulars_is_paused_and_told_of_once() -> None:
    here = court()
    await see(here, *(spam(number, REGULAR) for number in range(1, 31)))
    calls = here.chat.take()
    assert [method for method, _ in calls].count("deleteMessage") == 20
    told = [params for method, params in calls if method == "sendMessage" and "A rule was paused" in params["text"]]
    assert [params["chat_id"] for params in told] == [DESK]
    assert buttons(told[0]) == ["The rule is right", "Keep it paused"]
    assert "against 21 posts in 10 minutes, 21 of them among the 21 of regulars; usually 0.0 an hour" in told[0]["text"]
    rows = await here.log()
    assert next(row.detail for row in rows if row.outcome == "skipped").startswith("paused: the rule acts")
    [opened] = [row for row in rows if row.action == "pause"]
    assert (opened.actor, opened.rule, opened.rule_version, opened.chat_id) == (BOT, RULE.name, RULE.version, GROUP.id)


async def test_a_raid_of_newcomers_pauses_nothing() -> None:
    here = court()
    await see(here, *(spam(number) for number in range(1, 301)))
    assert here.chat.methods() == ["deleteMessage"] * 300


async def test_where_nobody_counts_posts_the_bot_does() -> None:
    here = court()
    regular = [replace(spam(number), author=Author(200 + number % 7)) for number in range(1, 600)]
    chatting = [replace(seen, surfaces=()) for seen in regular[:300]]
    await see(here, *chatting)
    here.clock.at += 1_200
    await see(here, *regular[300:350])
    assert here.chat.methods().count("deleteMessage") == 20
    assert [row.action for row in await here.log()].count("pause") == 1


async def test_the_rule_acts_again_after_an_hour_without_a_match() -> None:
    here = court()
    await see(here, *(spam(number, REGULAR) for number in range(1, 31)))
    here.clock.at += QUIET - 1
    here.chat.take()
    await see(here, spam(40, REGULAR))
    assert "deleteMessage" not in here.chat.methods()
    here.clock.at += QUIET
    await see(here, spam(41, REGULAR))
    assert here.chat.methods()[-1] == "deleteMessage"
    assert [(row[0], row[2]) for row in await here.logged() if row[0] == "resume"] == [
        ("resume", "it matched nothing lately")
    ]
    assert await here.store.pauses() == []


async def test_a_new_version_of_the_rule_is_not_paused() -> None:
    here = court()
    await see(here, *(spam(number, REGULAR) for number in range(1, 31)))
    here.rules = FakeRules(scam_rule(actions=(Delete(),), version="99999999"))
    here.chat.take()
    await see(here, spam(50))
    assert here.chat.methods() == ["deleteMessage"]


async def test_what_the_rule_did_in_the_days_before_counts() -> None:
    here = court()
    busy = [spam(number).key for number in range(1_000, 1_840)]

    day = here.clock.at - 2 * 86_400
    rows = [
        LogEntry(key, day, GROUP.id, number, 7, "delete", RULE.name, RULE.version) for number, key in enumerate(busy)
    ]
    await here.store.intend(rows)
    await here.store.settle([Settlement(row.key, DONE) for row in rows])
    await see(here, *(spam(number, REGULAR) for number in range(1, 51)))
    assert here.chat.methods() == ["deleteMessage"] * 50


def press_of(ruling: Ruling) -> PausePress:
    return PausePress(GROUP.id, digest(RULE.name), ruling)


async def pressed(here: Court, who: int, ruling: Ruling) -> str:

    message = {"chat": {"id": DESK}, "message_id": 5}
    answer = await here.pause_presses.press(Presser(who, "Ann"), press_of(ruling), f"q{who}{ruling}", message)
    return answer.text


async def broken() -> Court:
    here = court()
    await see(here, *(spam(number, REGULAR) for number in range(1, 31)))
    here.chat.take()
    return here


async def test_a_moderator_says_that_the_rule_is_right() -> None:
    here = await broken()
    assert await pressed(here, ADMIN, Ruling.GO) == "The rule acts by itself again."
    [(method, params)] = here.chat.take()
    assert (method, params["chat_id"], params["message_id"], buttons(params)) == ("editMessageText", DESK, 5, [])
    assert "Ann: the rule is right." in params["text"]
    await see(here, *(spam(number, REGULAR) for number in range(100, 150)))
    assert here.chat.methods() == ["deleteMessage"] * 50
    assert await pressed(here, ADMIN, Ruling.STAY) == "This rule is not paused any more."
    here.clock.at += TRUSTING
    await see(here, *(spam(number, REGULAR) for number in range(200, 250)))
    assert "sendMessage" in here.chat.methods()


async def test_a_moderator_keeps_it_paused() -> None:
    here = await broken()
    assert await pressed(here, ADMIN, Ruling.STAY) == "The rule stays paused until somebody ends it with /calm."
    here.clock.at += 10 * QUIET
    here.chat.take()
    await see(here, spam(100, REGULAR))
    assert "deleteMessage" not in here.chat.methods()
    [pause] = await here.store.pauses()
    assert (pause.until, pause.actor) == (None, str(ADMIN))


async def test_strangers_decide_nothing() -> None:
    here = await broken()
    assert await pressed(here, STRANGER, Ruling.GO) == "Only admins of the chat concerned can decide."
    assert len(await here.store.pauses()) == 1


async def test_without_an_escalation_chat_the_owner_is_told_and_of_all_chats_the_operators() -> None:
    here = court(escalation_chat=None)
    await here.notices.tell(Pause(GROUP.id, RULE.name, why="w"))
    await here.notices.tell(Pause(ALL_CHATS, RULE.name, why="w"))
    await here.notices.tell(Pause(-77, RULE.name, why="w"))
    assert [params["chat_id"] for params in here.chat.of("sendMessage")] == [OWNER, OPERATOR]


async def test_a_ban_of_several_rules_is_held_for_the_faulty_one_alone() -> None:
    sound = scam_rule(name="house/sound", version="11111111", actions=(Ban(),))
    here = Court(rules=FakeRules(RULE, sound))
    await panic(here, rule=RULE.name)
    await see(here, spam(1))
    assert here.chat.methods()[0] == "banChatMember"
    assert "deleteMessage" not in here.chat.methods()
    assert Escalate.name in [row[0] for row in await here.logged()]
