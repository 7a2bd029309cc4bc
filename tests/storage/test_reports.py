from dataclasses import replace

import pytest

from bot.core.errors import RefTaken, StorageError
from bot.core.report import Reason, ReporterRecord, ReportState
from bot.storage import Store
from tests.storage.makers import case, post, report


@pytest.fixture
async def opened(store: Store) -> Store:
    for number in (1, 2, 3):
        await store.open_case(case(f"C-{number}", message_id=number), post())
    return store


async def test_each_reporter_counts_once(opened: Store) -> None:
    first, second = report("C-1", 1, 100, "scam \0\ud800!", reason=Reason.SCAM), report("C-1", 2, 101)
    assert await opened.add_report(first) == (first, 1, True)
    assert await opened.add_report(second) == (second, 2, True)
    assert await opened.add_report(replace(first, words="again", ref="R-OTHER")) == (first, 2, False)
    assert await opened.reports_about("C-1") == [first, second]
    assert await opened.reports_about("C-2") == []
    found = await opened.case("C-1")
    assert found is not None
    assert found.reports == 2


async def test_what_does_not_weigh_is_kept(opened: Store) -> None:
    light = report("C-1", 1, weighs=False)
    assert await opened.add_report(light) == (light, 0, True)
    await opened.change_report(replace(light, weighs=True))
    found = await opened.case("C-1")
    assert found is not None
    assert found.reports == 1


async def test_a_ref_is_given_once(opened: Store) -> None:
    await opened.add_report(report("C-1", 1, ref="R-7K2M"))
    with pytest.raises(RefTaken, match="R-7K2M"):
        await opened.add_report(report("C-2", 1, ref="R-7K2M"))
    assert await opened.report("R-7K2M") == report("C-1", 1, ref="R-7K2M")
    assert await opened.report("R-0000") is None


async def test_reports_of_unknown_cases(opened: Store) -> None:
    with pytest.raises(StorageError, match="C-0000"):
        await opened.add_report(report("C-0000", 1))


async def test_what_somebody_reported(opened: Store) -> None:
    for number, at in ((1, 100), (2, 200), (3, 300)):
        await opened.add_report(report(f"C-{number}", 5, at))
    assert [found.case for found in await opened.reports_by(5, 200)] == ["C-3", "C-2"]
    assert await opened.reports_by(6, 0) == []


async def test_outcomes_and_the_record_of_a_reporter(opened: Store) -> None:
    for number in (1, 2, 3):
        await opened.add_report(report(f"C-{number}", 5))
    await opened.resolve_reports("C-1", ReportState.ACTIONED)
    await opened.resolve_reports("C-1", ReportState.NO_ACTION)
    await opened.resolve_reports("C-2", ReportState.NO_ACTION)
    await opened.change_report(report("C-3", 5, state=ReportState.INVALID, notified_at=900))
    assert [found.state for found in await opened.reports_about("C-1")] == [ReportState.ACTIONED]
    assert await opened.reports_about("C-3") == [report("C-3", 5, state=ReportState.INVALID, notified_at=900)]
    assert await opened.reporter_record(5) == ReporterRecord(resolved=3, actioned=1, invalid=1, invalid_at=900)
    assert await opened.reporter_record(6) == ReporterRecord()


async def test_who_is_still_to_be_told(opened: Store) -> None:
    waiting = report("C-1", 1, 100, fresh=True)
    told = report("C-1", 2, 101, notified_at=500)
    unfounded = report("C-1", 3, 102, state=ReportState.INVALID, notified_at=400)
    for one in (told, waiting, unfounded, report("C-2", 1)):
        await opened.add_report(one)
    assert await opened.untold_reports() == []
    await opened.resolve_reports("C-1", ReportState.ACTIONED)
    assert await opened.untold_reports() == [replace(waiting, state=ReportState.ACTIONED)]


async def test_reports_that_came_to_something_else_in_the_end(opened: Store) -> None:
    first, second = report("C-1", 1, 100), report("C-1", 2, 101, state=ReportState.INVALID, notified_at=400)
    for one in (first, second):
        await opened.add_report(one)
    await opened.overturn_reports("C-1", ReportState.ACTIONED)
    acted = replace(first, state=ReportState.ACTIONED, notified_at=500)
    await opened.change_report(acted)
    await opened.overturn_reports("C-1", ReportState.ACTIONED)
    assert await opened.reports_about("C-1") == [acted, second]
    await opened.overturn_reports("C-1", ReportState.NO_ACTION)
    reversed_ = replace(first, state=ReportState.NO_ACTION)
    assert await opened.reports_about("C-1") == [reversed_, second]
    assert await opened.untold_reports() == [reversed_]
