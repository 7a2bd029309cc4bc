import asyncio
from typing import Any

import pytest

from bot.core.case import CaseOrigin, State
from bot.core.errors import StaleVersion
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Decision
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, PostKind, Role
from bot.core.verdict import Match
from bot.storage.memory import MemoryStore
from tests.cases.court import (
    ADMIN,
    AUTHOR,
    CHANNEL,
    DESK,
    GROUP,
    ME,
    OPERATOR,
    OTHER_ADMIN,
    OWNER,
    STRANGER,
    Court,
    buttons,
    post,
)
from tests.fakes import FakeAdministrators

RIGHTS = "Bad Request: not enough rights to restrict/unrestrict chat member"
OWNERS = "refused: the owner decides about an admin's post"
DELETED = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 50})
BANNED = ("banChatMember", {"chat_id": GROUP.id, "user_id": AUTHOR.id})


async def test_delete() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    answer = await court.press(ADMIN, ref, Decision.DELETE)
    assert (answer.text, answer.alert) == ("Deleted.", False)
    deleted, (method, params) = court.chat.take()
    assert (deleted, method) == (DELETED, "editMessageText")
    assert (params["chat_id"], params["message_id"], buttons(params)) == (DESK, 1000, [])
    assert 'Deleted by <a href="tg://user?id=2">Ann</a>, 14 Nov 22:13 UTC · done' in params["text"]
    assert "<u><b>free btc</b></u>" in params["text"]
    case = await court.case(ref)
    assert (case.state, case.decision, case.decided_by) == (State.ENFORCED, Decision.DELETE, ADMIN)
    assert case.decided_at == int(court.clock.at)


async def test_ban_deletes_as_well() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    assert (await court.press(OPERATOR, ref, Decision.BAN)).text == "Deleted, and the author is banned for good."
    assert court.chat.take()[:2] == [DELETED, BANNED]
    assert await court.logged() == [("ban", "done", "", str(OPERATOR)), ("delete", "done", "", str(OPERATOR))]


async def test_ban_of_a_channel_that_speaks_in_a_group() -> None:
    court = Court(told=False)
    ref = await court.open(post(author=Author(-1007, "Ads", roles={Role.CHANNEL: True})))
    await court.press(ADMIN, ref, Decision.BAN)
    assert court.chat.take()[1] == ("banChatSenderChat", {"chat_id": GROUP.id, "sender_chat_id": -1007})


async def test_keep_closes_the_case() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    assert (await court.press(ADMIN, ref, Decision.KEEP)).text == "Dismissed. The message stays."
    [(method, params)] = court.chat.take()
    assert (method, buttons(params)) == ("editMessageText", [])
    assert "Dismissed by" in params["text"]
    assert (await court.case(ref)).state is State.CLOSED_NO_ACTION


async def test_a_press_is_logged_with_actor_rule_and_case() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.DELETE, "q77")
    [entry] = await court.log()
    assert entry.key == f"case:{ref}:press:q77"
    assert (entry.chat_id, entry.message_id, entry.user_id) == (GROUP.id, 50, AUTHOR.id)
    assert (entry.rule, entry.rule_version, entry.actor, entry.case) == (
        "scams/free-btc",
        "ab12cd34",
        str(ADMIN),
        ref,
    )


