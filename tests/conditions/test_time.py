import pytest

from tests.conditions.kit import answer, leaf

# 2027-01-01 is a Friday.
NIGHT = "{time: {between: 22:00-06:00, days: [fri]}}"


@pytest.mark.parametrize(
    ("condition", "date", "expected"),
    [
        ("{time: 09:00-17:00}", "2027-01-01T09:00:00", "true"),
        ("{time: 09:00-17:00}", "2027-01-01T16:59:59", "true"),
        ("{time: 09:00-17:00}", "2027-01-01T17:00:00", "false"),
        ("{time: 9:00-17:00}", "2027-01-01T08:59:59", "false"),
        ("{time: [08:00-12:00, 14:00-18:00]}", "2027-01-01T13:00:00", "false"),
        ("{time: [08:00-12:00, 14:00-18:00]}", "2027-01-01T15:00:00", "true"),
        ("{time: 18:00-24:00}", "2027-01-01T23:59:00", "true"),
        ("{time: 22:00-06:00}", "2027-01-01T05:59:00", "true"),
        ("{time: 22:00-06:00}", "2027-01-01T06:00:00", "false"),
        ("{time: {days: [fri, sat]}}", "2027-01-01T12:00:00", "true"),
        ("{time: {days: [sat]}}", "2027-01-01T12:00:00", "false"),
        (NIGHT, "2027-01-01T23:00:00", "true"),
        (NIGHT, "2027-01-02T05:00:00", "true"),
        (NIGHT, "2027-01-01T05:00:00", "false"),
        (NIGHT, "2027-01-02T23:00:00", "false"),
        ("{time: {between: 22:00-06:00, days: [sun]}}", "2027-01-04T01:00:00", "true"),
        ("{time: {between: 09:00-10:00, zone: Europe/Berlin}}", "2027-01-01T08:30:00", "true"),
        ("{time: {between: 09:00-10:00, zone: Europe/Berlin}}", "2027-07-01T08:30:00", "false"),
        ("{time: {between: 09:00-10:00, zone: Europe/Berlin}}", "2027-07-01T07:30:00", "true"),
        ("{time: {days: sat, zone: Asia/Tokyo}}", "2027-01-01T16:00:00", "true"),
    ],
)
def test_answers(condition: str, date: str, expected: str) -> None:
    assert answer(condition, {"date": date}) == expected


@pytest.mark.parametrize("date", [0, -5, 10**18])
def test_a_post_without_a_date_is_unknown(date: int) -> None:
    assert answer("{time: 09:00-17:00}", {"date": date}) == "unknown"


def test_nothing_calls_it() -> None:
    assert leaf("{time: 09:00-17:00}").triggers() is None
