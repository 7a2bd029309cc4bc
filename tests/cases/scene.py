"""A group, its rules and an author: posts in, statements of reasons out. Everything is real but Telegram."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from bot.actions.delete import Delete
from bot.cases.cards.board import Board
from bot.cases.cards.escalation import CaseEscalations
from bot.cases.cards.pacing import Pacing
from bot.cases.opening import Openings
from bot.cases.settings import OwnersSettings
from bot.cases.statements.automatic import Automatic
from bot.cases.statements.reaching import Reaching
from bot.cases.statements.statements import Statements
from bot.conditions.words import Words
from bot.core.action import Action
from bot.core.arguments import Word
from bot.core.case import Case
from bot.core.log import LogEntry
from bot.core.logic import Leaf
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Chat, Post, PostKind, Role, Surface, SurfaceName
from bot.core.ruleset import Category, Rule
from bot.hands import Hands
from bot.moderator import Moderator
from bot.storage.memory import MemoryStore
from bot.telegram.simulated import SimulatedChat, SimulatedEscalations, SimulatedStrikes
from tests.fakes import FakeAdministrators, FakeChat, FakeClock, FakeRules

ME, OWNER, EVE, MALLORY = 42, 1, 7, 1_000
DESK = -1005550001111
GROUP = Chat(-1001234567890, "supergroup", "Flower lovers")
MONTH = 30 * 86_400
BLOCKED = Outcome(Status.FAILED, "Forbidden: bot was blocked by the user")


def rule(*actions: Action, word: str = "scam", **fields: Any) -> Rule:
    """A rule that holds for a word."""
    given: dict[str, Any] = {
        "title": "Wallet <phishing>",
        "reason": "Links to copies of wallets are not allowed & never were.",
        "category": Category.SCAMS_AND_FRAUD,
    }
    condition = Leaf(Words((Word(word),)))
    return Rule(f"house/{word}", "ab12cd34", condition, actions or (Delete(),), **given | fields)


def post(text: str = "a <b>scam</b>", **fields: Any) -> Post:
    """Eve's message in the group."""
    roles = {Role.CHANNEL: False, Role.BOT: False, Role.ADMIN: False}
    made = Post(
        id=1,
        kind=PostKind.MESSAGE,
        chat=GROUP,
        author=Author(EVE, "Eve", "eve", "de", roles),
        date=1_700_000_000,
        message_id=50,
        surfaces=(Surface(SurfaceName.TEXT, text),) if text else (),
    )
    return replace(made, **fields)


class NoWitness:
    """Finds nothing out."""

    async def learn(self, post: Post, missing: Any) -> Post:
        return post


class NoAnnouncer:
    """Says nothing."""

    async def announce(self, verdict: Any, outcomes: Any) -> None:
        pass


async def _at_once(_: float) -> None:
    """What stands in for sleep."""


@dataclass
class Scene:
    """Everything between a post and the author's statement. What the store has survives `restart`."""

    rules: FakeRules = field(default_factory=lambda: FakeRules(rule()))
    store: MemoryStore = field(default_factory=MemoryStore)
    chat: FakeChat = field(default_factory=FakeChat)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """A new process."""
        administrators = FakeAdministrators({GROUP.id: {OWNER}}, {GROUP.id: OWNER})
        board = Board(
            chat=self.chat,
            cases=self.store,
            rules=self.rules,
            administrators=administrators,
            escalation_chat=DESK,
            pacing=Pacing(sleep=_at_once),
        )
        self.settings = OwnersSettings(self.store, self.clock)
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
        openings = Openings(self.store, self.clock, Random(1))
        self.automatic = Automatic(openings, self.store, self.statements, self.clock)
        self.moderator = Moderator(
            rules=self.rules,
            log=self.store,
            people=self.store,
            recollection=self.store,
            witness=NoWitness(),
            announcer=NoAnnouncer(),
            clock=self.clock,
            real=Hands(self.chat, CaseEscalations(openings, board), self.store, records=self.automatic),
            dry=Hands(SimulatedChat(self.chat), SimulatedEscalations(), SimulatedStrikes(self.store)),
            me=ME,
        )

    async def knows(self, *people: int, language: str | None = "en") -> None:
        """They wrote to the bot in private."""
        for person in people:
            await self.store.met(person, language, 0)

    async def sees(self, *posts: Post) -> None:
        for one in posts:
            await self.moderator.moderate(one)

    async def cases(self) -> list[Case]:
        """The author's cases, the first first."""
        return list(reversed(await self.store.cases_of(EVE)))

    async def case(self) -> Case:
        """The author's only case."""
        (case,) = await self.cases()
        return case

    async def log(self) -> list[LogEntry]:
        return [entry async for entry in self.store.entries()]

    async def told(self) -> list[tuple[str, str]]:
        """What became of each statement, and how."""
        return [(row.outcome.value, row.detail) for row in await self.log() if row.action == "statement"]

    def sent(self, chat_id: int) -> list[Any]:
        """The parameters of what the bot sent to a chat."""
        return [params for params in self.chat.of("sendMessage") if params["chat_id"] == chat_id]
