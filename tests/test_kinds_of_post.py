"""Requests to join, reactions and members through the pipeline: updates of a fake server in, its state out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.core.log import LogEntry
from bot.fakeapi import Chat, FakeApi, User
from bot.hands import Hands
from bot.lang.load import load_text
from bot.moderator import Moderator
from bot.storage.memory import MemoryStore
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.api import Api
from bot.telegram.chat import TelegramChat
from bot.telegram.feed import ALLOWED_UPDATES
from bot.telegram.read import read
from bot.telegram.simulated import SimulatedStrikes
from bot.telegram.witness import TelegramWitness
from tests.botapi import assert_valid_call
from tests.fakes import FakeClock
from tests.telegram.kit import client
from tests.test_moderator import FakeAnnouncer, FakeEscalations


class Bot:
    """The pipeline on a fake server, with rules in YAML."""

    def __init__(self, server: FakeApi, api: Api, rules: str) -> None:
        loaded = load_text(rules, "test.yaml")
        assert loaded.judge, loaded.diagnostics
        self.server, self.api, self.store = server, api, MemoryStore()
        self.escalations = FakeEscalations()
        chat, clock = TelegramChat(api), FakeClock(server.clock())
        admins = TelegramAdministrators(api, clock, server.me.id)
        self._moderator = Moderator(
            rules=_Rules(loaded.judge),
            log=self.store,
            people=self.store,
            recollection=self.store,
            witness=TelegramWitness(admins, chat, self.store),
            announcer=FakeAnnouncer(),
            clock=clock,
            real=Hands(chat, self.escalations, self.store),
            dry=Hands(chat, self.escalations, SimulatedStrikes(self.store)),
        )

    async def works(self) -> list[tuple[str, str, str]]:
        """Handle every update there is; the log then."""
        answer = await self.api.invoke("getUpdates", {"allowed_updates": ALLOWED_UPDATES})
        for update in answer.result:
            post = None if {"chat_member", "my_chat_member"} & update.keys() else read(update)
            if post is not None:
                await self._moderator.moderate(post)
        if answer.result:
            await self.api.invoke("getUpdates", {"offset": answer.result[-1]["update_id"] + 1})
        for call in self.server.calls:
            assert_valid_call(call.method, call.params)
        entries: list[LogEntry] = [entry async for entry in self.store.entries()]
        return [(entry.action, entry.outcome.value, entry.detail) for entry in entries]


class _Rules:
    def __init__(self, judge: Any) -> None:
        self._judge = judge

    async def judge_for(self, chat_id: int) -> Any:
        return self._judge


@asynccontextmanager
async def bot(condition: str, actions: str, kind: str = "message") -> AsyncIterator[tuple[Bot, Chat, User]]:
    """A bot with one rule, a supergroup with an owner called Pavel Durov, and a user who is not in it."""
    rules = f"rules:\n  - {{id: r, applies_to: [{kind}], if: {condition}, then: {actions}, reason: No.}}\n"
    async with FakeApi() as server, client(server) as api:
        running = Bot(server, api, rules)
        await api.invoke("getUpdates", {"allowed_updates": ALLOWED_UPDATES})
        group = server.supergroup(owner=server.user("Pavel", last_name="Durov", username="durov"))
        yield running, group, server.user("Mallory", username="mallory")


ASKING = "{words: {any: [casino], in: [bio, sender_name]}}"


@pytest.mark.parametrize(
    ("actions", "status", "log"),
    [
        ("[approve]", "member", [("approve", "done", "")]),
        ("[decline]", "left", [("decline", "done", "")]),
        ("[delete]", "left", [("delete", "done", "")]),
        ("[approve, decline]", "left", [("decline", "done", "")]),
        ("[ban]", "kicked", [("ban", "done", "")]),
        ("[{ban: {for: 7d}}, approve]", "kicked", [("ban", "done", "")]),
        ("[approve, mute]", "restricted", [("approve", "done", ""), ("mute", "done", "")]),
        ("[kick]", "left", [("escalate", "done", "kick: who only asks to join cannot be kicked, but declined")]),
        ("[warn]", "left", [("escalate", "done", "warn: who only asks to join cannot be warned in the chat")]),
        ("[{reply: hi}]", "left", [("escalate", "done", "reply: there is no message to reply to")]),
        ("[remove_reaction]", "left", [("escalate", "done", "remove_reaction: only a reaction can be removed")]),
    ],
)
async def test_what_becomes_of_who_asks_to_join(actions: str, status: str, log: list[tuple[str, str, str]]) -> None:
    async with bot(ASKING, actions, "join_request") as (running, group, user):
        group.ask_to_join(user, "best casino in town")
        assert await running.works() == log
        member = group.members.of(user)
        assert member.status == status
        assert member.inside is (status in ("member", "restricted"))
        assert (user.id in group.members.asking) is (log[0][0] == "escalate")


async def test_a_request_that_somebody_else_has_answered_needs_nobody() -> None:
    async with bot(ASKING, "[approve]", "join_request") as (running, group, user):
        group.ask_to_join(user, "best casino in town")
        group.members.asking.clear()
        assert [row[:2] for row in await running.works()] == [("approve", "skipped")]
        assert running.escalations.seen == []


async def test_requests_and_reactions_are_not_judged_unless_a_rule_names_them() -> None:
    rules = "rules:\n  - {id: r, if: {none: [{words: never}]}, then: [delete]}\n"
    async with FakeApi() as server, client(server) as api:
        running = Bot(server, api, rules)
        await api.invoke("getUpdates", {"allowed_updates": ALLOWED_UPDATES})
        group, user = server.supergroup(), server.user()
        message = group.post(None, "x")
        group.ask_to_join(user, "best casino in town")
        group.react(user, message, {"type": "emoji", "emoji": "💩"})
        assert await running.works() == [("delete", "done", "")]


DUNG = {"type": "emoji", "emoji": "💩"}


@pytest.mark.parametrize("action", ["remove_reaction", "delete"])
async def test_a_reaction_is_removed(action: str) -> None:
    async with bot("{contains: 💩}", f"[{action}]", "reaction") as (running, group, user):
        message = group.post(None, "hello")
        group.react(user, message, DUNG)
        assert await running.works() == [(action, "done", "")]
        assert group.reactions.of(message["message_id"], user.id) == []
        assert message["message_id"] in group.messages


async def test_only_what_is_added_counts_and_an_action_for_messages_is_escalated() -> None:
    async with bot("{emoji: true}", "[approve]", "reaction") as (running, group, user):
        message = group.post(None, "hello")
        group.react(user, message, DUNG)
        group.react(user, message)
        assert await running.works() == [("escalate", "done", "approve: only a request to join can be approved")]


@pytest.mark.parametrize(("posts", "actions"), [(0, ["delete"]), (1, ["delete"]), (2, [])])
async def test_a_reaction_is_judged_by_what_its_author_posted_before(posts: int, actions: list[str]) -> None:
    async with bot("{author: {posts: {below: 2}}}", "[delete]", "reaction") as (running, group, user):
        message = group.post(None, "hello")
        for _ in range(posts):
            group.post(user, "hi")
        for emoji in ("💩", "🔥"):  # reactions do not count
            group.react(user, message, {"type": "emoji", "emoji": emoji})
        assert [row[0] for row in await running.works()] == actions * 2


async def test_who_reacts_can_be_banned_and_warned() -> None:
    async with bot("{emoji: true}", "[warn, ban]", "reaction") as (running, group, user):
        group.join(user)
        group.react(user, group.post(None, "hello"), DUNG)
        assert await running.works() == [("warn", "done", ""), ("ban", "done", "")]
        assert group.members.of(user).status == "kicked"
        assert await running.store.strikes(group.id, user.id, int(running.server.clock()) + 1) == 1


async def test_impostors_are_found_and_admins_and_others_are_not() -> None:
    async with bot("{author: {is: impostor}}", "[delete]") as (running, group, user):
        impostor = running.server.user("PaveI", last_name="Durоv")  # a capital i, a Cyrillic o
        owner = group.members.owner
        assert owner
        said = [group.post(who, "hi") for who in (owner, user, impostor)]
        assert await running.works() == [("delete", "done", "")]
        assert group.deleted == [said[2]["message_id"]]
        assert len(running.server.called("getChatAdministrators")) == 1


@pytest.mark.parametrize(
    ("before", "actions", "after", "until"),
    [
        ("banned", "[kick]", "kicked", 0),
        ("banned", "[mute]", "kicked", 0),
        ("banned", "[{mute: {for: 1h}}]", "kicked", 0),
        ("banned", "[{ban: {for: 1h}}]", "kicked", 0),
        ("muted", "[kick]", "restricted", 0),
        ("muted", "[{mute: {for: 1h}}]", "restricted", 0),
        ("member", "[kick]", "left", 0),
        ("member", "[mute]", "restricted", 0),
        ("member", "[ban]", "kicked", 0),
    ],
)
async def test_no_sanction_takes_back_a_longer_one(before: str, actions: str, after: str, until: int) -> None:
    async with bot("{words: spam}", actions) as (running, group, user):
        group.join(user)
        who = {"chat_id": group.id, "user_id": user.id}
        if before == "banned":
            await running.api.invoke("banChatMember", who)
        if before == "muted":
            await running.api.invoke("restrictChatMember", {**who, "permissions": {"can_send_messages": False}})
        group.post(user, "spam")
        await running.works()
        member = group.members.of(user)
        assert (member.status, member.until) == (after, until)
        if "kick" in actions:
            assert not member.inside


async def test_in_a_forum_an_answer_stands_in_the_topic_though_the_post_is_deleted() -> None:
    async with bot("{words: spam}", "[delete, warn, {reply: bye}]") as (running, group, user):
        group.post(user, "spam", message_thread_id=7, is_topic_message=True)
        assert [row[1] for row in await running.works()] == ["done", "done", "done"]
        sent = [call.result for call in running.server.calls if call.method == "sendMessage"]
        assert [(message["message_thread_id"], "reply_to_message" in message) for message in sent] == [(7, False)] * 2
