"""What is kept about one person: shown to them, and deleted when they ask for it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Delete,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)

from bot.core.case import AWAITING, CaseOrigin, State
from bot.core.ports.subjects import Rows
from bot.storage.case_keys import key_of
from bot.storage.columns import MICROSECONDS
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import (
    action_log,
    appeals,
    author_posts,
    cases,
    contacts,
    matched_posts,
    reports,
    strikes,
    trusted,
)

_USER: ColumnElement[int] = bindparam("user")
_TIMES = frozenset(
    {"at", "opened_at", "decided_at", "expires", "met_at", "clean_since", "notified_at", "reviewed_at", "taken_back_at"}
)
_OPEN = frozenset({*AWAITING, State.APPEALED})


_MINE_OR_OF_NO_REPORTER = or_(action_log.c.action != "appeal", action_log.c.actor == cast(_USER, Text))
"""Nobody learns that they were reported, nor that a reporter asked again."""


class Kind(NamedTuple):
    """One kind of what is kept; its name says what, in the plural. `sealed` are the columns that are sealed.

    Beside the columns it asks for the case that they belong to: its key, and its ref.
    """

    name: str
    ask: Statement
    columns: tuple[str, ...]
    sealed: frozenset[str] = frozenset()


def _kind(table: Table, name: str, whose: ColumnElement[bool], columns: str, sealed: Iterable[str] = ()) -> Kind:
    names = tuple(columns.split())
    ref = table.c.ref if table is cases else table.c.get("case_ref")
    key = null() if ref is None or not sealed else key_of(ref)
    chosen = (
        select(*(table.c[column] for column in names), key, null() if ref is None else ref)
        .where(whose)
        .order_by(*table.primary_key.columns)
    )
    return Kind(name, Statement(chosen), names, frozenset(sealed))


_POSTED = exists().where(
    action_log.c.user_id == _USER,
    action_log.c.chat_id == matched_posts.c.chat_id,
    action_log.c.message_id == matched_posts.c.message_id,
)

KINDS = (
    _kind(contacts, "private chat with the bot", contacts.c.user_id == _USER, "language met_at"),
    _kind(
        author_posts,
        "counts of your posts",
        author_posts.c.author_id == _USER,
        "chat_id posts clean_posts clean_since last_message_id",
    ),
    _kind(
        action_log,
        "actions about you",
        and_(action_log.c.user_id == _USER, action_log.c.action != "report", _MINE_OR_OF_NO_REPORTER),
        "at chat_id message_id action rule rule_version outcome case_ref",
    ),
    _kind(matched_posts, "your posts that matched a rule", _POSTED, "at chat_id message_id content", ["content"]),
    _kind(
        cases,
        "cases about your posts",
        and_(cases.c.author_id == _USER, or_(cases.c.origin != CaseOrigin.REPORT.value, cases.c.applied != "[]")),
        "ref chat_id message_id opened_at state rule rule_version decision automated decided_at content",
        ["content"],
    ),
    _kind(strikes, "your strikes", strikes.c.user_id == _USER, "chat_id rule rule_version at expires taken_back_at"),
    _kind(
        reports,
        "your reports",
        reports.c.reporter_id == _USER,
        "ref case_ref at reason words state notified_at",
        ["words"],
    ),
    _kind(appeals, "your appeals", appeals.c.by == _USER, "case_ref at words outcome reviewed_at", ["words"]),
    _kind(trusted, "chats that trust you", trusted.c.user_id == _USER, "chat_id at"),
)


class Removal(NamedTuple):
    """One kind of what is deleted; its name says what, in the plural."""

    name: str
    run: Statement


_IS_OPEN = or_(*(cases.c.state == state.value for state in sorted(_OPEN)))
_OF_OPEN = exists().where(
    cases.c.chat_id == matched_posts.c.chat_id, cases.c.message_id == matched_posts.c.message_id, _IS_OPEN
)


def _of_closed(case_ref: ColumnElement[Any]) -> ColumnElement[bool]:
    return ~exists().where(cases.c.ref == case_ref, _IS_OPEN)


def _removal(name: str, change: Delete | Update) -> Removal:
    return Removal(name, Statement(change))


REMOVALS = (
    _removal("texts of posts", delete(matched_posts).where(_POSTED, ~_OF_OPEN)),
    _removal(
        "texts of posts in cases",
        update(cases).where(cases.c.author_id == _USER, cases.c.content.is_not(None), ~_IS_OPEN).values(content=None),
    ),
    _removal("reports", delete(reports).where(reports.c.reporter_id == _USER, _of_closed(reports.c.case_ref))),
    _removal(
        "texts of appeals",
        update(appeals).where(and_(appeals.c.by == _USER, _of_closed(appeals.c.case_ref))).values(words=b""),
    ),
    _removal("counts of posts", delete(author_posts).where(author_posts.c.author_id == _USER)),
    _removal("private chats", delete(contacts).where(contacts.c.user_id == _USER)),
)
"""What goes at once. The log without texts, cases without content and strikes stay for as long as retention says."""


class SqlSubjects(Part):
    """`Subjects` in a database."""

    async def data_of(self, user_id: int) -> Mapping[str, Rows]:
        return {kind.name: self._rows(kind, await self._database.rows(kind.ask, user=user_id)) for kind in KINDS}

    async def erase(self, user_id: int) -> Mapping[str, int]:
        return await self._database.write(partial(_erase, user_id))

    def _rows(self, kind: Kind, rows: Sequence[Sequence[Any]]) -> Rows:
        return [
            {name: self._plain(kind, name, value, *case) for name, value in zip(kind.columns, values, strict=True)}
            for *values, key, ref in rows
            for case in [(key, ref)]
        ]

    def _plain(self, kind: Kind, name: str, value: Any, key: bytes | None, ref: str | None) -> Any:
        if name in kind.sealed:
            text = self._database.cases.unsealed(ref or "", key, value) if value else None
            return None if text is None else _read(name, text)
        return _moment(value) if name in _TIMES and value is not None else value


def _read(column: str, text: str) -> Any:
    """A post is kept as JSON; what people wrote is plain text."""
    return json.loads(text) if column == "content" else text


def _moment(micros: int) -> str:
    return datetime.fromtimestamp(micros // MICROSECONDS, UTC).isoformat().replace("+00:00", "Z")


def _erase(user_id: int, connection: sqlite3.Connection) -> dict[str, int]:
    return {removal.name: removal.run.run(connection, user=user_id).rowcount for removal in REMOVALS}
