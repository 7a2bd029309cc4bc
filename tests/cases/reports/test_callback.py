import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.reports.callback import MOST_BYTES, Deed, ReportPress
from bot.core.report import Reason

REFS = st.from_regex(r"[CR]-[0-9A-HJKMNP-TV-Z]{4,12}", fullmatch=True)


@given(REFS, st.sampled_from(Reason))
def test_reasons_come_back_as_they_went(ref: str, reason: Reason) -> None:
    press = ReportPress(ref, reason)
    assert ReportPress.parse(press.data) == press
    assert len(press.data.encode()) <= MOST_BYTES


@pytest.mark.parametrize(("letter", "deeds"), [("C", [Deed.LIST, Deed.BURST]), ("R", [Deed.UNFOUNDED, Deed.DISCARD])])
def test_deeds_are_about_a_case_or_about_a_report(letter: str, deeds: list[Deed]) -> None:
    other = {"C": "R", "R": "C"}[letter]
    for deed in deeds:
        press = ReportPress(f"{letter}-7K2M", deed)
        assert ReportPress.parse(press.data) == press
        assert ReportPress.parse(f"r:{other}-7K2M:{deed}") is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        5,
        "",
        "r:",
        "r:C-7K2M",
        "r:C-7K2M:",
        "r:X-7K2M:spam",
        "r:R-7K2M:eggs",
        "c:R-7K2M:spam",
        "r:R-7K2M:spam" * 9,
    ],
)
def test_anything_else_is_none_of_ours(data: object) -> None:
    assert ReportPress.parse(data) is None


@given(st.text())
def test_no_data_is_too_odd(data: str) -> None:
    ReportPress.parse(data)
    ReportPress.parse(f"r:{data}")
