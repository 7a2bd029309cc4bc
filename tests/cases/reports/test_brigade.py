from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.cases.reports.brigade import FEWEST, WINDOW, burst
from bot.core.report import Report, ReportState


def reports(*times: int, fresh: bool = True) -> list[Report]:
    return [Report(f"R-{number:04}", "C-7K2M", number, at, fresh=fresh) for number, at in enumerate(times)]


def test_many_newcomers_in_a_short_time() -> None:
    crowd = reports(0, 10, 20, 30, 40)
    assert burst(crowd) == crowd
    assert burst(crowd[:4]) == []


def test_those_who_have_been_seen_are_no_part_of_it() -> None:
    crowd, known = reports(0, 10, 20, 30, 40), reports(5, fresh=False)
    assert burst([*crowd, *known]) == crowd
    assert burst(reports(0, 1, 2, 3, 4, 5, fresh=False)) == []


def test_slowly_is_no_burst() -> None:
    assert burst(reports(*range(0, 6_000, 200))) == []


def test_what_no_longer_counts_is_no_part_of_it() -> None:
    light = [replace(report, weighs=False) for report in reports(0, 10, 20, 30, 40)]
    assert burst(light) == []
    resolved = [replace(report, state=ReportState.NO_ACTION) for report in reports(0, 10, 20, 30, 40)]
    assert burst(resolved) == []


@given(st.lists(st.integers(0, 5_000), max_size=40))
def test_a_report_is_in_a_burst_if_some_ten_minutes_around_it_hold_five(times: list[int]) -> None:
    made = sorted(reports(*times), key=lambda report: report.at)
    expected = [
        report
        for report in made
        if any(
            start.at <= report.at <= start.at + WINDOW
            and sum(start.at <= other.at <= start.at + WINDOW for other in made) >= FEWEST
            for start in made
        )
    ]
    assert sorted(report.ref for report in burst(made)) == sorted(report.ref for report in expected)
