"""Opening a case in the database: what becomes of a post that may have one already, or belong to a spree."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, union_all, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Case, Spree
from bot.core.errors import StorageError
from bot.core.post import Post
from bot.storage import sprees
from bot.storage.case_keys import CaseVault
from bot.storage.case_rows import FIELDS, case_of_row, row_of
from bot.storage.columns import optional_readable
from bot.storage.laws import joins, takes
from bot.storage.posts import dump
from bot.storage.statement import Statement
from bot.storage.tables import cases

OF_REF = cases.c.ref == bindparam("of_ref")

_IN_CHAT = cases.c.chat_id == bindparam("chat_id")
_OF_MESSAGE = select(cases.c.id).where(_IN_CHAT, cases.c.message_id == bindparam("message_id"))
_OF_ALBUM = select(cases.c.id).where(_IN_CHAT, cases.c.album == bindparam("album"))


def _latest_of(ids: ColumnElement[int]) -> Statement:
    return Statement(select(cases.c.latest_revision, *FIELDS).where(cases.c.id == ids))


# In one condition, as `message_id = ? OR album = ?`, SQLite would look through all cases of the chat.
_BOTH = union_all(_OF_MESSAGE, _OF_ALBUM).subquery()
LATEST = _latest_of(_OF_MESSAGE.with_only_columns(func.max(cases.c.id)).scalar_subquery())
"""The latest revision that the last case about a message took in, and that case."""

LATEST_OF_ALBUM = _latest_of(select(func.max(_BOTH.c.id)).scalar_subquery())
"""The same where other parts of the message's album are the same post."""

CASE = Statement(select(*FIELDS).where(OF_REF))
_JOIN = Statement(update(cases).where(OF_REF).values(latest_revision=bindparam("new_latest")))
_OPEN = Statement(
    insert(cases).on_conflict_do_nothing(index_elements=["ref"]),
    [column.name for column in cases.c if column is not cases.c.id],
)


def open_case(
    vault: CaseVault, case: Case, post: Post, spree: Spree | None, connection: sqlite3.Connection
) -> tuple[Case, bool] | None:
    """See `CaseStore.open_case`. None, and then nothing was changed, if another case has the ref.

    That is no error, since an error would undo what others have done in the same transaction.
    """
    album = optional_readable(post.album)
    latest = _latest(case, album, connection)
    if latest is not None and joins(known := case_of_row(latest[1:]), latest[0], case):
        if case.revision > latest[0]:
            _JOIN.run(connection, of_ref=known.ref, new_latest=case.revision)
        return known, False
    if joined := _joined(case, post, spree, connection):
        return joined, False
    key, content = vault.sealed_anew(case.ref, dump(post))
    row = row_of(case) | {"latest_revision": case.revision, "content": content, "album": album}
    if _OPEN.run(connection, **row).rowcount == 0:
        return None
    vault.keep(connection, case.ref, key)
    if sprees.has_sprees(case, spree):
        sprees.add(connection, case.ref, case, post)
    return _as_kept(case, row["rule"]), True


def existing(connection: sqlite3.Connection, ref: str) -> Case:
    """The case of that name. Raises `StorageError` if there is none."""
    row = CASE.run(connection, of_ref=ref).fetchone()
    if row is None:
        raise StorageError(f"there is no case {ref}")
    return case_of_row(row)


def _as_kept(case: Case, rule: str | None) -> Case:
    """The new case as it would be read."""
    if (case.rule, case.reports, case.posts, case.authors) == (rule, 0, 1, 1):
        return case
    return replace(case, rule=rule, reports=0, posts=1, authors=1)


def _latest(case: Case, album: str | None, connection: sqlite3.Connection) -> Sequence[Any] | None:
    place: dict[str, Any] = {"chat_id": case.chat_id, "message_id": case.message_id}
    found = LATEST if album is None else LATEST_OF_ALBUM
    latest: Sequence[Any] | None = found.run(connection, **place, album=album).fetchone()
    return latest


def _joined(case: Case, post: Post, spree: Spree | None, connection: sqlite3.Connection) -> Case | None:
    """The case of the spree that the post belongs to, or now does; None if it needs a case of its own."""
    place = sprees.place_of(connection, case)
    if place is not None and joins(known := existing(connection, place.ref), int(place.latest), case):
        if case.revision > place.latest:
            sprees.revise(connection, place.ref, case)
        return known
    if spree is None or not sprees.has_sprees(case, spree) or (last := sprees.last_of(connection, case)) is None:
        return None
    if not takes(existing(connection, last.ref), last.latest, case, spree):
        return None
    sprees.add(connection, last.ref, case, post)
    return existing(connection, last.ref)
