"""The whole of `bot.cases` over fakes: a court to play cases in."""

import asyncio
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.app.desk import DeskParts, plug_board, plug_commands, plug_desk, plug_reposts
from bot.cases.aftermath import Aftermath
from bot.cases.appeals.appeals import Appeals
from bot.cases.appeals.review import Reviews
from bot.cases.cards.escalation import CaseEscalations
from bot.cases.cards.pacing import Pacing
from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.owners import Owners
from bot.cases.names import Names
from bot.cases.opening import Openings
from bot.cases.reports.hints import Hints
from bot.cases.reports.outcomes import Outcomes
from bot.cases.reports.presses import ReportPresses
from bot.cases.reports.report import Reports
from bot.cases.reports.reporters import Reporters
from bot.cases.settings import OwnersSettings
from bot.cases.statements.automatic import Automatic
from bot.cases.statements.ephemeral import Ephemeral
from bot.cases.statements.reaching import Reaching
from bot.cases.statements.statements import Statements
from bot.conditions.words import Words
from bot.core.arguments import Word
from bot.core.case import Case
from bot.core.log import LogEntry
from bot.core.logic import Leaf
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome
from bot.core.picture import Picture
from bot.core.post import Author, Chat, Post, PostKind, Role, Surface, SurfaceName
from bot.core.ruleset import Rule
from bot.core.verdict import Verdict
from bot.pausing.notices import Notices
from bot.pausing.orders import Orders
from bot.pausing.presses import PausePresses
from bot.pausing.restraints import Restraints
from bot.storage.memory import MemoryStore
from bot.telegram.read import read_message
from bot.telegram.tools import Kept, Tools
from tests.fakes import FakeAdministrators, FakeChat, FakeClock, FakeRules, FakeStatistics, FakeSubjects

ME = 42
GROUP = Chat(-1001234567890, "supergroup", "Flower lovers", None)
CHANNEL = Chat(-1009876543210, "channel", "Flower news", "flowers")
DESK = -1005550001111
OWNER, ADMIN, OTHER_ADMIN, OPERATOR, STRANGER, MEMBER = 1, 2, 3, 4, 5, 6
NAMES = {OWNER: "Ola", ADMIN: "Ann", OTHER_ADMIN: "Joe", OPERATOR: "Oz"}
BUTTONS = ["Delete", "Mute…", "Ban…", "Warn", "Hold…", "Dismiss", "Take", "Hand to owner", "Why?"]
"""What a card offers about a member's post that a rule found."""

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
    """Ports and parts, wired as `bot.app` does; nobody is told of what cases come to if `told` is False."""

    escalation_chat: int | None = DESK
    rules: FakeRules = field(default_factory=lambda: FakeRules(scam_rule()))
    store: MemoryStore = field(default_factory=MemoryStore)
    chat: FakeChat = field(default_factory=FakeChat)
    clock: FakeClock = field(default_factory=FakeClock)
    operators: frozenset[int] = frozenset({OPERATOR})
    pictures: list[Picture] = field(default_factory=list)
    statistics: FakeStatistics = field(default_factory=FakeStatistics)
    subjects: FakeSubjects = field(default_factory=FakeSubjects)
    told: bool = True
    pressed: int = 0
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
        self.settings = OwnersSettings(self.store, self.clock)
        desk_parts = DeskParts(
            store=self.store,
            chat=self.chat,
            rules=self.rules,
            administrators=self.administrators,
            settings=self.settings,
            clock=self.clock,
            escalation_chat=self.escalation_chat,
            operators=self.operators,
            me=ME,
        )
        names = Names(self.chat)
        self.board = plug_board(desk_parts, names, Pacing(sleep=self.wait))
        self.openings = openings = Openings(self.store, self.clock, Random(1))
        self.escalations = CaseEscalations(openings, self.board)
        self.statements = Statements(
            cases=self.store,
            appeals=self.store,
            log=self.store,
            rules=self.rules,
            contacts=self.store,
            settings=self.settings,
            reaching=Reaching(self.chat, self.store, self.clock),
            clock=self.clock,
            username="OmbudBot",
            me=ME,
        )
        self.automatic = Automatic(openings, self.store, self.statements, self.clock)
        self.reporters = Reporters(
            reports=self.store, cases=self.store, people=self.store, log=self.store, clock=self.clock
        )
        self.reports = Reports(
            cases=self.store,
            reports=self.store,
            log=self.store,
            rules=self.rules,
            administrators=self.administrators,
            reporters=self.reporters,
            owners=Owners(
                chat=self.chat,
                log=self.store,
                administrators=self.administrators,
                contacts=self.store,
                clock=self.clock,
                escalation_chat=self.escalation_chat,
            ),
            openings=openings,
            board=self.board,
            clock=self.clock,
            random=Random(2),
            me=ME,
        )
        self.report_presses = ReportPresses(
            cases=self.store,
            reports=self.store,
            reporters=self.reporters,
            administrators=self.administrators,
            contacts=self.store,
            chat=self.chat,
            operators=self.operators,
        )
        self.hints = Hints(self.chat, self.clock, Ephemeral(self.chat), self.wait)
        self.outcomes = Outcomes(
            reports=self.store,
            cases=self.store,
            contacts=self.store,
            chat=self.chat,
            clock=self.clock,
            sleep=self.wait,
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
            operators=self.operators,
        )
        self.reposts = plug_reposts(desk_parts)
        self.desk, self.deadlines = plug_desk(desk_parts, self.board, names, self.followers_of_cases())
        self.commanding = plug_commands(desk_parts, self.desk, openings)

    @property
    def appeals(self) -> Appeals:
        return Appeals(self.desk.office, self.store)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.desk.office, self.store, self.store)

    def followers_of_cases(self) -> list[Aftermath]:
        """Who hears of what cases come to."""
        return [self.statements, self.outcomes, self.reposts] if self.told else []

    async def draw(self, picture: Picture) -> bytes | None:
        """What stands in for drawing."""
        self.pictures.append(picture)
        return b"PNG"

    def tools(self) -> Tools:
        return Tools(
            chat=self.chat,
            clock=self.clock,
            rules=self.rules,
            administrators=self.administrators,
            kept=Kept(
                log=self.store,
                cases=self.store,
                reports=self.store,
                appeals=self.store,
                contacts=self.store,
                statistics=self.statistics,
                strikes=self.store,
                subjects=self.subjects,
            ),
            read=read_message,
            draw=self.draw,
            me=ME,
            username="OmbudBot",
            operators=self.operators,
            reports=self.reports,
            reporters=self.reporters,
            report_presses=self.report_presses,
            hints=self.hints,
            desk=self.desk,
            appeals=self.appeals,
            reviews=self.reviews,
            reposts=self.reposts,
            commanding=self.commanding,
            settings=self.settings,
            openings=self.openings,
            statements=self.statements,
            orders=self.orders,
            pauses=self.pause_presses,
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
        """Somebody decides, for ever where that means something."""
        key = f"case:{ref}:press:{callback_id}"
        return await self.desk.decide(Presser(who, name), ref, Measure(decision), key)

    async def do(self, name: str, who: int, ref: str, *args: Any, q: str = "") -> Answer:
        """Somebody presses another button, by the desk's method; every press is another one unless `q` names it."""
        self.pressed += 1
        person = Presser(who, NAMES.get(who, f"Member {who}"))
        return await getattr(self.desk, name)(person, ref, *args, f"case:{ref}:press:{q or f'n{self.pressed}'}")  # type: ignore[no-any-return]

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
