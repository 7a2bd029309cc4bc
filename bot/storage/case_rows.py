"""Cases as rows, and back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from bot.core.case import CardRef, Case, CaseOrigin, State
from bot.core.measure import Applied, Decision
from bot.core.ruleset import Category, Severity
from bot.storage import sprees
from bot.storage.columns import micros, optional_micros, optional_readable, optional_seconds
from bot.storage.tables import cases, reports

Row = dict[str, Any]

STEPS = (
    "state",
    "version",
    "category",
    "severity",
    "claimed_by",
    "claimed_until",
    "due_at",
    "lapses_at",
    "decision",
    "seconds",
    "decided_by",
    "decided_at",
    "second_by",
    "automated",
    "applied",
    "appellant",
    "appealed_at",
    "reviewed_by",
    "reviewed_at",
)
"""The columns that a step may change."""

_PLAIN = ("ref", "chat_id", "message_id", "revision", "origin", "opened_at", "author_id", "rule", "rule_version")
_CARD = ("card_chat_id", "card_message_id")
_STORED = (*_PLAIN, *_CARD, *STEPS)
_WEIGHING = select(func.count()).where(reports.c.case_ref == cases.c.ref, reports.c.weighs == 1).scalar_subquery()

FIELDS = (*(cases.c[name] for name in _STORED), _WEIGHING, sprees.COUNT, sprees.AUTHORS)
"""What `case_of_row` needs."""


def row_of(case: Case) -> Row:
    """The case's columns, but for its content, its album and its `latest_revision`."""
    return {
        "ref": case.ref,
        "chat_id": case.chat_id,
        "message_id": case.message_id,
        "revision": case.revision,
        "origin": case.origin.value,
        "opened_at": micros(case.opened_at),
        "author_id": case.author_id,
        "rule": optional_readable(case.rule),
        "rule_version": case.rule_version,
        "card_chat_id": case.card and case.card.chat_id,
        "card_message_id": case.card and case.card.message_id,
        **steps_of(case),
    }


def steps_of(case: Case) -> Row:
    """The columns that a step may change."""
    return {
        "state": case.state.value,
        "version": case.version,
        "category": case.category and case.category.value,
        "severity": case.severity.value,
        "claimed_by": case.claimed_by,
        "claimed_until": optional_micros(case.claimed_until),
        "due_at": optional_micros(case.due_at),
        "lapses_at": optional_micros(case.lapses_at),
        "decision": case.decision and case.decision.value,
        "seconds": case.seconds,
        "decided_by": case.decided_by,
        "decided_at": optional_micros(case.decided_at),
        "second_by": case.second_by,
        "automated": int(case.automated),
        "applied": _applied_json(case.applied),
        "appellant": case.appellant,
        "appealed_at": optional_micros(case.appealed_at),
        "reviewed_by": case.reviewed_by,
        "reviewed_at": optional_micros(case.reviewed_at),
    }


def case_of_row(row: Sequence[Any]) -> Case:
    """The case that a row of `FIELDS` holds."""
    *stored, weighing, posts, authors = row
    held = dict(zip(_STORED, stored, strict=True))
    times = {
        name: optional_seconds(held[name])
        for name in ("claimed_until", "due_at", "lapses_at", "decided_at", "appealed_at", "reviewed_at")
    }
    card_chat, card_message = held.pop("card_chat_id"), held.pop("card_message_id")
    return Case(
        **held
        | times
        | {
            "origin": CaseOrigin(held["origin"]),
            "opened_at": optional_seconds(held["opened_at"]),
            "state": State(held["state"]),
            "category": held["category"] and Category(held["category"]),
            "severity": Severity(held["severity"]),
            "decision": held["decision"] and Decision(held["decision"]),
            "automated": bool(held["automated"]),
            "applied": _applied(held["applied"]),
        },
        card=None if card_chat is None else CardRef(card_chat, card_message),
        reports=weighing,
        posts=max(posts, 1),
        authors=max(authors, 1),
    )


def _applied_json(applied: Iterable[Applied]) -> str:
    rows = [[item.action, item.until, item.former, item.interim, item.former_until, item.stays] for item in applied]
    return json.dumps(rows, separators=(",", ":"))


def _applied(stored: str) -> tuple[Applied, ...]:
    return tuple(
        Applied(action, until, None if former is None else tuple((name, allowed) for name, allowed in former), *rest)
        for action, until, former, *rest in json.loads(stored)
    )
