"""The whole of `bot.cases` over fakes: a court to play cases in."""

import asyncio
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.cases.attempt import Answer, Presser
from bot.cases.board import Board
from bot.cases.escalation import CaseEscalations
from bot.cases.opening import Openings
from bot.cases.pacing import Pacing
from bot.cases.press import Presses
from bot.cases.report import Reports
from bot.conditions.words import Words
from bot.core.arguments import Word
from bot.core.case import Case, Decision
from bot.core.log import LogEntry
from bot.core.logic import Leaf
from bot.core.outcome import Outcome
from bot.core.post import Author, Chat, Post, PostKind, Role, Surface, SurfaceName
from bot.core.ruleset import Rule
from bot.core.verdict import Verdict
from bot.pausing.notices import Notices
from bot.pausing.orders import Orders
from bot.pausing.presses import PausePresses
from bot.pausing.restraints import Restraints
from bot.storage.memory import MemoryStore
from tests.fakes import FakeAdministrators, FakeChat, FakeClock, FakeRules

ME = 42
GROUP = Chat(-1001234567890, "supergroup", "Flower lovers", None)
CHANNEL = Chat(-1009876543210, "channel", "Flower news", "flowers")
DESK = -1005550001111
OWNER, ADMIN, OTHER_ADMIN, OPERATOR, STRANGER, MEMBER = 1, 2, 3, 4, 5, 6
AUTHOR = Author(7, "Eve & <Co>", "eve", roles={Role.CHANNEL: False})


def scam_rule(**changes: Any) -> Rule:
    rule = Rule(
        name="scams/free-btc",
        version="ab12cd34",
        condition=Leaf(Words((Word("free btc"), Word("t.co/x")))),
        actions=(Delete(), Escalate()),
        title="Crypto giveaway <scam>",
        reason="No giveaways & no airdrops.",
    )
    values = {name: getattr(rule, name) for name in Rule.__slots__}
    return Rule(**(values | changes))


def post(text: str = "get free btc now", **changes: Any) -> Post:
    made = Post(
        id=1,
        kind=PostKind.MESSAGE,
        chat=GROUP,
        author=AUTHOR,
        date=1_700_000_000,
        message_id=50,
        surfaces=(Surface(SurfaceName.TEXT, text),) if text else (),
    )
    return replace(made, **changes)


@dataclass
class Court:
    """Ports and parts, wired as `bot.app` does."""

    escalation_chat: int | None = DESK
    rules: FakeRules = field(default_factory=lambda: FakeRules(scam_rule()))
    store: MemoryStore = field(default_factory=MemoryStore)
    chat: FakeChat = field(default_factory=FakeChat)
    clock: FakeClock = field(default_factory=FakeClock)
    administrators: FakeAdministrators = field(
        default_factory=lambda: FakeAdministrators(
            {GROUP.id: {OWNER, ADMIN, OTHER_ADMIN}, CHANNEL.id: {OWNER, ADMIN}}, {GROUP.id: OWNER, CHANNEL.id: OWNER}
        )
    )

    async def wait(self, _: float) -> None:
        """What stands in for sleep: until `gate` is open."""
        await asyncio.sleep(0)
        await self.gate.wait()

    def __post_init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.board = Board(
            chat=self.chat,
            cases=self.store,
            rules=self.rules,
            administrators=self.administrators,
            escalation_chat=self.escalation_chat,
            pacing=Pacing(sleep=self.wait),
        )
        openings = Openings(self.store, self.clock, Random(1))
        self.escalations = CaseEscalations(openings, self.board)
        self.reports = Reports(
            cases=self.store,
            log=self.store,
            rules=self.rules,
            openings=openings,
            board=self.board,
            clock=self.clock,
            me=ME,
        )
        self.notices = Notices(self.chat, self.administrators, frozenset({OPERATOR}), self.escalation_chat)
        self.restraints = Restraints(self.store, self.store, self.clock, Escalate(), self.notices.tell)
        self.orders = Orders(self.store, self.restraints, self.administrators, self.clock, frozenset({OPERATOR}))
        self.pause_presses = PausePresses(
            pauses=self.store,
            restraints=self.restraints,
            notices=self.notices,
            administrators=self.administrators,
            clock=self.clock,
            operators=frozenset({OPERATOR}),
        )
        self.presses = Presses(
            recollection=self.store,
            cases=self.store,
            log=self.store,
            chat=self.chat,
            administrators=self.administrators,
            board=self.board,
            clock=self.clock,
            operators=frozenset({OPERATOR}),
            me=ME,
        )

    async def judge(self, post: Post) -> Verdict:
        return (await self.rules.judge_for(post.chat.id)).judge(post)

    async def escalate(self, post: Post, outcomes: dict[str, Outcome] | None = None) -> tuple[Outcome, str]:
        outcome, ref = await self.escalations.escalate(await self.judge(post), outcomes or {})
        assert ref is not None
        return outcome, ref

    async def open(self, post: Post) -> str:
        """A case whose card hangs; the calls that it took are forgotten."""
        _, ref = await self.escalate(post)
        self.chat.take()
        return ref

    async def press(self, who: int, ref: str, decision: Decision, callback_id: str = "q1", name: str = "Ann") -> Answer:
        return await self.presses.press(Presser(who, name), ref, decision, callback_id)

    async def case(self, ref: str) -> Case:
        case = await self.store.case(ref)
        assert case is not None
        return case

    async def log(self) -> list[LogEntry]:
        return [entry async for entry in self.store.entries()]

    async def logged(self) -> list[tuple[str, str, str, str]]:
        """The log as actions, outcomes, details and actors."""
        return [(entry.action, entry.outcome.value, entry.detail, entry.actor) for entry in await self.log()]


def buttons(params: Any) -> list[str]:
    """The labels of a message's buttons; none if it has no keyboard."""
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
