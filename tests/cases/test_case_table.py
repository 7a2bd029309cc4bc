"""Whatever people press in whatever order, a case goes only where the table lets it, and nothing is done twice."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.actions.escalate import Escalate
from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.callback import Interim
from bot.cases.reports.report import Receipt
from bot.core.case import UNDECIDED, Case, State
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.settings import ChatSettings
from bot.core.transitions import TABLE
from bot.storage.memory import MemoryStore
from tests.cases.court import (
    ADMIN,
    AUTHOR,
    GROUP,
    MEMBER,
    OPERATOR,
    OTHER_ADMIN,
    OWNER,
    STRANGER,
    Court,
    post,
    scam_rule,
)
from tests.cases.reports.test_report import report
from tests.fakes import FakeRules

EVERYBODY = [OWNER, ADMIN, OTHER_ADMIN, OPERATOR, AUTHOR.id, MEMBER, STRANGER]
STAFF = {OWNER, ADMIN, OTHER_ADMIN, OPERATOR}
MEASURES = [
    *(Measure(decision) for decision in Decision),
    Measure(Decision.MUTE, 3600),
    Measure(Decision.BAN, 86_400),
]
SANCTIONS = ("deleteMessage", "deleteMessages", "banChatMember", "restrictChatMember", "unbanChatMember")
REFUSED = Outcome(Status.FAILED, "Bad Request: not enough rights")
GONE = Outcome(Status.DONE, "Bad Request: message to delete not found")


class WatchedStore(MemoryStore):
    """A store that remembers every step of a case."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[Case, Case]] = []

    async def save_case(self, read: Case, changed: Case) -> Case:
        saved = await super().save_case(read, changed)
        self.steps.append((read, saved))
        return saved


class ChatSettingsOf:
    """The same settings for every chat."""

    def __init__(self) -> None:
        self.present = ChatSettings()

    async def of(self, chat_id: int) -> ChatSettings:
        return self.present

    async def card_chats(self) -> frozenset[int]:
        return frozenset()

    async def change(self, *_: Any) -> bool:
        return False


