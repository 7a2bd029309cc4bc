from dataclasses import replace

import pytest

from bot.cases.reports.outcomes import AT_ONCE, Outcomes, came_to, stands
from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.report import Report, ReportState
from bot.storage.memory import MemoryStore
from tests.cases.court import GROUP, post
from tests.fakes import FakeChat, FakeClock

NEW = Case("", GROUP.id, 50, 0, CaseOrigin.REPORT, 1_000, author_id=7)
REMOVED = {"state": State.ENFORCED, "decision": Decision.DELETE, "decided_by": 2, "decided_at": 2_000}
KEPT = {"state": State.CLOSED_NO_ACTION, "decision": Decision.KEEP, "decided_by": 2, "decided_at": 2_000}


class Scene:
    """A case with reports from people who can be written to."""

    def __init__(self) -> None:
        self.store, self.chat, self.clock = MemoryStore(), FakeChat(), FakeClock(2_000)
        self.outcomes = Outcomes(
            reports=self.store, cases=self.store, contacts=self.store, chat=self.chat, clock=self.clock
        )

    async def reported(self, *reporters: int, known: bool = True) -> None:
        await self.store.open_case(replace(NEW, ref="C-7K2M"), post())
        for reporter in reporters:
            await self.store.add_report(Report(f"R-{reporter:04}", "C-7K2M", reporter, 1_500 + reporter))
            if known:
                await self.store.met(reporter, "en", 0)

    async def comes_to(self, **fields: object) -> Case:
        """The case gets there; its followers hear of it."""
        read = await self.store.case("C-7K2M")
        assert read is not None
        case = await self.store.save_case(read, replace(read, **fields))  # type: ignore[arg-type]
        await self.outcomes.follow(case, post())
        return case

    def told(self) -> list[tuple[int, str]]:
        return [(params["chat_id"], params["text"]) for _, params in self.chat.take()]


async def test_every_reporter_hears_once_that_it_was_removed() -> None:
    scene = Scene()
    await scene.reported(1, 2)
    case = await scene.comes_to(**REMOVED)
    await scene.outcomes.follow(case, post())
    told = scene.told()
    assert [who for who, _ in told] == [1, 2]
    assert told[0][1] == "<b>R-0001</b>, reviewed: the message in Flower lovers broke the rules, and was dealt with."
    assert {report.state for report in await scene.store.reports_about("C-7K2M")} == {ReportState.ACTIONED}


async def test_no_violation_may_be_asked_again_about() -> None:
    scene = Scene()
    await scene.reported(1)
    await scene.comes_to(**KEPT)
    [(_, params)] = scene.chat.take()
    assert "found no violation" in params["text"]
    assert params["reply_markup"] == {"inline_keyboard": [[{"text": "Ask again", "callback_data": "a:C-7K2M"}]]}


async def test_a_reversal_is_told_too() -> None:
    scene = Scene()
    await scene.reported(1)
    await scene.comes_to(**REMOVED)
    scene.chat.take()
    await scene.comes_to(state=State.REVERSED, reviewed_by=3, reviewed_at=3_000)
    await scene.comes_to(state=State.UNDONE)
    [(who, text)] = scene.told()
    assert who == 1
    assert text.startswith("The decision on your report was changed.\n")
    assert "found no violation" in text


async def test_who_cannot_be_written_to_is_not_and_the_case_is_settled_all_the_same() -> None:
    scene = Scene()
    await scene.reported(1, known=False)
    await scene.comes_to(**REMOVED)
    assert scene.told() == []
    assert await scene.store.untold_reports() == []


async def test_who_has_blocked_the_bot_is_not_tried_again() -> None:
    scene = Scene()
    await scene.reported(1)
    scene.chat.script("sendMessage", Outcome(Status.FAILED, "Forbidden: bot was blocked by the user"))
    await scene.comes_to(**REMOVED)
    assert not await scene.store.reachable(1)


async def test_unfounded_reports_have_had_their_answer() -> None:
    scene = Scene()
    await scene.reported(1, 2)
    report = await scene.store.report("R-0001")
    assert report is not None
    await scene.store.change_report(replace(report, state=ReportState.INVALID, weighs=False, notified_at=1_900))
    await scene.comes_to(**KEPT)
    assert [who for who, _ in scene.told()] == [2]


async def test_a_crowd_is_told_bit_by_bit_and_everybody_once() -> None:
    scene = Scene()
    await scene.reported(*range(1, 61))
    await scene.comes_to(**REMOVED)
    first = scene.told()
    assert len(first) == AT_ONCE
    while await scene.outcomes.catch_up():
        pass
    assert sorted(who for who, _ in first + scene.told()) == list(range(1, 61))


async def test_those_who_were_left_when_the_process_ended_are_told_by_the_next() -> None:
    scene = Scene()
    await scene.reported(*range(1, 31))
    await scene.comes_to(**REMOVED)
    first = scene.told()
    later = Outcomes(reports=scene.store, cases=scene.store, contacts=scene.store, chat=scene.chat, clock=scene.clock)
    await later.catch_up()
    assert len(first) + len(scene.told()) == 30


async def test_nothing_is_told_while_nothing_is_decided() -> None:
    scene = Scene()
    await scene.reported(1)
    await scene.comes_to(state=State.CLAIMED, claimed_by=2)
    assert scene.told() == []


@pytest.mark.parametrize(
    ("fields", "state", "against"),
    [
        (REMOVED, ReportState.ACTIONED, True),
        (REMOVED | {"state": State.CONFIRMED}, ReportState.ACTIONED, True),
        (REMOVED | {"state": State.UPHELD}, ReportState.ACTIONED, True),
        (REMOVED | {"state": State.APPEALED}, None, True),
        (REMOVED | {"state": State.PARTIALLY_REVERSED}, None, True),
        (REMOVED | {"state": State.REVERSED}, ReportState.NO_ACTION, False),
        (REMOVED | {"state": State.UNDONE}, ReportState.NO_ACTION, False),
        (KEPT, ReportState.NO_ACTION, False),
        (KEPT | {"state": State.APPEALED}, None, False),
        (KEPT | {"state": State.UPHELD}, None, False),
        ({"state": State.VOID}, ReportState.VOID, None),
        ({"state": State.OPEN}, None, False),
    ],
)
def test_what_states_mean_for_reports(
    fields: dict[str, object], state: ReportState | None, against: bool | None
) -> None:
    case = replace(NEW, **fields)  # type: ignore[arg-type]
    assert came_to(case) is state
    assert stands(case) is against
