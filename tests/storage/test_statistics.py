from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.core.appeal import Appeal
from bot.core.case import CaseOrigin, State
from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.report import ReportState
from bot.core.statistics import DAY, Acted, Figures, Period
from bot.core.transitions import Party
from bot.storage import DurableStore, open_store
from tests.storage.makers import CHAT, case, entry, post, report

FIRST = 20_000
"""A day since 1970."""

NOON = FIRST * DAY + 43_200
PERIOD = Period(FIRST * DAY, (FIRST + 2) * DAY)


@pytest.fixture
async def store(url: str) -> AsyncIterator[DurableStore]:
    opened = await open_store(url)
    yield opened
    await opened.close()


def row(key: str, at: float, **fields: Any) -> LogEntry:
    return replace(entry(key, at=at, rule="scams/btc", outcome=Status.DONE), **fields)


async def test_a_quiet_time(store: DurableStore) -> None:
    assert await store.figures(PERIOD) == Figures(PERIOD)


async def test_actions_by_rule_and_day(store: DurableStore) -> None:
    await store.intend(
        [
            row("a", FIRST * DAY),
            row("b", NOON),
            row("c", NOON + DAY, action="ban"),
            row("by a moderator", NOON + DAY, rule=None, actor="5"),
            row("too early", FIRST * DAY - 1),
            row("too late", (FIRST + 2) * DAY),
            row("refused", NOON, outcome=Status.FAILED),
            row("in shadow mode", NOON, outcome=Status.SIMULATED),
            row("nothing to anybody", NOON, action="escalate"),
        ]
    )
    figures = await store.figures(PERIOD)
    assert figures.acted == (
        Acted(FIRST, "scams/btc", "delete", automatic=True, count=2),
        Acted(FIRST + 1, "moderators", "delete", automatic=False, count=1),
        Acted(FIRST + 1, "scams/btc", "ban", automatic=True, count=1),
    )
    assert (figures.actions, figures.automatic) == (4, 3)
    assert figures.by_rule() == [("scams/btc", 3), ("moderators", 1)]
    assert figures.by_action() == [("delete", 3), ("ban", 1)]
    assert (figures.by_day(), figures.by_day("scams/btc")) == ([2, 2], [2, 1])


async def test_reports_decisions_and_appeals(store: DurableStore) -> None:
    for number, state, fields in (
        (1, State.ENFORCED, {"decided_by": 5, "decided_at": NOON + 60}),
        (2, State.CLOSED_NO_ACTION, {"decided_by": 5, "decided_at": NOON + 600}),
        (3, State.REVERSED, {"decided_by": 6, "decided_at": NOON + 180}),
        (4, State.ENFORCED, {"automated": True, "decided_at": NOON}),
        (5, State.AWAITING_SECOND, {"decided_by": 5, "decided_at": NOON + 1}),
        (6, State.OPEN, {}),
        (7, State.ENFORCED, {"origin": CaseOrigin.MODERATOR, "decided_by": 5, "decided_at": NOON}),
    ):
        opened = case(f"C-{number}", message_id=number, opened_at=NOON, state=state, **fields)
        await store.open_case(opened, post())
        await store.add_report(report(f"C-{number}", 9, NOON + number))
    await store.resolve_reports("C-1", ReportState.ACTIONED)
    for number, outcome in ((1, State.UPHELD), (3, State.REVERSED), (4, None)):
        appeal = Appeal(f"C-{number}", NOON, 42, Party.AUTHOR, NOON + DAY, "no")
        await store.add_appeal(appeal)
        if outcome is not None:
            await store.close_appeal(appeal, outcome, 7, NOON + DAY, same_person=False)
    figures = await store.figures(PERIOD)
    assert sorted(figures.took) == [60, 180, 600]
    assert figures.median_seconds == 180
    assert (figures.reported, dict(figures.reports)) == (7, {"actioned": 1, "linked": 6})
    assert (figures.appealed, figures.appeals_that(State.UPHELD), figures.appeals_that(State.REVERSED)) == (3, 1, 1)


async def test_of_one_chat_under_its_former_name_too(store: DurableStore) -> None:
    await store.intend([row("a", NOON, chat_id=-5), row("b", NOON, chat_id=-6), row("c", NOON, chat_id=CHAT)])
    await store.move_chat(-5, CHAT, NOON)
    assert (await store.figures(PERIOD, CHAT)).actions == 2
    assert (await store.figures(PERIOD, -6)).actions == 1
    assert (await store.figures(PERIOD)).actions == 3