class CaseTable(RuleBasedStateMachine):
    """Two moderators, the owner, an operator, the author, a reporter and a stranger, with all buttons at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.store, self.presses, self.reported = WatchedStore(), 0, set[int]()
        self.chat_settings = ChatSettingsOf()
        rules = FakeRules(scam_rule(actions=(Escalate(),)))
        self.court = self.wait(self.made(rules))
        self.last: tuple[str, str, int, Any] | None = None

    async def made(self, rules: FakeRules) -> Court:
        court = Court(store=self.store, rules=rules)
        office = replace(court.desk.office, settings=self.chat_settings)
        type(court.desk).__init__(court.desk, office)
        return court

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    @initialize(by_report=st.booleans(), second=st.booleans())
    def open(self, by_report: bool, second: bool) -> None:
        self.chat_settings.present = ChatSettings(second_approver=second)
        if by_report:
            self.report(MEMBER)
        else:
            self.wait(self.court.escalate(post()))
        [self.ref] = [kept.case.ref for kept in self.store._cases.values()]
        self.court.chat.take()

    @property
    def case(self) -> Case:
        found: Case = self.wait(self.court.case(self.ref))
        return found

    def play(self, name: str, who: int, arg: Any, key: str) -> Answer:
        """One press, and whether it did no more than it may."""
        steps = len(self.store.steps)
        desk, person = self.court.desk, Presser(who, f"P{who}")
        work = getattr(desk, name)
        answer = self.wait(work(person, self.ref, key) if arg is None else work(person, self.ref, arg, key))
        made = self.store.steps[steps:]
        called = self.against_the_author()
        if who not in STAFF or who == AUTHOR.id:
            assert not made, f"{who} may do nothing"
        if not made:
            assert not called, f"{name} moved nothing and called {called}"
        taken = [after.state for read, after in made if after.state is not read.state]
        decided = [state for state in taken if state in (State.DECIDED, State.CLOSED_NO_ACTION)]
        assert len(decided) <= 1, "one press decides once"
        assert called.count("banChatMember") <= 1
        assert called.count("deleteMessage") <= 1
        assert len(answer.text) <= 200
        return answer  # type: ignore[no-any-return]

    def against_the_author(self) -> list[str]:
        """What was called since the last time that changes something for the author or the post."""
        return [
            method
            for method, params in self.court.chat.take()
            if method in SANCTIONS and params.get("message_id", post().message_id) == post().message_id
        ]

    def press(self, name: str, who: int, arg: Any = None) -> None:
        self.presses += 1
        key = f"case:{self.ref}:press:q{self.presses}"
        self.last = (name, key, who, arg)
        self.play(name, who, arg, key)

    @rule(who=st.sampled_from(EVERYBODY), measure=st.sampled_from(MEASURES))
    def decide(self, who: int, measure: Measure) -> None:
        self.press("decide", who, measure)

    @rule(
        who=st.sampled_from(EVERYBODY),
        name=st.sampled_from(["take", "release", "escalate", "approve", "refuse", "confirm", "reverse"]),
    )
    def step(self, who: int, name: str) -> None:
        self.press(name, who)

    @rule(who=st.sampled_from(EVERYBODY), meanwhile=st.sampled_from(Interim))
    def hold(self, who: int, meanwhile: Interim) -> None:
        self.press("hold", who, meanwhile)

    @precondition(lambda self: self.last is not None)
    @rule()
    def press_again(self) -> None:
        """The process ended before it was noted that the press was handled."""
        assert self.last is not None
        name, key, who, arg = self.last
        steps = len(self.store.steps)
        self.play(name, who, arg, key)
        assert len(self.store.steps) == steps, "what was done is not done again"

    @rule(seconds=st.sampled_from([60, 901, 3_601, 86_401]))
    def time_passes(self, seconds: int) -> None:
        before = self.case
        self.court.clock.at += seconds
        self.wait(self.court.deadlines.look())
        harm = {"banChatMember", "deleteMessage"} & set(self.against_the_author())
        assert not harm, "silence never harms the author"
        if before.state in UNDECIDED:
            assert self.case.state in UNDECIDED
        self.last = None

    @rule(who=st.sampled_from([MEMBER, STRANGER, ADMIN]))
    def report(self, who: int) -> None:
        receipt = self.wait(report(self.court, who))
        if receipt.kind is Receipt.RECEIVED:  # who comes late is told that it was decided
            self.reported.add(who)
        self.court.chat.take()
        self.last = None

    @rule(answer=st.sampled_from([None, REFUSED, GONE]), method=st.sampled_from(["deleteMessage", "banChatMember"]))
    def telegram_changes(self, answer: Outcome | None, method: str) -> None:
        self.court.chat.always(method, lambda _: answer)

    @invariant()
    def only_steps_of_the_table(self) -> None:
        for read, changed in self.store.steps:
            through = {State.CLAIMED} if State.CLAIMED in TABLE[read.state] else set()
            reachable = set(TABLE[read.state]).union(*(TABLE[state] for state in through)) | {read.state}
            assert changed.state in reachable, f"{read.state} to {changed.state}"

    @invariant()
    def decided_once(self) -> None:
        decided = False
        for read, changed in self.store.steps:
            if changed.state is read.state:
                continue
            if changed.state in (State.OPEN, State.ESCALATED):
                decided = False
            if changed.state in (State.DECIDED, State.CLOSED_NO_ACTION):
                assert not decided, "decided twice without being open between"
                decided = True

    @invariant()
    def no_report_is_lost(self) -> None:
        if not hasattr(self, "ref"):
            return
        kept = [report.reporter_id for kept in self.store._cases.values() for report in kept.reports.values()]
        assert set(kept) == self.reported

    @invariant()
    def nothing_hangs(self) -> None:
        if hasattr(self, "ref"):
            assert self.case.state not in (State.DECIDED, State.ENFORCE_FAILED)
            assert self.case.chat_id == GROUP.id


TestCaseTable = CaseTable.TestCase
TestCaseTable.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
