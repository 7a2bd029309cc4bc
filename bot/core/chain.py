"""The log as a chain: each change of a row is an event, and each event is tied to all before it.

An event commits to the row as it stands after the change, by a hash over a random salt and the row's content; its link
is a hash over the link before it, the event's number, time and row, and the commitment. Who erases a row drops the row
and its salts. Commitments and links stay and still verify, but without the salt nobody can find out by guessing what
the row said. Erasing is an event itself, so that a row which somebody else removed is told from one that was erased.

Hashes are SHA-256. The first byte of what is hashed says what for, so that no commitment can pass for a link (RFC 6962
does likewise with the leaves and nodes of its trees).
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Value = int | float | str | bytes | None

SALT = 16
"""Bytes."""

_COMMITMENT, _LINK, _ERASED = b"\0", b"\1", b"\2"
_PLACE = struct.Struct(">QqQ")
_encoded = json.JSONEncoder(separators=(",", ":"), default=lambda value: {"bytes": bytes(value).hex()}).encode

ERASED = hashlib.sha256(_ERASED).digest()
"""The commitment of an event by which a row was erased."""


class Tip(NamedTuple):
    """The end of a chain: how many events it has, and the link of the last."""

    number: int
    link: bytes


EMPTY = Tip(0, bytes(32))


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is kept. `at` in microseconds since 1970 UTC; `row` is the number of the row of the log.

    `salt` is None once it was erased, and for an erasure.
    """

    number: int
    at: int
    row: int
    salt: bytes | None
    commitment: bytes
    link: bytes

    @property
    def erases(self) -> bool:
        """Whether the row was erased by it."""
        return self.commitment == ERASED


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the bot left it: at which event (None: none in particular), and what it is."""

    what: str
    number: int | None = None
    at: int | None = None
    row: int | None = None


def content(values: Sequence[Value]) -> bytes:
    """A row as it is committed to: a JSON array in ASCII without spaces, its trailing nulls left off.

    So a column that is added later, empty in all rows there are, leaves their commitments as they were.
    """
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return _encoded(values[:end]).encode()


def commitment(salt: bytes, values: Sequence[Value]) -> bytes:
    """What an event says of a row without telling it."""
    return hashlib.sha256(_COMMITMENT + salt + content(values)).digest()


def follow(tip: Tip, at: int, row: int, committed: bytes) -> Tip:
    """The end of the chain after one more event."""
    number = tip.number + 1
    return Tip(number, hashlib.sha256(_LINK + tip.link + _PLACE.pack(number, at, row) + committed).digest())


def broken(events: Iterable[Event]) -> Iterator[Fault]:
    """Where a chain, read from its first event on, is not what it was when it was made.

    After a fault it is taken as it stands, so that each change is told once or twice and not at every event after it.
    """
    tip: Tip | None = EMPTY
    expected = 1
    for event in events:
        if event.number < 1:
            yield fault_at(event, "its number is below 1: somebody put it in")
            continue
        if event.number != expected:
            last = event.number - 1
            missing = f"event {last} is" if last == expected else f"events {expected} to {last} are"
            yield fault_at(event, f"{missing} missing before it")
            tip = None
        if tip is not None and not _follows(tip, event):
            yield fault_at(event, "its link does not follow from the event before: one of the two was changed")
        tip, expected = Tip(event.number, event.link), event.number + 1


def uncovered(values: Sequence[Value], event: Event | None) -> str | None:
    """What is wrong with a row of the log, given the last event about it; None if it is what it committed to."""
    if event is None:
        return "the row was put in from outside: no event is about it"
    if event.erases:
        return "the row was erased, and somebody put it back"
    if event.salt is None:
        return "the row's salt was removed, so nothing vouches for what it says"
    if commitment(event.salt, values) != event.commitment:
        return "the row was changed from outside: it is not what its last event committed to"
    return None


def fault_at(event: Event, what: str) -> Fault:
    """A fault with an event's place."""
    return Fault(what, event.number, event.at, event.row)


def _follows(tip: Tip, event: Event) -> bool:
    try:
        return follow(tip, event.at, event.row, event.commitment) == (event.number, event.link)
    except (struct.error, TypeError):  # no number, or one that no event could have
        return False