@pytest.mark.parametrize(
    ("who", "decision", "author", "told", "logged"),
    [
        (STRANGER, Decision.KEEP, AUTHOR, "Only admins", "refused: not an admin of the chat"),
        (ADMIN, Decision.KEEP, Author(ADMIN, "Ann"), "This is your own", "refused: the author of the post"),
        (OPERATOR, Decision.DELETE, Author(OPERATOR, "Op"), "This is your own", "refused: the author of the post"),
        (ADMIN, Decision.BAN, Author(OTHER_ADMIN, "Joe"), "An admin wrote", OWNERS),
        (ADMIN, Decision.KEEP, Author(OTHER_ADMIN, "Joe"), "An admin wrote", OWNERS),
        (ADMIN, Decision.BAN, Author(OWNER, "Ola"), "The author of", "refused: nothing can be done to the author"),
        (
            OWNER,
            Decision.BAN,
            Author(OTHER_ADMIN, "Joe"),
            "The author of",
            "refused: nothing can be done to the author",
        ),
        (ADMIN, Decision.BAN, Author(ME, "Bot"), "The author of", "refused: nothing can be done to the author"),
        (ADMIN, Decision.BAN, Author(777000), "The author of", "refused: nothing can be done to the author"),
        (ADMIN, Decision.BAN, Author(GROUP.id), "The author of", "refused: nothing can be done to the author"),
    ],
)
async def test_refusals(who: int, decision: Decision, author: Author, told: str, logged: str) -> None:
    court = Court(told=False)
    ref = await court.open(post(author=author))
    answer = await court.press(who, ref, decision)
    assert answer.text.startswith(told)
    assert answer.alert
    assert court.chat.take() == []
    assert await court.logged() == [(decision.value, "skipped", logged, str(who))]
    assert (await court.case(ref)).state is State.OPEN


async def test_a_ban_of_a_channel_posts_author_is_refused() -> None:
    court = Court(told=False)
    ref = await court.open(post(kind=PostKind.CHANNEL_POST, chat=CHANNEL, author=Author(CHANNEL.id)))
    assert (await court.press(ADMIN, ref, Decision.BAN)).text.startswith("The author of")


async def test_an_admin_of_another_chat_is_a_stranger() -> None:
    court = Court(told=False)
    ref = await court.open(post(chat=CHANNEL))
    assert (await court.press(OTHER_ADMIN, ref, Decision.DELETE)).text.startswith("Only admins")


async def test_without_telegrams_word_only_operators_decide() -> None:
    court = Court(told=False, administrators=FakeAdministrators())
    ref = await court.open(post())
    assert (await court.press(ADMIN, ref, Decision.DELETE)).text.startswith("Telegram does not say")
    assert (await court.press(OPERATOR, ref, Decision.DELETE, "q2")).text == "Deleted."


async def test_a_case_that_nobody_knows() -> None:
    court = Court(told=False)
    answer = await court.press(ADMIN, "C-0000", Decision.DELETE)
    assert (answer.text, answer.alert) == ("This case is no longer known.", True)
    assert await court.logged() == []


def knows_names(params: Any) -> Outcome:
    names = {ADMIN: {"first_name": "Ann", "last_name": "Lee"}}
    return Outcome(Status.DONE, result={"user": names.get(params["user_id"], {})})


async def test_a_second_press_says_who_decided() -> None:
    court = Court(told=False)
    court.chat.always("getChatMember", knows_names)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.DELETE, "q1")
    court.chat.take()
    answer = await court.press(OTHER_ADMIN, ref, Decision.BAN, "q2", "Joe")
    assert (answer.text, answer.alert) == ("Already decided by Ann.", True)
    assert court.chat.take() == []
    assert (await court.logged())[1:] == [("ban", "skipped", f"already decided by {ADMIN}", str(OTHER_ADMIN))]


async def test_a_decider_without_a_name_is_an_id() -> None:
    court = Court(told=False)
    court.chat.refuse("getChatMember", "Bad Request: member not found")
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.KEEP, "q1")
    after = Court(told=False, store=court.store, chat=court.chat)
    assert (await after.press(OTHER_ADMIN, ref, Decision.KEEP, "q2")).text == "Already decided by 2."


async def test_a_name_that_was_not_heard_is_asked_for() -> None:
    court = Court(told=False)
    court.chat.always("getChatMember", knows_names)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.KEEP, "q1")
    after = Court(told=False, store=court.store, chat=court.chat)
    assert (await after.press(OTHER_ADMIN, ref, Decision.KEEP, "q2")).text == "Already decided by Ann Lee."


