"""A right that comes back: posts that were refused in, calls and log rows out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.actions.ban import Ban
from bot.actions.decline import Decline
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.mute import Mute
from bot.actions.purge import Purge
from bot.actions.reply import Reply
from bot.cases.rights.regained import MOST, REACH, Regained
from bot.core.action import Action
from bot.core.log import LogEntry
from bot.core.outcome import Outcome, Status
from bot.core.pause import Pause
from bot.core.post import Chat, PostKind
from bot.core.ruleset import Mode, Rule
from tests.fakes import FakeRules
from tests.test_moderator import CHAT, SPAMMER, World, post, rule

DELETE, RESTRICT, INVITE = "can_delete_messages", "can_restrict_members", "can_invite_users"
REFUSALS = {
    "deleteMessage": "Bad Request: message can't be deleted",
    "deleteMessages": "Bad Request: message can't be deleted",
    "banChatMember": "Bad Request: not enough rights to restrict/unrestrict chat member",
    "restrictChatMember": "Bad Request: not enough rights to restrict/unrestrict chat member",
    "declineChatJoinRequest": "Bad Request: not enough rights",
}
ADMIN = 9


class Court(World):
    """A bot that is refused everything until it has rights."""

    def __init__(self, *actions: Action, **fields: Any) -> None:
        super().__init__(rule(*actions, **fields))
        for method, text in REFUSALS.items():
            self.chat.refuse(method, text)
        self.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result={"status": "member"}))

    async def gives(self, *rights: str, rules: tuple[Rule, ...] | None = None) -> list[str]:
        """The owner gives the bot rights; which methods it calls then."""
        self.chat.take()
        needed = {"deleteMessage": DELETE, "deleteMessages": DELETE, "declineChatJoinRequest": INVITE}
        for method in REFUSALS:
            if needed.get(method, RESTRICT) in rights:
                self.chat.always(method, lambda _: None)
        in_force = FakeRules(*(self.rules if rules is None else rules))
        regained = Regained(self.store, in_force, self.store, self.clock, self.moderator().again)
        await regained.take_up(Chat(CHAT, "supergroup", "Talk"), frozenset(rights))
        return [method for method in self.chat.methods() if not method.startswith("get")]

    async def decides(self, action: str, *, message: int | None = 7, user: int | None = SPAMMER, **fields: Any) -> None:
        """A person does something, after the post was refused."""
        given = LogEntry("x", self.clock.at + 60, CHAT, message, user, action, outcome=Status.DONE, actor=str(ADMIN))
        await self.store.intend([replace(given, **fields)])

    async def outcomes(self) -> dict[str, str]:
        return {action: outcome for action, outcome, _ in await self.log()}


REQUEST = {"kind": PostKind.JOIN_REQUEST, "message_id": None}
TAKEN_UP: dict[str, tuple[tuple[Action, ...], Mapping[str, Any], str, list[str]]] = {
    "a delete": ((Delete(),), {}, DELETE, ["deleteMessage"]),
    "a delete of an edit": ((Delete(),), {"revision": 1_700_000_050}, DELETE, ["deleteMessage"]),
    "a ban": ((Ban(),), {}, RESTRICT, ["banChatMember"]),
    "a ban for an album": ((Ban(),), {"album": "77-8"}, RESTRICT, ["banChatMember"]),
    "a mute": ((Mute(),), {}, RESTRICT, ["restrictChatMember"]),
    "a purge": ((Purge(),), {}, DELETE, ["deleteMessage"]),
    "a request to join": ((Decline(),), REQUEST, INVITE, ["declineChatJoinRequest"]),
    "no delete, for another right": ((Delete(),), {}, RESTRICT, []),
    "no ban, for another right": ((Ban(),), {}, DELETE, []),
    "nothing, for a right that no action needs": ((Delete(), Ban()), {}, "can_pin_messages", []),
    "a delete, and not the reply that was had": ((Delete(), Reply("no")), {}, DELETE, ["deleteMessage"]),
}


@pytest.mark.parametrize(("actions", "fields", "right", "calls"), TAKEN_UP.values(), ids=TAKEN_UP)
async def test_what_is_taken_up(
    actions: tuple[Action, ...], fields: Mapping[str, Any], right: str, calls: list[str]
) -> None:
    court = Court(*actions, applies_to=frozenset(PostKind))
    await court.sees(post(**fields))
    assert (await court.outcomes())[actions[0].name] == "failed"
    assert await court.gives(right) == calls
    assert (await court.outcomes())[actions[0].name] == ("done" if calls else "failed")
    assert await court.gives(right) == [], "once is enough"


async def test_the_row_says_why_it_was_done_after_all_and_keeps_its_case() -> None:
    court = Court(Delete())
    await court.sees(post())
    await court.gives(DELETE)
    [row] = [entry async for entry in court.store.entries() if entry.action == "delete"]
    assert (row.outcome, row.detail) == (Status.DONE, "again, since the bot has the right can_delete_messages")
    assert row.case == "C-1"
    assert court.announcer.said[-1].keys() == {"delete"}


async def test_only_what_was_refused_for_want_of_a_right() -> None:
    court = Court(Ban())
    court.chat.refuse("banChatMember", "Bad Request: user is an administrator of the chat")
    await court.sees(post())
    assert await court.gives(RESTRICT) == []


async def test_a_ban_lasts_from_when_it_is_made() -> None:
    court = Court(Mute(for_=3_600))  # type: ignore[arg-type] # a duration is a number
    await court.sees(post())
    court.clock.at += 40 * 3_600
    await court.gives(RESTRICT)
    [params] = court.chat.of("restrictChatMember")
    assert params["until_date"] == court.clock.at + 3_600


async def test_what_is_refused_again_stays_so_and_may_be_taken_up_later() -> None:
    court = Court(Delete())
    await court.sees(post())
    court.chat.refuse("deleteMessage", REFUSALS["deleteMessage"])
    keep = court.chat.always
    court.chat.always = lambda method, answer: None  # type: ignore[method-assign] # the right is taken at once
    assert await court.gives(DELETE) == ["deleteMessage"]
    court.chat.always = keep  # type: ignore[method-assign]
    assert (await court.outcomes())["delete"] == "failed"
    assert len(court.escalations.seen) == 1
    assert await court.gives(DELETE) == ["deleteMessage"]
    assert (await court.outcomes())["delete"] == "done"


@pytest.mark.parametrize(
    ("later", "calls"), [(REACH - 3_600, ["deleteMessage"]), (REACH, ["deleteMessage"]), (REACH + 1, [])]
)
async def test_what_is_too_old_stays(later: int, calls: list[str]) -> None:
    court = Court(Delete())
    await court.sees(post())
    court.clock.at += later
    assert await court.gives(DELETE) == calls


async def test_of_very_many_the_newest_go_and_they_go_first() -> None:
    court = Court(Delete())
    await court.sees(*(post(message_id=number) for number in range(1, MOST + 3)))
    await court.gives(DELETE)
    assert [params["message_id"] for params in court.chat.of("deleteMessage")] == [*range(MOST + 2, 2, -1)]


DECISIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nobody decided": ({"action": "report"}, ["deleteMessage", "banChatMember"]),
    "the post is kept": ({"action": "keep"}, []),
    "the author was unbanned": ({"action": "unban", "message": None}, ["deleteMessage"]),
    "the author was muted": ({"action": "mute", "message": None}, ["deleteMessage"]),
    "somebody else was unbanned": (
        {"action": "unban", "message": None, "user": 43},
        ["deleteMessage", "banChatMember"],
    ),
    "another post is kept": ({"action": "keep", "message": 8, "user": 43}, ["deleteMessage", "banChatMember"]),
    "the press came to nothing": ({"action": "keep", "outcome": Status.SKIPPED}, ["deleteMessage", "banChatMember"]),
    "it was decided before": ({"action": "keep", "at": 1_699_999_000}, ["deleteMessage", "banChatMember"]),
}


@pytest.mark.parametrize(("decision", "calls"), DECISIONS.values(), ids=DECISIONS)
async def test_what_a_person_decided_meanwhile_wins(decision: dict[str, Any], calls: list[str]) -> None:
    court = Court(Delete(), Ban())
    await court.sees(post())
    await court.decides(**decision)
    assert sorted(await court.gives(DELETE, RESTRICT), reverse=True) == calls


CHANGES: dict[str, Callable[[Rule], Rule]] = {
    "another version": lambda old: replace(old, version="87654321"),
    "another name": lambda old: replace(old, name="set/new"),
    "in shadow": lambda old: replace(old, mode=Mode.SHADOW),
    "over": lambda old: replace(old, expires=1_700_000_000),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_rule_that_is_not_what_it_was_acts_no_more(change: Callable[[Rule], Rule]) -> None:
    court = Court(Delete())
    await court.sees(post())
    assert await court.gives(DELETE, rules=(change(court.rules[0]),)) == []
    assert (await court.outcomes())["delete"] == "failed"


@pytest.mark.parametrize(("of", "calls"), [("set/rule", []), ("", []), ("set/other", ["deleteMessage"])])
async def test_a_rule_that_is_paused_does_not_act(of: str, calls: list[str]) -> None:
    court = Court(Delete())
    await court.sees(post())
    await court.store.pause(Pause(CHAT, of, since=1, until=None, actor=str(ADMIN)), None)
    assert await court.gives(DELETE) == calls


async def test_posts_that_are_only_watched_now_stay() -> None:
    court = Court(Delete())
    await court.sees(post())
    court.trial = None
    assert await court.gives(DELETE) == []
    assert (await court.outcomes())["delete"] == "failed"


async def test_what_a_rule_never_did_by_itself_is_left_alone() -> None:
    court = Court(Escalate())
    gone = LogEntry(f"{CHAT}:7:0:ban", 1_700_000_000, CHAT, 7, SPAMMER, "ban", "set/rule", "12345678")
    await court.store.intend([replace(gone, outcome=Status.FAILED, detail="not enough rights")])
    assert await court.gives(RESTRICT) == []


@pytest.mark.parametrize(
    "key", ["", "x", f"{CHAT}::delete", f"{CHAT}:7:x:delete", f"{CHAT}:8:0:delete", "-2:7:0:delete", f"{CHAT}:7:0:ban"]
)
async def test_a_row_that_names_no_post_is_left_alone(key: str) -> None:
    court = Court(Delete())
    odd = LogEntry(key, 1_700_000_000, CHAT, 7, SPAMMER, "delete", "set/rule", "12345678", Status.FAILED)
    await court.store.intend([replace(odd, detail="not enough rights")])
    assert await court.gives(DELETE) == []
