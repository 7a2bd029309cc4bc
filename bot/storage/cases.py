"""Cases."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from functools import partial

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update

from bot.core.case import AWAITING, CardRef, Case, Spree, SpreePost, State
from bot.core.errors import RefTaken
from bot.core.log import LogEntry, Settlement
from bot.core.post import Post
from bot.storage import sprees
from bot.storage.case_keys import key_of
from bot.storage.case_opening import CASE, LATEST, OF_REF, existing, open_case
from bot.storage.case_rows import FIELDS, STEPS, case_of_row, steps_of
from bot.storage.columns import micros
from bot.storage.database import Part
from bot.storage.laws import saved
from bot.storage.log import Acted, intended, settled
from bot.storage.posts import load
from bot.storage.statement import Statement
from bot.storage.tables import cases
from bot.storage.writer import Work

MOST_OVERDUE = 100
MOST_WAITING = 200
MOST_OF_AN_AUTHOR = 100

_CONTENT = Statement(select(cases.c.content, key_of(cases.c.ref)).where(OF_REF))
_SAVE = Statement(update(cases).where(OF_REF).values({name: bindparam(f"new_{name}") for name in STEPS}))
_PLACE_CARD = Statement(
    update(cases).where(OF_REF).values(card_chat_id=bindparam("chat_id"), card_message_id=bindparam("message_id"))
)
_WAITS = or_(*(cases.c.state == state.value for state in sorted({*AWAITING, State.APPEALED})))
_BEFORE: ColumnElement[int] = bindparam("now")
_OVERDUE = Statement(
    select(*FIELDS)
    .where(
        _WAITS,
        or_(
            and_(cases.c.state == State.CLAIMED.value, cases.c.claimed_until <= _BEFORE),
            cases.c.lapses_at <= _BEFORE,
            cases.c.due_at <= _BEFORE,
        ),
    )
    .order_by(cases.c.id)
    .limit(bindparam("most"))
)
_WAITING = Statement(select(*FIELDS).where(_WAITS).order_by(cases.c.id).limit(bindparam("most")))
_WAITING_IN = Statement(
    select(*FIELDS)
    .where(_WAITS, cases.c.chat_id.in_(select(func.json_each(bindparam("chats")).table_valued("value").c.value)))
    .order_by(cases.c.id)
    .limit(bindparam("most"))
)
_WAITING_CHATS = Statement(select(cases.c.chat_id).where(_WAITS).distinct().order_by(cases.c.chat_id))
_OF_AUTHOR = Statement(
    select(*FIELDS)
    .where(
        cases.c.author_id == bindparam("author"),
        or_(bindparam("chat").is_(None), cases.c.chat_id == bindparam("chat")),
    )
    .order_by(cases.c.id.desc())
    .limit(bindparam("most"))
)


class SqlCases(Part):
    """`CaseStore` in a database, but for `case_entries`.

    A case's `version` grows with its steps alone: a report or a card that comes in between makes no decision stale.
    """

    async def open_case(
        self,
        case: Case,
        post: Post,
        spree: Spree | None = None,
        *,
        settlements: Sequence[Settlement] = (),
        entries: Sequence[LogEntry] = (),
    ) -> tuple[Case, bool]:
        """See `laws.joins` and `laws.takes`; the parts of an album are one post.

        A case without a message id is always new. Raises `RefTaken`; then try another ref.
        """
        opening = partial(open_case, self._database.cases, case, post, spree)
        opened = await self._database.write(partial(_open, opening, settlements, entries))
        if opened is None:
            raise RefTaken(f"another case is called {case.ref}: give this one another ref")
        of_case, new, acted = opened
        for action, status in acted:
            self._database.meter.acted(action, status)
        return of_case, new

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        return sprees.posts(await self._database.rows(sprees.OF_CASE, ref=ref))

    async def case(self, ref: str) -> Case | None:
        rows = await self._database.rows(CASE, of_ref=ref)
        return case_of_row(rows[0]) if rows else None

    async def case_of(self, chat_id: int, message_id: int) -> Case | None:
        rows = await self._database.rows(LATEST, chat_id=chat_id, message_id=message_id)
        return case_of_row(rows[0][1:]) if rows else None

    async def case_post(self, ref: str) -> Post | None:
        rows = await self._database.rows(_CONTENT, of_ref=ref)
        if not rows or rows[0][0] is None:
            return None
        content, key = rows[0]
        text = self._database.cases.unsealed(ref, key, content)
        return None if text is None else load(text)

    async def save_case(self, read: Case, changed: Case) -> Case:
        """See `laws.saved`. Raises `StorageError` if there is no such case."""
        return await self._database.write(partial(_save, read, changed))

    async def place_card(self, ref: str, card: CardRef | None) -> None:
        """Raises `StorageError` if there is no such case."""
        await self._database.write(partial(_place_card, ref, card))

    async def overdue_cases(self, now: int) -> Sequence[Case]:
        return _cases(await self._database.rows(_OVERDUE, now=micros(now), most=MOST_OVERDUE))

    async def waiting_cases(self, chat_ids: Collection[int] | None = None) -> Sequence[Case]:
        if chat_ids is None:
            return _cases(await self._database.rows(_WAITING, most=MOST_WAITING))
        return _cases(await self._database.rows(_WAITING_IN, chats=json.dumps(sorted(chat_ids)), most=MOST_WAITING))

    async def waiting_chats(self) -> Sequence[int]:
        return [chat_id for (chat_id,) in await self._database.rows(_WAITING_CHATS)]

    async def cases_of(self, author_id: int, chat_id: int | None = None) -> Sequence[Case]:
        return _cases(await self._database.rows(_OF_AUTHOR, author=author_id, chat=chat_id, most=MOST_OF_AN_AUTHOR))


def _open(
    opening: Work[tuple[Case, bool] | None],
    settlements: Sequence[Settlement],
    entries: Sequence[LogEntry],
    connection: sqlite3.Connection,
) -> tuple[Case, bool, list[Acted]] | None:
    """None if the ref is taken; else also what is in the log now that somebody may count."""
    if (opened := opening(connection)) is None:
        return None
    of_case, new = opened
    acted = settled(connection, settlements, of_case.ref)
    if new:
        acted += intended(connection, entries)
    return of_case, new, acted


def _save(read: Case, changed: Case, connection: sqlite3.Connection) -> Case:
    case = saved(existing(connection, read.ref), read, changed)
    _SAVE.run(connection, of_ref=case.ref, **{f"new_{name}": value for name, value in steps_of(case).items()})
    return case


def _place_card(ref: str, card: CardRef | None, connection: sqlite3.Connection) -> None:
    existing(connection, ref)
    place = (None, None) if card is None else (card.chat_id, card.message_id)
    _PLACE_CARD.run(connection, of_ref=ref, chat_id=place[0], message_id=place[1])


def _cases(rows: Sequence[Sequence[object]]) -> list[Case]:
    return [case_of_row(row) for row in rows]