async def test_two_at_once_decide_once() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.hold()
    both = asyncio.gather(
        court.press(ADMIN, ref, Decision.DELETE, "q1", "Ann"), court.press(OTHER_ADMIN, ref, Decision.KEEP, "q2", "Joe")
    )
    for _ in range(5):
        await asyncio.sleep(0)
    court.chat.release()
    answers = {answer.text for answer in await both}
    assert answers == {"Deleted.", "Already decided by Ann."}
    assert (await court.case(ref)).decided_by == ADMIN
    assert court.chat.methods().count("deleteMessage") == 1


async def test_twenty_at_once_decide_once() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    presses = [court.press(who, ref, Decision.BAN, f"q{who}-{n}") for n in range(10) for who in (ADMIN, OTHER_ADMIN)]
    answers = [answer.text for answer in await asyncio.gather(*presses)]
    assert answers.count("Deleted, and the author is banned for good.") == 1
    assert [method for method in court.chat.methods() if method.startswith("ban")] == ["banChatMember"]
    assert [entry.action for entry in await court.log()].count("ban") == 20


async def test_what_telegram_refuses_may_be_pressed_again() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.script("banChatMember", Outcome(Status.FAILED, RIGHTS))
    answer = await court.press(ADMIN, ref, Decision.BAN, "q1")
    assert answer.alert
    assert answer.text.startswith(f"Telegram refused: ban: {RIGHTS}")
    assert answer.text.endswith("rights to delete messages and to ban users.")
    edited = court.chat.take()[-1][1]
    assert buttons(edited) == ["Mute…", "Ban…", "Warn", "Hold…", "Dismiss", "Take", "Why?"]
    assert "Ban for good wanted by" in edited["text"]
    assert (await court.case(ref)).state is State.ESCALATED
    assert await court.logged() == [
        ("ban", "failed", RIGHTS, "2"),
        ("delete", "done", "", "2"),
        ("call_owner", "done", "", "bot"),
    ]
    assert not (await court.press(OTHER_ADMIN, ref, Decision.BAN, "q2")).alert
    case = await court.case(ref)
    assert (case.state, case.decided_by) == (State.ENFORCED, OTHER_ADMIN)


async def test_what_telegram_refuses_may_be_kept() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.refuse("deleteMessage", "Bad Request: message can't be deleted")
    await court.press(ADMIN, ref, Decision.DELETE, "q1")
    assert (await court.press(ADMIN, ref, Decision.KEEP, "q2")).text == "Dismissed. The message stays."
    assert (await court.case(ref)).state is State.CLOSED_NO_ACTION


@pytest.mark.parametrize("long", ["x" * 500, "😀" * 300, "\ud800"])
async def test_answers_fit_telegram(long: str) -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.refuse("deleteMessage", long)
    for number, name in enumerate([long, "Ann"]):
        answer = await court.press(ADMIN, ref, Decision.DELETE, f"q{number}", name)
        assert len(answer.text.encode("utf-16-le")) <= 400
        answer.text.encode()
    court.chat.take()[-1][1]["text"].encode()


async def test_a_card_shows_the_present_decision_whenever_it_is_painted_again() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.KEEP)
    court.chat.take()
    await court.board.refresh(ref)
    assert "Dismissed by" in court.chat.of("editMessageText")[0]["text"]


class ProcessEnded(Exception):
    """Where the process ends."""


class FallingStore(MemoryStore):
    """A store whose process dies once, just before or after it is asked for the n-th write."""

    def __init__(self) -> None:
        super().__init__()
        self.left: int | None = None
        self.before = False

    async def _step(self, write: Any) -> Any:
        if self.left is None:
            return await write
        self.left -= 1
        if self.left == 0 and self.before:
            write.close()
            raise ProcessEnded
        result = await write
        if self.left == 0:
            raise ProcessEnded
        return result

    async def intend(self, entries: Any, post: Any = None, matches: Any = ()) -> Any:
        return await self._step(super().intend(entries, post, matches))

    async def settle(self, settlements: Any) -> None:
        await self._step(super().settle(settlements))

    async def save_case(self, *args: Any, **kwargs: Any) -> Any:
        return await self._step(super().save_case(*args, **kwargs))


