"""The list of a case's reports, for moderators: why, how reliable who says so was, never who. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cases.reports.brigade import burst
from bot.cases.reports.callback import Deed, ReportPress
from bot.core.report import Reason, Report, ReporterRecord, ReportState
from bot.texts import report_menus as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, join

MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Reported:
    """What the reports of a case come to. `reasons` the most frequent first; `burst` of those that came in concert."""

    count: int = 0
    reasons: tuple[tuple[Reason, int], ...] = ()
    burst: int = 0
    light: int = 0
    """Reports that do not count."""


def reported(reports: Sequence[Report]) -> Reported:
    """The sum of a case's reports."""
    weighing = [report for report in reports if report.weighs]
    reasons = Counter(report.reason for report in weighing if report.reason is not None)
    return Reported(
        count=len(weighing),
        reasons=tuple(reasons.most_common()),
        burst=len(burst(reports)),
        light=len(reports) - len(weighing),
    )


def shown(reports: Sequence[Report]) -> Sequence[Report]:
    """Those that the list has room for: the latest that count."""
    return sorted((report for report in reports if report.weighs), key=lambda report: -report.at)[:MOST_ITEMS]


def menu(case: str, reports: Sequence[Report], records: Mapping[str, ReporterRecord], t: Texts) -> dict[str, Any]:
    """The text and the buttons; `records` are those of the reporters, by report, of the reports that are shown."""
    total, items = reported(reports), shown(reports)
    lines = [texts.heading(t, case, total.count), texts.reasons_line(t, dict(total.reasons))]
    if total.burst:
        lines.append(texts.burst_line(t, total.burst))
    if total.light:
        lines.append(texts.light_line(t, total.light))
    told = [_item(report, records.get(report.ref, ReporterRecord()), t) for report in items]
    rows = [_row(report, t) for report in items if report.state is not ReportState.INVALID]
    if total.burst:
        label = texts.burst_button(t, total.burst)
        rows.append([{"text": label, "callback_data": ReportPress(case, Deed.BURST).data}])
    return {"text": join("\n", [*lines, *told]), "parse_mode": "HTML", "reply_markup": {"inline_keyboard": rows}}


def _item(report: Report, record: ReporterRecord, t: Texts) -> Html:
    return texts.item(t, report.ref, report.reason, report.words, texts.record(t, record.resolved, record.actioned))


def _row(report: Report, t: Texts) -> list[dict[str, str]]:
    return [
        {
            "text": texts.unfounded_button(t, report.ref),
            "callback_data": ReportPress(report.ref, Deed.UNFOUNDED).data,
        },
        {"text": texts.discard_button(t, report.ref), "callback_data": ReportPress(report.ref, Deed.DISCARD).data},
    ]
