"""Reports, their words sealed."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.errors import RefTaken, StorageError
from bot.core.report import Reason, Report, ReporterRecord, ReportState
from bot.storage.case_keys import CaseVault, key_of
from bot.storage.columns import MICROSECONDS, micros, optional_micros, optional_seconds
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import cases, reports

MOST_OF_A_REPORTER = 100
MOST_UNTOLD = 100

_R = reports.c
_COLUMNS = ("ref", "case_ref", "reporter_id", "at", "reason", "words", "weighs", "state", "notified_at", "fresh")
_FIELDS = (*(_R[name] for name in _COLUMNS), key_of(_R.case_ref))
_PLACE = (_R.case_ref == bindparam("of_case"), _R.reporter_id == bindparam("of_reporter"))
_ADD = Statement(insert(reports).on_conflict_do_nothing(index_elements=["case_ref", "reporter_id"]), _COLUMNS)
_OF_PLACE = Statement(select(*_FIELDS).where(*_PLACE))
_OF_REF = Statement(select(*_FIELDS).where(_R.ref == bindparam("of_ref")))
_ABOUT = Statement(select(*_FIELDS).where(_R.case_ref == bindparam("of_case")).order_by(_R.at, _R.reporter_id))
_BY = Statement(
    select(*_FIELDS)
    .where(_R.reporter_id == bindparam("of_reporter"), _R.at >= bindparam("since"))
    .order_by(_R.at.desc())
    .limit(bindparam("most"))
)
_WEIGHING = Statement(select(func.count()).where(_R.case_ref == bindparam("of_case"), _R.weighs == 1))
_ANY_CASE = Statement(select(cases.c.id).where(cases.c.ref == bindparam("of_case")))
_CHANGED = ("reason", "words", "weighs", "state", "notified_at")
_CHANGE = Statement(update(reports).where(*_PLACE).values({name: bindparam(f"new_{name}") for name in _CHANGED}))
_RESOLVE = Statement(
    update(reports)
    .where(_R.case_ref == bindparam("of_case"), _R.state == ReportState.LINKED.value)
    .values(state=bindparam("new_state"))
)
_OVERTURN = Statement(
    update(reports)
    .where(
        _R.case_ref == bindparam("of_case"),
        _R.state != ReportState.INVALID.value,
        _R.state != bindparam("other_than"),
    )
    .values(state=bindparam("new_state"), notified_at=None)
)
_RESOLVED = (ReportState.ACTIONED, ReportState.NO_ACTION, ReportState.INVALID)
_RECORD = Statement(
    select(
        *(func.count(case((_R.state == state.value, 1))) for state in _RESOLVED),
        func.max(case((_R.state == ReportState.INVALID.value, _R.notified_at))),
    ).where(_R.reporter_id == bindparam("of_reporter"))
)
_UNTOLD = Statement(
    select(*_FIELDS)
    .where(_R.notified_at.is_(None), _R.state != ReportState.LINKED.value)
    .order_by(_R.at)
    .limit(bindparam("most"))
)


class SqlReports(Part):
    """`ReportStore` in a database."""

    async def add_report(self, report: Report) -> tuple[Report, int, bool]:
        """Also raises `StorageError` if there is no such case."""
        kept, count, new = await self._database.write(partial(_add, self._database.cases, _row(report)))
        return report if new else self._report(kept), count, new

    async def report(self, ref: str) -> Report | None:
        rows = await self._database.rows(_OF_REF, of_ref=ref)
        return self._report(rows[0]) if rows else None

    async def reports_about(self, case: str) -> Sequence[Report]:
        return [self._report(row) for row in await self._database.rows(_ABOUT, of_case=case)]

    async def reports_by(self, reporter_id: int, since: int) -> Sequence[Report]:
        rows = await self._database.rows(_BY, of_reporter=reporter_id, since=micros(since), most=MOST_OF_A_REPORTER)
        return [self._report(row) for row in rows]

    async def change_report(self, report: Report) -> None:
        await self._database.write(partial(_change, self._database.cases, _row(report)))

    async def untold_reports(self) -> Sequence[Report]:
        return [self._report(row) for row in await self._database.rows(_UNTOLD, most=MOST_UNTOLD)]

    async def resolve_reports(self, case: str, state: ReportState) -> None:
        await self._database.write(partial(_resolve, case, state))

    async def overturn_reports(self, case: str, state: ReportState) -> None:
        await self._database.write(partial(_overturn, case, state))

    async def reporter_record(self, reporter_id: int) -> ReporterRecord:
        ((actioned, no_action, invalid, invalid_at),) = await self._database.rows(_RECORD, of_reporter=reporter_id)
        return ReporterRecord(actioned + no_action + invalid, actioned, invalid, optional_seconds(invalid_at))

    def _report(self, row: Sequence[Any]) -> Report:
        ref, case, reporter_id, at, reason, words, weighs, state, notified_at, fresh, key = row
        return Report(
            ref=ref or "",
            case=case,
            reporter_id=reporter_id,
            at=at // MICROSECONDS,
            reason=reason and Reason(reason),
            words=(self._database.cases.unsealed(case, key, words) or "") if words else "",
            weighs=bool(weighs),
            state=ReportState(state),
            notified_at=optional_seconds(notified_at),
            fresh=bool(fresh),
        )


def _row(report: Report) -> dict[str, Any]:
    """The columns; the words are not sealed yet."""
    return {
        "ref": report.ref,
        "case_ref": report.case,
        "reporter_id": report.reporter_id,
        "at": micros(report.at),
        "reason": report.reason and report.reason.value,
        "words": report.words,
        "weighs": int(report.weighs),
        "state": report.state.value,
        "notified_at": optional_micros(report.notified_at),
        "fresh": int(report.fresh),
    }


def _add(vault: CaseVault, row: dict[str, Any], connection: sqlite3.Connection) -> tuple[Sequence[Any], int, bool]:
    if _ANY_CASE.run(connection, of_case=row["case_ref"]).fetchone() is None:
        raise StorageError(f"there is no case {row['case_ref']}")
    place = {"of_case": row["case_ref"], "of_reporter": row["reporter_id"]}
    sealed = vault.sealed_for(connection, row["case_ref"], row["words"])
    try:
        new = _ADD.run(connection, **row | {"words": sealed}).rowcount > 0
    except sqlite3.IntegrityError:
        raise RefTaken(f"another report is called {row['ref']}: give this one another ref") from None
    kept = _OF_PLACE.run(connection, **place).fetchone()
    (count,) = _WEIGHING.run(connection, of_case=row["case_ref"]).fetchone()
    return kept, count, new


def _change(vault: CaseVault, row: dict[str, Any], connection: sqlite3.Connection) -> None:
    changes = {f"new_{name}": row[name] for name in _CHANGED}
    changes["new_words"] = vault.sealed_for(connection, row["case_ref"], row["words"])
    _CHANGE.run(connection, of_case=row["case_ref"], of_reporter=row["reporter_id"], **changes)


def _resolve(case_ref: str, state: ReportState, connection: sqlite3.Connection) -> None:
    _RESOLVE.run(connection, of_case=case_ref, new_state=state.value)


def _overturn(case_ref: str, state: ReportState, connection: sqlite3.Connection) -> None:
    _OVERTURN.run(connection, of_case=case_ref, other_than=state.value, new_state=state.value)