@pytest.mark.parametrize("decision", [Decision.KEEP, Decision.DELETE, Decision.BAN])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("died_at", [1, 2, 3, 4])
async def test_a_press_that_was_cut_short_is_finished_when_it_comes_again(
    decision: Decision, before: bool, died_at: int
) -> None:
    store = FallingStore()
    court = Court(told=False, store=store)
    ref = await court.open(post())
    store.left, store.before = died_at, before
    try:
        await court.press(ADMIN, ref, decision, "q1")
    except ProcessEnded:
        store.left = None
        answer = await court.press(ADMIN, ref, decision, "q1")
        assert not answer.alert
    store.left = None
    case = await court.case(ref)
    expected = State.CLOSED_NO_ACTION if decision is Decision.KEEP else State.ENFORCED
    assert (case.state, case.decision, case.decided_by) == (expected, decision, ADMIN)
    assert {entry.outcome for entry in await court.log()} == {Status.DONE}
    assert buttons(court.chat.of("editMessageText")[-1]) == []


class ForgetfulStore(MemoryStore):
    """A store whose cases keep no text."""

    async def case_post(self, ref: str) -> None:
        return None


async def test_a_case_whose_text_is_gone_can_still_be_decided() -> None:
    court = Court(told=False, store=ForgetfulStore())
    ref = await court.open(post())
    assert not (await court.press(ADMIN, ref, Decision.BAN)).alert
    assert court.chat.take()[:2] == [DELETED, BANNED]


class RestlessStore(MemoryStore):
    """A store in which somebody else is always faster to change something, a number of times."""

    busy = 0

    async def save_case(self, *args: Any, **kwargs: Any) -> Any:
        self.busy -= 1
        if self.busy >= 0:
            raise StaleVersion("changed")
        return await super().save_case(*args, **kwargs)


async def test_a_change_that_decides_nothing_does_not_stop_a_press() -> None:
    store = RestlessStore()
    court = Court(told=False, store=store)
    ref = await court.open(post())
    store.busy = 3
    assert (await court.press(ADMIN, ref, Decision.DELETE)).text == "Deleted."


async def test_a_case_that_never_rests_asks_for_another_press() -> None:
    store = RestlessStore()
    court = Court(told=False, store=store)
    ref = await court.open(post())
    store.busy = 100
    assert (await court.press(ADMIN, ref, Decision.DELETE)).text == "This case is changing just now. Press again."
    assert await court.logged() == [("delete", "skipped", "the case kept changing", "2")]


async def test_what_the_rule_did_stays_on_the_card() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    done = LogEntry("k", 1.0, GROUP.id, 50, AUTHOR.id, "delete")
    await court.store.intend([done], post(), [Match((await court.rules.judge_for(0)).rules[0])])
    await court.store.settle([Settlement("k", DONE, ref)])
    await court.press(ADMIN, ref, Decision.KEEP)
    assert "Already: delete: done" in court.chat.of("editMessageText")[0]["text"]


async def test_a_report_after_a_failure_keeps_the_failure_on_the_card() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.chat.refuse("deleteMessage", "Bad Request: message can't be deleted")
    await court.press(ADMIN, ref, Decision.DELETE)
    await court.reports.report(6, post(), "")
    text = court.chat.of("editMessageText")[-1]["text"]
    assert "Deletion wanted by" in text
    assert "Reported by members: 1" in text
    assert (await court.case(ref)).origin is CaseOrigin.RULE


async def test_an_album_goes_as_a_whole() -> None:
    court = Court(told=False)
    for number in (49, 50, 51):
        await court.store.keep_part(post(message_id=number, album="a"), None)
    ref = await court.open(post(album="a"))
    assert (await court.escalate(post(album="a", message_id=51)))[1] == ref
    court.chat.take()
    court.chat.refuse("deleteMessages", "Bad Request: message can't be deleted")
    assert (await court.press(ADMIN, ref, Decision.DELETE)).text == "Deleted."
    assert [params for method, params in court.chat.take() if method.startswith("delete")] == [
        {"chat_id": GROUP.id, "message_ids": [49, 50, 51]},
        *({"chat_id": GROUP.id, "message_id": number} for number in (49, 50, 51)),
    ]
