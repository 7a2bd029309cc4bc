"""The log as a chain."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.chain import EMPTY, ERASED, Event, Tip, Value, broken, commitment, content, follow, uncovered

SALT = bytes(16)
BYTES = st.binary(min_size=32, max_size=32)


def chain(count: int) -> list[Event]:
    """Events about rows 1 and 2 in turn; the third erases."""
    events: list[Event] = []
    tip = EMPTY
    for number in range(1, count + 1):
        row = 2 - number % 2
        salt = None if number == 3 else bytes([number]) * 16
        committed = ERASED if salt is None else commitment(salt, [row, "k"])
        tip = follow(tip, 1_000 * number, row, committed)
        events.append(Event(number, 1_000 * number, row, salt, committed, tip.link))
    return events


def told(events: Sequence[Event]) -> list[tuple[int | None, str]]:
    return [(fault.number, fault.what) for fault in broken(events)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], b"[]"),
        ([1, "a:7:0:ban", None, -100], b'[1,"a:7:0:ban",null,-100]'),
        ([1, None, None], b"[1]"),
        ([1, "", None], b'[1,""]'),
        (['é\0"\\'], rb'["\u00e9\u0000\"\\"]'),
        ([1.5, b"\x01\xff"], b'[1.5,{"bytes":"01ff"}]'),
    ],
)
def test_how_a_row_is_written_down(values: Sequence[Value], expected: bytes) -> None:
    assert content(values) == expected


def test_what_is_hashed() -> None:
    committed = hashlib.sha256(b"\0" + SALT + b'[1,"k"]').digest()
    assert commitment(SALT, [1, "k"]) == committed
    numbers = (1).to_bytes(8, "big") + (5).to_bytes(8, "big", signed=True) + (9).to_bytes(8, "big")
    link = hashlib.sha256(b"\1" + bytes(32) + numbers + committed).digest()
    assert follow(EMPTY, 5, 9, committed) == Tip(1, link)


VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(st.characters()), st.floats(allow_nan=False))


def stripped(values: Sequence[Value]) -> list[Value]:
    return stripped(values[:-1]) if values and values[-1] is None else list(values)


@given(st.lists(VALUES, max_size=4), st.lists(VALUES, max_size=4))
def test_different_rows_are_written_down_differently(one: list[Value], other: list[Value]) -> None:
    same = [(type(value), repr(value)) for value in stripped(one)] == [
        (type(value), repr(value)) for value in stripped(other)
    ]
    assert (content(one) == content(other)) == same


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_chain_that_nobody_touched(count: int) -> None:
    assert told(chain(count)) == []


NOT_FOLLOWING = "its link does not follow from the event before: one of the two was changed"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda e: e[:2] + e[3:], [(4, "event 3 is missing before it")]),
        (lambda e: e[3:], [(4, "events 1 to 3 are missing before it")]),
        (lambda e: [*e[:2], replace(e[2], at=7), *e[3:]], [(3, NOT_FOLLOWING)]),
        (lambda e: [*e[:2], replace(e[2], row=7), *e[3:]], [(3, NOT_FOLLOWING)]),
        (lambda e: [*e[:2], replace(e[2], commitment=bytes(32)), *e[3:]], [(3, NOT_FOLLOWING)]),
        (lambda e: [*e[:2], replace(e[2], link=bytes(32)), *e[3:]], [(3, NOT_FOLLOWING), (4, NOT_FOLLOWING)]),
        (
            lambda e: [e[0], replace(e[2], number=2), replace(e[1], number=3), *e[3:]],
            [(2, NOT_FOLLOWING), (3, NOT_FOLLOWING), (4, NOT_FOLLOWING)],
        ),
        (lambda e: [replace(e[0], number=0), *e], [(0, "its number is below 1: somebody put it in")]),
        (lambda e: [*e, replace(e[4], number=6)], [(6, NOT_FOLLOWING)]),
        (lambda e: [replace(e[0], at="yesterday"), *e[1:]], [(1, NOT_FOLLOWING)]),
    ],
)
def test_what_was_done_to_a_chain(edit: object, expected: list[tuple[int, str]]) -> None:
    assert callable(edit)
    assert told(edit(chain(5))) == expected


@given(st.data())
def test_any_edit_of_any_event_is_found(data: st.DataObject) -> None:
    events = chain(data.draw(st.integers(1, 6)))
    place = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from(["at", "row", "commitment", "link"]))
    new = data.draw(BYTES if field in ("commitment", "link") else st.integers(0, 2**40))
    changes: dict[str, Any] = {field: new}
    changed = replace(events[place], **changes)
    found = told([*events[:place], changed, *events[place + 1 :]])
    assert bool(found) == (changed != events[place])
    assert all(place + 1 <= (number or 0) <= place + 2 for number, _ in found)


@given(st.data())
def test_any_other_order_and_any_gap_is_found(data: st.DataObject) -> None:
    events = chain(6)
    kept = data.draw(st.lists(st.sampled_from(events), unique=True, min_size=1))
    renumbered = data.draw(st.booleans())
    given_events = (
        [replace(e, number=i) for i, e in enumerate(kept, 1)]
        if renumbered
        else sorted(kept, key=lambda event: event.number)
    )
    assert bool(told(given_events)) == (given_events != events[: len(given_events)])


@given(st.sets(st.integers(0, 5)))
def test_erasing_salts_breaks_nothing(erased: set[int]) -> None:
    events = [replace(event, salt=None) if place in erased else event for place, event in enumerate(chain(6))]
    assert told(events) == []


EVENT = chain(1)[0]


@pytest.mark.parametrize(
    ("values", "event", "expected"),
    [
        ([1, "k"], EVENT, None),
        ([1, "k", None], EVENT, None),
        ([1, "j"], EVENT, "the row was changed from outside"),
        ([2, "k"], EVENT, "the row was changed from outside"),
        ([1, "k"], None, "the row was put in from outside"),
        ([1, "k"], replace(EVENT, salt=None), "the row's salt was removed"),
        ([1, "k"], replace(EVENT, salt=b"other"), "the row was changed from outside"),
        ([1, "k"], replace(EVENT, salt=None, commitment=ERASED), "the row was erased, and somebody put it back"),
    ],
)
def test_whether_a_row_is_what_its_last_event_says(
    values: Sequence[Value], event: Event | None, expected: str | None
) -> None:
    what = uncovered(values, event)
    assert (what or "").startswith(expected or "")
    assert (what is None) == (expected is None)
