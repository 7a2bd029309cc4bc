"""The pipeline: posts in, calls and log entries out."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.actions.allow import Allow
from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.log import Log
from bot.actions.purge import Purge
from bot.conditions.author import Author as AuthorCondition
from bot.conditions.flood import Flood
from bot.conditions.words import Words
from bot.core.action import Action, Call
from bot.core.arguments import Bounds, Word
from bot.core.errors import StorageError
from bot.core.finding import Fact
from bot.core.history import Need, Past
from bot.core.log import LogEntry
from bot.core.logic import All, Leaf, Node
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import Rules
from bot.core.post import Author, Chat, Post, PostKind, Role, Surface, SurfaceName
from bot.core.ruleset import Mode, Rule
from bot.core.verdict import Match, Verdict
from bot.hands import Hands
from bot.moderator import Moderator, Trial
from bot.storage.memory import MemoryStore
from tests.fakes import FakeChat, FakeClock, FakeRules

CHAT = -1001
SPAMMER = 42
ME = 7_000


class FakeEscalations:
    """Opens case C-1, or answers as it is told."""

    def __init__(self, outcome: Outcome = DONE) -> None:
        self.outcome = outcome
        self.seen: list[dict[str, Outcome]] = []

    async def escalate(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> tuple[Outcome, str | None]:
        self.seen.append(dict(outcomes))
        return self.outcome, "C-1"


class FakeWitness:
    """Knows who is an admin; None for nobody knows."""

    def __init__(self, *, admin: bool | None = False) -> None:
        self.admin = admin
        self.asked: list[frozenset[Fact]] = []

    async def learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        self.asked.append(missing)
        if self.admin is None:
            return post
        return replace(post, author=replace(post.author, roles={**post.author.roles, Role.ADMIN: self.admin}))


class FakeAnnouncer:
    def __init__(self) -> None:
        self.said: list[dict[str, Outcome]] = []

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        self.said.append(dict(outcomes))


@dataclass
class Reply(Action):
    """An action that must not be had twice."""

    rank = 70

    def effects(self, post: Post, now: int) -> tuple[Call, ...]:
        return (Call("sendMessage", {"chat_id": post.chat.id, "text": "no"}, self.key(post)),)


class World:
    """A moderator among fakes."""

    def __init__(self, *rules: Rule, trial: int | None = 0, admin: bool | None = False) -> None:
        self.chat, self.dry_chat = FakeChat(), FakeChat()
        self.dry_chat.always("deleteMessage", lambda _: Outcome(Status.SIMULATED))
        self.store, self.clock = MemoryStore(), FakeClock()
        self.escalations, self.dry_escalations = FakeEscalations(), FakeEscalations(Outcome(Status.SIMULATED))
        self.witness, self.announcer = FakeWitness(admin=admin), FakeAnnouncer()
        self.rules = rules
        self.trial = trial

    def in_force(self) -> Rules:
        """The rules."""
        return FakeRules(*self.rules)

    def moderator(self) -> Moderator:
        """A moderator as it is after a start: all that it remembers is in the store."""
        return Moderator(
            rules=self.in_force(),
            log=self.store,
            people=self.store,
            recollection=self.store,
            witness=self.witness,
            announcer=self.announcer,
            clock=self.clock,
            real=Hands(self.chat, self.escalations, self.store),
            dry=Hands(self.dry_chat, self.dry_escalations, MemoryStore()),
            trial=Trial(self.trial),
            me=ME,
            pardons=self.store,
        )

    async def sees(self, *posts: Post) -> Verdict:
        moderator = self.moderator()
        for post in posts:
            verdict = await moderator.moderate(post)
        return verdict

    async def log(self) -> list[tuple[str, str, str]]:
        return [(entry.action, entry.outcome.value, entry.detail) async for entry in self.store.entries()]


def rule(*actions: Action, word: str = "spam", condition: Node | None = None, **fields: Any) -> Rule:
    return Rule("set/rule", "12345678", condition or Leaf(Words(any_=(Word(word),))), actions, **fields)


def post(text: str = "some spam here", message_id: int = 7, **fields: Any) -> Post:
    given: dict[str, Any] = {
        "author": Author(SPAMMER, "Mallory"),
        "date": 1_700_000_000,
        "kind": PostKind.MESSAGE,
        "chat": Chat(CHAT, "supergroup", "Talk"),
    }
    return Post(id=1, message_id=message_id, surfaces=(Surface(SurfaceName.TEXT, text),), **given | fields)


async def test_a_clean_post_costs_nothing() -> None:
    world = World(rule(Delete()))
    verdict = await world.sees(post("good morning"))
    assert not verdict.matched
    assert world.chat.calls == []
    assert await world.log() == []
    assert world.store.matched == {}


async def test_a_post_that_is_merely_exempted_is_as_good_as_clean() -> None:
    world = World(rule(Allow()))
    await world.sees(post())
    assert await world.log() == []
    assert world.store.matched == {}
    assert world.announcer.said == []


async def test_a_match_is_deleted_and_logged_with_its_rule() -> None:
    world = World(rule(Delete(), Log()))
    await world.sees(post())
    assert world.chat.take() == [("deleteMessage", {"chat_id": CHAT, "message_id": 7})]
    assert await world.log() == [("delete", "done", ""), ("log", "done", "")]
    entry = await anext(world.store.entries())
    assert (entry.rule, entry.rule_version, entry.user_id, entry.message_id) == ("set/rule", "12345678", SPAMMER, 7)
    assert list(world.store.matched) == [f"{CHAT}:7:0"]


async def test_the_card_learns_what_was_done_before() -> None:
    world = World(rule(Escalate(), Delete()))
    await world.sees(post())
    assert [outcome.status for outcome in world.escalations.seen[0].values()] == [Status.DONE]
    entries = [entry async for entry in world.store.entries()]
    assert [(entry.action, entry.case) for entry in entries] == [("delete", "C-1"), ("escalate", "C-1")]


async def test_a_refused_action_is_logged_with_the_text_and_escalated() -> None:
    world = World(rule(Delete()))
    world.chat.refuse("deleteMessage", "Bad Request: message can't be deleted")
    await world.sees(post())
    assert await world.log() == [
        ("delete", "failed", "Bad Request: message can't be deleted"),
        ("escalate", "done", "delete: Bad Request: message can't be deleted"),
    ]


async def test_a_second_delivery_does_nothing_that_must_not_be_had_twice() -> None:
    world = World(rule(Delete(), Reply(), Escalate()))
    await world.sees(post(), post())
    assert world.chat.methods().count("sendMessage") == 1
    assert len(world.escalations.seen) == 1
    assert [row[1] for row in await world.log()] == ["done", "done", "done"]


async def test_a_send_that_a_crash_interrupted_is_unknown_and_not_repeated() -> None:
    world = World(rule(Reply()))
    interrupted = LogEntry(Reply().key(post()), 1_700_000_000, CHAT, 7, SPAMMER, Reply.name)
    await world.store.intend([interrupted])
    await world.sees(post())
    assert world.chat.calls == []
    assert [row[1] for row in await world.log()] == ["unknown"]


async def test_a_card_that_a_crash_interrupted_is_asked_for_again() -> None:
    world = World(rule(Escalate()))
    await world.store.intend([LogEntry(Escalate().key(post()), 1_700_000_000, CHAT, 7, SPAMMER, "escalate")])
    await world.sees(post())
    assert len(world.escalations.seen) == 1
    assert await world.log() == [("escalate", "done", "")]


async def test_an_edit_is_a_new_revision_with_entries_of_its_own() -> None:
    world = World(rule(Escalate()))
    await world.sees(post(), post("other spam", revision=1_700_000_060))
    assert len(world.escalations.seen) == 2
    assert len(await world.log()) == 2


async def test_a_shadow_rule_only_records() -> None:
    world = World(rule(Delete(), Escalate(), mode=Mode.SHADOW))
    await world.sees(post())
    assert world.chat.calls == []
    assert world.escalations.seen == []
    assert await world.log() == [("delete", "simulated", ""), ("escalate", "simulated", "")]
    assert list(world.store.matched) == [f"{CHAT}:7:0"]


@pytest.mark.parametrize(("trial", "later", "simulated"), [(None, 10**9, True), (3600, 60, True), (3600, 3601, False)])
async def test_a_chat_in_its_trial_is_only_watched(trial: int | None, later: int, simulated: bool) -> None:
    world = World(rule(Delete()), trial=trial)
    await world.sees(post("good morning", message_id=6), post(message_id=7))
    world.clock.at += later
    await world.sees(post(message_id=8, date=int(world.clock.at)))
    assert [call["message_id"] for call in world.chat.of("deleteMessage")] == ([] if simulated else [8])
    assert [row[1] for row in await world.log()] == ["simulated", "simulated" if simulated else "done"]


async def test_telegram_is_asked_about_the_author_only_when_the_verdict_depends_on_it() -> None:
    guarded = All((Leaf(Words(any_=(Word("spam"),))), Leaf(AuthorCondition(posts=Bounds(below=1)))))
    world = World(rule(Delete(), condition=guarded))
    await world.sees(post("good morning"))
    assert world.witness.asked == []
    ban = World(rule(Ban()), admin=True)
    await ban.sees(post())
    assert ban.witness.asked == [frozenset({Fact.ADMIN})]
    assert ban.chat.calls == []


async def test_a_sanction_goes_ahead_where_nobody_knows_whether_the_author_is_an_admin() -> None:
    # Telegram refuses to ban admins; a bot that cannot ask must not stop moderating.
    world = World(rule(Ban()), admin=None)
    await world.sees(post())
    assert world.chat.methods() == ["banChatMember"]


async def test_posts_are_counted_once_each_and_edits_not_at_all() -> None:
    newcomer = All((Leaf(Words(any_=(Word("spam"),))), Leaf(AuthorCondition(posts=Bounds(below=2)))))
    world = World(rule(Delete(), condition=newcomer))
    await world.sees(post("hello", 1), post("hello", 1), post("hello, all", 1, revision=5), post("hello", 2))
    await world.sees(post(message_id=3))
    assert world.chat.calls == []
    fresh = World(rule(Delete(), condition=newcomer))
    await fresh.sees(post("hello", 1), post(message_id=2))
    assert fresh.chat.methods() == ["deleteMessage"]


async def test_content_that_nobody_may_keep_is_deleted_and_not_kept() -> None:
    world = World(rule(Delete(), keywords=("child_sexual_abuse_material",)))
    await world.sees(post())
    assert world.chat.methods() == ["deleteMessage"]
    [(kept, matches)] = world.store.matched.values()
    assert (kept.surfaces, kept.author.name, kept.author.id) == ((), None, SPAMMER)
    assert [match.evidence for match in matches] == [()]


async def test_a_delete_does_not_wait_for_the_disk() -> None:
    world = World(rule(Delete()))
    slow = _SlowLog(world.store)
    world.store.intend = slow.intend  # type: ignore[method-assign]
    running = asyncio.create_task(world.sees(post()))
    await asyncio.sleep(0.01)
    assert world.chat.methods() == ["deleteMessage"]
    slow.open.set()
    await running
    assert await world.log() == [("delete", "done", "")]


async def test_a_log_that_cannot_be_written_does_not_keep_a_post_up() -> None:
    world = World(rule(Delete(), Escalate()))

    async def full(entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()) -> Any:
        raise StorageError("the disk is full")

    world.store.intend = full  # type: ignore[method-assign]
    with pytest.raises(StorageError, match="disk is full"):
        await world.sees(post())
    assert world.chat.methods() == ["deleteMessage"]
    assert world.escalations.seen == []


async def test_the_log_chat_hears_of_what_was_done() -> None:
    world = World(rule(Delete()))
    await world.sees(post("fine"), post())
    assert [list(said) for said in world.announcer.said] == [["delete"]]


async def test_nothing_waits_until_a_message_is_gone() -> None:
    world = World(rule(Delete()))
    slow = world.chat = _SlowChat()  # type: ignore[assignment]
    moderator = world.moderator()
    _, first = await asyncio.wait_for(moderator.begin(post()), 5)
    _, second = await asyncio.wait_for(moderator.begin(post(message_id=8)), 5)
    assert slow.asked == [7, 8]
    assert [outcome for _, outcome, _ in await world.log()] == ["pending", "pending"]
    slow.answering.set()
    for rest in (first, second):
        assert rest is not None
        await rest()
    assert [outcome for _, outcome, _ in await world.log()] == ["done", "done"]


async def test_a_message_goes_though_the_log_cannot_be_written() -> None:
    world = World(rule(Delete()))
    slow = world.chat = _SlowChat()  # type: ignore[assignment]
    moderator = world.moderator()
    moderator._log = _FullLog()  # type: ignore[assignment]
    beginning = asyncio.create_task(moderator.begin(post()))
    await asyncio.wait_for(slow.reached.wait(), 5)
    slow.answering.set()
    with pytest.raises(StorageError):
        await beginning
    assert slow.gone == [7]


class _SlowChat:
    """Answers no call until it may."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: list[int] = []
        self.reached, self.answering = asyncio.Event(), asyncio.Event()

    async def call(self, call: Call) -> Outcome:
        self.asked.append(call.params["message_id"])
        self.reached.set()
        await self.answering.wait()
        self.gone.append(call.params["message_id"])
        return DONE


