"""The posts of sprees: which share a case, so that a raid has one card. The ids alone are kept."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from bot.core.case import Case, Spree, SpreePost
from bot.core.post import Post, Role
from bot.storage.columns import MICROSECONDS, micros, readable
from bot.storage.statement import Statement
from bot.storage.tables import cases, spree_posts

_POSTS = spree_posts.c
_OF_MESSAGE = (_POSTS.chat_id == bindparam("chat_id"), _POSTS.message_id == bindparam("message_id"))
_MEMBER = Statement(
    select(_POSTS.case_ref, _POSTS.latest_revision)
    .join(cases, cases.c.ref == _POSTS.case_ref)
    .where(*_OF_MESSAGE)
    .order_by(cases.c.id.desc())
    .limit(bindparam("most"))
)
_REVISE = Statement(
    update(spree_posts)
    .where(_POSTS.case_ref == bindparam("of_ref"), _POSTS.message_id == bindparam("of_message"))
    .values(latest_revision=bindparam("new_latest"))
)
_LAST = Statement(
    select(_POSTS.case_ref, _POSTS.at)
    .where(_POSTS.chat_id == bindparam("chat_id"), _POSTS.rule == bindparam("of_rule"))
    .order_by(_POSTS.at.desc())
    .limit(bindparam("most"))
)
_ADD = Statement(insert(spree_posts), spree_posts.c.keys())
OF_CASE = Statement(
    select(_POSTS.message_id, _POSTS.author_id, _POSTS.trusted)
    .join(cases, cases.c.ref == _POSTS.case_ref)
    .where(_POSTS.case_ref == bindparam("ref"), _POSTS.chat_id == cases.c.chat_id)
    .order_by(_POSTS.message_id)
)
# Posts stay behind where a case went to another chat: what is called like them there is somebody else's.
_OF_THE_CASE = (_POSTS.case_ref == cases.c.ref, _POSTS.chat_id == cases.c.chat_id)
COUNT = select(func.count()).where(*_OF_THE_CASE).scalar_subquery()
AUTHORS = select(func.count(_POSTS.author_id.distinct())).where(*_OF_THE_CASE).scalar_subquery()


class Place(NamedTuple):
    """A case by its ref; `latest` is the message's highest revision that joined it, or when the last post did."""

    ref: str
    latest: float


def place_of(connection: sqlite3.Connection, case: Case) -> Place | None:
    """The latest case of whose spree the message is a part, and the highest revision that joined."""
    row = _MEMBER.run(connection, chat_id=case.chat_id, message_id=case.message_id, most=1).fetchone()
    return Place(*row) if row else None


def revise(connection: sqlite3.Connection, ref: str, case: Case) -> None:
    """A later revision of a post joined."""
    _REVISE.run(connection, of_ref=ref, of_message=case.message_id, new_latest=case.revision)


def last_of(connection: sqlite3.Connection, case: Case) -> Place | None:
    """The case that the rule's last post in the chat belongs to, and when that was, in seconds since 1970 UTC."""
    row = _LAST.run(connection, chat_id=case.chat_id, of_rule=readable(case.rule or ""), most=1).fetchone()
    return Place(row[0], row[1] / MICROSECONDS) if row else None


def add(connection: sqlite3.Connection, ref: str, case: Case, post: Post) -> None:
    """The post belongs to the spree of that case from now on."""
    _ADD.run(
        connection,
        chat_id=case.chat_id,
        message_id=case.message_id,
        case_ref=ref,
        rule=readable(case.rule or ""),
        author_id=case.author_id,
        at=micros(case.opened_at),
        latest_revision=case.revision,
        trusted=int(post.author.known(Role.TRUSTED) is True),
    )


def posts(rows: Sequence[Sequence[int]]) -> list[SpreePost]:
    """The rows of `OF_CASE`."""
    return [SpreePost(message_id, author_id, bool(trusted)) for message_id, author_id, trusted in rows]


def has_sprees(case: Case, spree: Spree | None) -> bool:
    """Whether the case may begin or join a spree: it needs a rule, and a message that can be named."""
    return spree is not None and case.rule is not None and case.message_id is not None
