"""Reading the log of actions."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import bindparam, or_, select, tuple_

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.storage.columns import MICROSECONDS, micros
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import action_log, former_chats, inbox

PAGE = 500
BEGINNING_OF_TIME = -(2**63)

_LOG = action_log.c
FIELDS = (
    _LOG.id,
    _LOG.key,
    _LOG.at,
    _LOG.chat_id,
    _LOG.message_id,
    _LOG.user_id,
    _LOG.action,
    _LOG.rule,
    _LOG.rule_version,
    _LOG.outcome,
    _LOG.detail,
    _LOG.actor,
    _LOG.case_ref,
)
_PAGE = (
    select(*FIELDS)
    .where(tuple_(_LOG.at, _LOG.id) > tuple_(bindparam("after_at"), bindparam("after_id")))
    .order_by(_LOG.at, _LOG.id)
    .limit(bindparam("most"))
)
_PAGE_OF_ALL = Statement(_PAGE)
_PAGE_OF_CHAT = Statement(_PAGE.where(_LOG.chat_id == bindparam("chat_id")))
_FORMER = select(former_chats.c.chat_id).where(former_chats.c.now == bindparam("chat_id"))
_WAS_ANOTHER = Statement(_FORMER.limit(1))
_PAGE_ACROSS = Statement(_PAGE.where(or_(_LOG.chat_id == bindparam("chat_id"), _LOG.chat_id.in_(_FORMER))))
_OF_CASE = Statement(select(*FIELDS).where(_LOG.case_ref == bindparam("ref")).order_by(_LOG.at, _LOG.id))


_ANY_UPDATE = Statement(select(inbox.c.id).limit(1))


class SqlEntries(Part):
    """`LogReader` in a database."""

    async def idle(self) -> bool:
        return not await self._database.rows(_ANY_UPDATE)

    async def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        """Those of the group that a supergroup was are among its own.

        In pages, so that a slow reader neither fills the memory nor keeps the write-ahead log from shrinking.
        """
        values: dict[str, Any] = {
            "after_at": BEGINNING_OF_TIME if since is None else micros(since),
            "after_id": -1,
            "most": PAGE,
        }
        if chat_id is not None:
            values["chat_id"] = chat_id
        statement = _PAGE_OF_ALL
        if chat_id is not None:
            was_another = await self._database.rows(_WAS_ANOTHER, chat_id=chat_id)
            statement = _PAGE_ACROSS if was_another else _PAGE_OF_CHAT
        while page := await self._database.rows(statement, **values):
            for row in page:
                yield entry_of(row)
            values["after_id"], _, values["after_at"] = page[-1][:3]

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        return [entry_of(row) for row in await self._database.rows(_OF_CASE, ref=ref)]


def entry_of(row: Sequence[Any]) -> LogEntry:
    """The entry that a row of `FIELDS` holds."""
    number, key, at, chat_id, message_id, user_id, action, rule, version, outcome, detail, actor, case = row
    return LogEntry(
        key=key,
        at=at / MICROSECONDS,
        chat_id=chat_id,
        message_id=message_id,
        user_id=user_id,
        action=action,
        rule=rule,
        rule_version=version,
        outcome=Status(outcome),
        detail=detail,
        actor=actor,
        case=case,
        id=number,
    )
