"""A group that becomes a supergroup gets another id: what is kept of it follows, in one transaction.

The log keeps the id that was in force, and whoever reads the log of the supergroup reads that of the group before it.
Messages stay behind with the old id, and the supergroup counts its own from 1. So nothing that moves names a message
any more, or a moderator's press would delete somebody else's: cases forget theirs, what is remembered gets numbers
below 0, and counting of posts starts at the supergroup's first.
"""

import sqlite3
from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, bindparam, cast, delete, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.storage.columns import micros
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import (
    author_posts,
    cases,
    chat_settings,
    chats,
    former_chats,
    missing_rights,
    pardons,
    pauses,
    remembered_joins,
    remembered_messages,
    stains,
    strikes,
    trusted,
)

_OLD: ColumnElement[int] = bindparam("old")
_NEW: ColumnElement[int] = bindparam("new")

_NOTE = Statement(insert(former_chats).on_conflict_do_nothing(), former_chats.c.keys())
_CHAIN = Statement(update(former_chats).where(former_chats.c.now == _OLD).values(now=_NEW))
_FORMER = Statement(select(former_chats.c.chat_id, former_chats.c.now))


def _follow(table: Table, **values: Any) -> tuple[Statement, Statement]:
    """The rows of the old chat become the new one's; what the new one has already wins."""
    of_old = table.c.chat_id == _OLD
    moved = update(table).prefix_with("OR IGNORE").where(of_old).values(chat_id=_NEW, **values)
    return Statement(moved), Statement(delete(table).where(of_old))


_ADDING = insert(author_posts).from_select(
    author_posts.c.keys(),
    select(
        _NEW,
        author_posts.c.author_id,
        author_posts.c.posts,
        author_posts.c.clean_posts,
        author_posts.c.clean_since,
        literal(0),
    ).where(author_posts.c.chat_id == _OLD),
)
_MEETING = insert(chats).from_select(
    chats.c.keys(), select(_NEW, literal("supergroup"), chats.c.title, chats.c.met_at).where(chats.c.id == _OLD)
)
_CARDS = Statement(
    update(chat_settings)
    .where(chat_settings.c.name == "escalation_chat", chat_settings.c.value == cast(_OLD, Text))
    .values(value=cast(_NEW, Text))
)
"""The chat that others named for their cards."""

_MOVING = (
    *_follow(cases, message_id=None, album=None),
    Statement(update(cases).where(cases.c.card_chat_id == _OLD).values(card_chat_id=None, card_message_id=None)),
    *_follow(strikes),
    *_follow(pardons),
    *_follow(pauses),
    Statement(delete(stains).where(stains.c.chat_id == _OLD)),
    *_follow(missing_rights),
    *_follow(chat_settings),
    _CARDS,
    *_follow(trusted),
    *_follow(remembered_messages, message_id=-func.abs(remembered_messages.c.message_id)),
    *_follow(remembered_joins),
    Statement(
        _ADDING.on_conflict_do_update(
            index_elements=["chat_id", "author_id"],
            set_={
                "posts": author_posts.c.posts + _ADDING.excluded.posts,
                "clean_posts": author_posts.c.clean_posts + _ADDING.excluded.clean_posts,
                "clean_since": func.coalesce(_ADDING.excluded.clean_since, author_posts.c.clean_since),
            },
        )
    ),
    Statement(delete(author_posts).where(author_posts.c.chat_id == _OLD)),
    Statement(
        _MEETING.on_conflict_do_update(
            index_elements=["id"], set_={"met_at": func.min(chats.c.met_at, _MEETING.excluded.met_at)}
        )
    ),
    Statement(delete(chats).where(chats.c.id == _OLD)),
)


class SqlMoves(Part):
    """`FormerChats` in a database, as far as its rows go."""

    async def move_chat(self, old: int, new: int, at: float) -> bool:
        return await self._database.write(partial(_move, old, new, micros(at)))

    async def former_chats(self) -> Mapping[int, int]:
        return dict(await self._database.rows(_FORMER))


def _move(old: int, new: int, at: int, connection: sqlite3.Connection) -> bool:
    if _NOTE.run(connection, chat_id=old, now=new, at=at).rowcount == 0:
        return False
    for statement in (_CHAIN, *_MOVING):
        statement.run(connection, old=old, new=new)
    return True
