"""Cases and their reports."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.case import CardRef, Case, CaseOrigin, Decision, Spree, SpreePost, State
from bot.core.errors import RefTaken, StorageError
from bot.core.post import Post
from bot.storage import sprees
from bot.storage.columns import micros, optional_micros, optional_readable, optional_seconds
from bot.storage.database import Part
from bot.storage.laws import Change, advanced, joins, takes
from bot.storage.statement import Statement
from bot.storage.tables import cases, reports

Row = dict[str, Any]

_REPORTS = select(func.count()).where(reports.c.case_ref == cases.c.ref).scalar_subquery()
_FIELDS = (
    cases.c.ref,
    cases.c.chat_id,
    cases.c.message_id,
    cases.c.revision,
    cases.c.origin,
    cases.c.opened_at,
    cases.c.state,
    cases.c.version,
    cases.c.author_id,
    cases.c.rule,
    cases.c.rule_version,
    _REPORTS,
    cases.c.card_chat_id,
    cases.c.card_message_id,
    cases.c.decision,
    cases.c.decided_by,
    cases.c.decided_at,
    sprees.COUNT,
    sprees.AUTHORS,
)
_OF_REF = cases.c.ref == bindparam("of_ref")
_LATEST = Statement(
    select(cases.c.latest_revision, *_FIELDS)
    .where(
        cases.c.chat_id == bindparam("chat_id"),
        or_(cases.c.message_id == bindparam("message_id"), cases.c.album == bindparam("album")),
    )
    .order_by(cases.c.id.desc())
    .limit(bindparam("most"))
)
_JOIN = Statement(update(cases).where(_OF_REF).values(latest_revision=bindparam("new_latest")))
_OPEN = Statement(insert(cases), [column.name for column in cases.c if column is not cases.c.id])
_CASE = Statement(select(*_FIELDS).where(_OF_REF))
_CONTENT = Statement(select(cases.c.content).where(_OF_REF))
_CHANGE = Statement(
    update(cases)
    .where(_OF_REF)
    .values({name: bindparam(f"new_{name}") for name in ("state", "version", "decision", "decided_by", "decided_at")})
)
_PLACE_CARD = Statement(
    update(cases).where(_OF_REF).values(card_chat_id=bindparam("chat_id"), card_message_id=bindparam("message_id"))
)
_REPORT = Statement(upsert(reports).on_conflict_do_nothing(), reports.c.keys())
_COUNT_REPORTS = Statement(select(func.count()).where(reports.c.case_ref == bindparam("of_ref")))


class SqlCases(Part):
    """`CaseStore` in a database, but for `case_entries`.

    A case's `version` grows with its steps alone: a report or a card that comes in between makes no decision stale.
    """

    async def open_case(self, case: Case, post: Post, spree: Spree | None = None) -> tuple[Case, bool]:
        """See `laws.joins` and `laws.takes`; the parts of an album are one post.

        A case without a message id is always new. Raises `RefTaken`; then try another ref.
        """
        row = _row(case, post.album, self._database.sealed(post))
        return await self._database.write(partial(_open, case, row, post, spree))

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        return sprees.posts(await self._database.rows(sprees.OF_CASE, ref=ref))

    async def case(self, ref: str) -> Case | None:
        rows = await self._database.rows(_CASE, of_ref=ref)
        return _case(rows[0]) if rows else None

    async def case_post(self, ref: str) -> Post | None:
        rows = await self._database.rows(_CONTENT, of_ref=ref)
        return self._database.unsealed(rows[0][0]) if rows and rows[0][0] is not None else None

    async def change_case(
        self,
        case: Case,
        state: State,
        *,
        decision: Decision | None = None,
        decided_by: int | None = None,
        decided_at: int | None = None,
    ) -> Case:
        """See `laws.advanced`."""
        return await self._database.write(partial(_change, case, Change(state, decision, decided_by, decided_at)))

    async def place_card(self, ref: str, card: CardRef) -> None:
        """Raises `StorageError` if there is no such case."""
        await self._database.write(partial(_place_card, ref, card))

    async def add_report(self, ref: str, reporter_id: int, at: int, words: str) -> tuple[int, bool]:
        """Raises `StorageError` if there is no such case."""
        sealed = self._database.vault.seal(words)
        row = {"case_ref": ref, "reporter_id": reporter_id, "at": micros(at), "words": sealed}
        return await self._database.write(partial(_report, row))


def _open(case: Case, row: Row, post: Post, spree: Spree | None, connection: sqlite3.Connection) -> tuple[Case, bool]:
    latest = _LATEST.run(
        connection, chat_id=case.chat_id, message_id=case.message_id, album=row["album"], most=1
    ).fetchone()
    if latest is not None and joins(known := _case(latest[1:]), latest[0], case):
        if case.revision > latest[0]:
            _JOIN.run(connection, of_ref=known.ref, new_latest=case.revision)
        return known, False
    if joined := _joined(case, post, spree, connection):
        return joined, False
    if _CASE.run(connection, of_ref=case.ref).fetchone() is not None:
        raise RefTaken(f"another case is called {case.ref}: give this one another ref")
    _OPEN.run(connection, **row)
    if sprees.has_sprees(case, spree):
        sprees.add(connection, case.ref, case, post)
    return _existing(connection, case.ref), True


def _joined(case: Case, post: Post, spree: Spree | None, connection: sqlite3.Connection) -> Case | None:
    """The case of the spree that the post belongs to, or now does; None if it needs a case of its own."""
    place = sprees.place_of(connection, case)
    if place is not None and joins(known := _existing(connection, place.ref), int(place.latest), case):
        if case.revision > place.latest:
            sprees.revise(connection, place.ref, case)
        return known
    if spree is None or not sprees.has_sprees(case, spree) or (last := sprees.last_of(connection, case)) is None:
        return None
    if not takes(_existing(connection, last.ref), last.latest, case, spree):
        return None
    sprees.add(connection, last.ref, case, post)
    return _existing(connection, last.ref)


def _change(read: Case, change: Change, connection: sqlite3.Connection) -> Case:
    case = advanced(_existing(connection, read.ref), read, change)
    _CHANGE.run(
        connection,
        of_ref=case.ref,
        new_state=case.state.value,
        new_version=case.version,
        new_decision=case.decision and case.decision.value,
        new_decided_by=case.decided_by,
        new_decided_at=optional_micros(case.decided_at),
    )
    return case


def _place_card(ref: str, card: CardRef, connection: sqlite3.Connection) -> None:
    _existing(connection, ref)
    _PLACE_CARD.run(connection, of_ref=ref, chat_id=card.chat_id, message_id=card.message_id)


def _report(row: Row, connection: sqlite3.Connection) -> tuple[int, bool]:
    _existing(connection, row["case_ref"])
    new = _REPORT.run(connection, **row).rowcount > 0
    (count,) = _COUNT_REPORTS.run(connection, of_ref=row["case_ref"]).fetchone()
    return count, new


def _existing(connection: sqlite3.Connection, ref: str) -> Case:
    row = _CASE.run(connection, of_ref=ref).fetchone()
    if row is None:
        raise StorageError(f"there is no case {ref}")
    return _case(row)


def _row(case: Case, album: str | None, content: bytes) -> Row:
    return {
        "ref": case.ref,
        "chat_id": case.chat_id,
        "message_id": case.message_id,
        "revision": case.revision,
        "latest_revision": case.revision,
        "origin": case.origin.value,
        "opened_at": micros(case.opened_at),
        "state": case.state.value,
        "version": case.version,
        "author_id": case.author_id,
        "rule": optional_readable(case.rule),
        "rule_version": case.rule_version,
        "card_chat_id": case.card and case.card.chat_id,
        "card_message_id": case.card and case.card.message_id,
        "decision": case.decision and case.decision.value,
        "decided_by": case.decided_by,
        "decided_at": optional_micros(case.decided_at),
        "content": content,
        "album": optional_readable(album),
    }


def _case(row: Sequence[Any]) -> Case:
    ref, chat_id, message_id, revision, origin, opened_at, state, version, author_id, rule, rule_version = row[:11]
    count, card_chat, card_message, decision, decided_by, decided_at, posts, authors = row[11:]
    return Case(
        ref=ref,
        chat_id=chat_id,
        message_id=message_id,
        revision=revision,
        origin=CaseOrigin(origin),
        opened_at=optional_seconds(opened_at) or 0,
        state=State(state),
        version=version,
        author_id=author_id,
        rule=rule,
        rule_version=rule_version,
        reports=count,
        card=None if card_chat is None else CardRef(card_chat, card_message),
        decision=decision and Decision(decision),
        decided_by=decided_by,
        decided_at=optional_seconds(decided_at),
        posts=max(posts, 1),
        authors=max(authors, 1),
    )