class _FullLog:
    """Has no room."""

    async def intend(self, *_: Any) -> Mapping[str, LogEntry]:
        raise StorageError("the disk is full")


class _SlowLog:
    """A log whose disk answers when the test says so."""

    def __init__(self, store: MemoryStore) -> None:
        self.open = asyncio.Event()
        self._intend = store.intend

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        await self.open.wait()
        return await self._intend(entries, post, matches)


class Recollected(MemoryStore):
    """A store that says in which order it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def recall(self, post: Post, needs: Collection[Need]) -> Past:
        self.asked.append("recall")
        return await super().recall(post, needs)

    async def saved(self) -> None:
        self.asked.append("saved")


def flood(*actions: Action) -> Rule:
    return rule(*actions, condition=Leaf(Flood(posts=3)))


def burst(count: int, **fields: Any) -> list[Post]:
    return [post("hello", number, **fields) for number in range(1, count + 1)]


async def test_rules_without_history_never_ask_for_it() -> None:
    world = World(rule(Delete()))
    world.store = store = Recollected()
    await world.sees(post())
    assert store.asked == []


async def test_a_post_is_recalled_once_and_saved_in_the_end() -> None:
    world = World(flood(Ban()), admin=False)
    world.store = store = Recollected()
    await world.sees(*burst(3))
    assert store.asked == ["recall", "saved"] * 3
    assert world.witness.asked == [frozenset({Fact.ADMIN})]


async def test_a_flood_is_seen() -> None:
    world = World(flood(Delete()))
    await world.sees(*burst(4))
    assert [params["message_id"] for params in world.chat.of("deleteMessage")] == [3, 4]


async def test_a_flood_delivered_again_counts_nothing_twice() -> None:
    world = World(flood(Delete()))
    await world.sees(*burst(2), *burst(2))
    assert world.chat.calls == []


async def test_a_purge_takes_what_the_author_published() -> None:
    world = World(rule(Ban(), Purge()))
    others = [post("hello", 3, author=Author(5)), post("hello", 4, date=1_700_000_000 - 86_400)]
    await world.sees(*burst(2), *others, post("spam", 9))
    assert world.chat.methods() == ["banChatMember", "deleteMessages"]
    assert world.chat.of("deleteMessages") == [{"chat_id": CHAT, "message_ids": [1, 2, 9]}]
    assert await world.log() == [("ban", "done", ""), ("purge", "done", "3 messages")]


async def test_a_purge_in_batches_and_by_hands() -> None:
    world = World(rule(Purge(), word="spam"), trial=None)
    world.dry_chat.always("deleteMessages", lambda _: Outcome(Status.SIMULATED))
    await world.sees(*burst(150), post("spam", 999))
    assert world.chat.calls == []
    assert [len(params["message_ids"]) for params in world.dry_chat.of("deleteMessages")] == [100, 51]
    assert await world.log() == [("purge", "simulated", "151 messages")]


async def test_a_purge_that_is_refused_says_how_far_it_came() -> None:
    world = World(rule(Purge()))
    refused = Outcome(Status.FAILED, "message can't be deleted")
    world.chat.script("deleteMessages", DONE, refused)
    world.chat.refuse("deleteMessage", refused.detail)
    await world.sees(*burst(150), post("spam", 999))
    told = "100 of 151 messages deleted; message can't be deleted"
    assert (await world.log())[0] == ("purge", "failed", told)
    assert world.escalations.seen


async def test_one_message_that_cannot_go_does_not_keep_the_others_of_a_purge() -> None:
    world = World(rule(Purge()))
    refused = Outcome(Status.FAILED, "message can't be deleted")
    world.chat.refuse("deleteMessages", refused.detail)
    world.chat.always("deleteMessage", lambda params: refused if params["message_id"] == 2 else None)
    await world.sees(*burst(3), post("spam", 9))
    assert [params["message_id"] for params in world.chat.of("deleteMessage")] == [1, 2, 3, 9]
    assert (await world.log())[0] == ("purge", "failed", "3 of 4 messages deleted; message can't be deleted")


DAYS = 86_400


@pytest.mark.parametrize(
    ("age", "edited", "action", "calls", "logged"),
    [
        (2 * DAYS, None, Delete(), ["deleteMessage"], "done"),
        (2 * DAYS + 1, None, Delete(), [], "expired"),
        (9 * DAYS, 60, Delete(), ["deleteMessage"], "done"),
        (9 * DAYS, 3 * DAYS, Delete(), [], "expired"),
        (2 * DAYS + 1, None, Purge(), [], "expired"),
        (9 * DAYS, None, Ban(), ["banChatMember"], "done"),
        (30 * DAYS, None, Delete(), [], "expired"),
        (30 * DAYS + 1, None, Delete(), ["deleteMessage"], "done"),
    ],
)
async def test_what_is_too_old_to_be_deleted_expires_without_a_call(
    age: int, edited: int | None, action: Action, calls: list[str], logged: str
) -> None:
    world = World(rule(action))
    now = int(world.clock.at)
    await world.sees(post(date=now - age, revision=0 if edited is None else now - edited))
    assert world.chat.methods() == calls
    [(_, outcome, detail)] = await world.log()
    assert outcome == logged
    assert ("48 hours" in detail) == (logged == "expired")


async def test_an_old_post_is_still_escalated_by_a_rule_that_says_so() -> None:
    world = World(rule(Delete(), Escalate()))
    await world.sees(post(date=int(world.clock.at) - 3 * DAYS))
    assert [row[:2] for row in await world.log()] == [("delete", "expired"), ("escalate", "done")]


async def test_an_admin_is_not_purged() -> None:
    world = World(rule(Purge()), admin=True)
    await world.sees(post())
    assert world.chat.calls == []


async def test_a_rule_does_not_act_on_a_text_that_it_was_pardoned_for() -> None:
    world = World(rule(Delete(), Escalate(), condition=Leaf(Words((Word("spam"),)))))
    await world.store.pardon(CHAT, {"set/rule"}, post(), "C-1", 1)
    verdict = await world.sees(post(), post(message_id=8))
    assert not verdict.matched
    assert world.chat.calls == []
    assert await world.log() == []
    assert (await world.sees(post("more spam here", 9))).matched
    assert world.chat.methods() == ["deleteMessage"]


class Pardonless(MemoryStore):
    """A store that must not be asked about pardons."""

    async def pardoned(self, *args: Any) -> frozenset[str]:
        raise AssertionError("nothing matched")


async def test_nobody_asks_about_pardons_for_what_no_rule_acts_on() -> None:
    world = World(rule(Delete()), rule(Allow(), word="morning"))
    world.store = Pardonless()
    await world.sees(post("hello"), post("good morning", 8))
    assert world.chat.calls == []
