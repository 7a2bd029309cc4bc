"""Figures about what moderation came to, counted in the database."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from bot.core.case import CaseOrigin, State
from bot.core.log import BOT
from bot.core.outcome import Status
from bot.core.statistics import BY_PEOPLE, DAY, MEASURES, Acted, Figures, Period
from bot.storage.columns import MICROSECONDS, micros
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import action_log, appeals, cases, former_chats, reports

_ALL_CHATS = 0

_LOG = action_log.c
_SINCE: ColumnElement[int] = bindparam("since")
_UNTIL: ColumnElement[int] = bindparam("until")
_CHAT: ColumnElement[int] = bindparam("chat")


def _within(time: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(time >= _SINCE, time < _UNTIL)


def _in_chat(chat_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a row is of the chat, under its present id or a former one; of any chat for 0."""
    former = select(former_chats.c.chat_id).where(former_chats.c.now == _CHAT)
    return or_(_CHAT == _ALL_CHATS, chat_id == _CHAT, chat_id.in_(former))


def _counted(*by: ColumnElement[Any]) -> Select[Any]:
    return select(*by, func.count()).group_by(*by)


_AUTOMATIC = _LOG.actor == BOT
_ACTED = Statement(
    _counted(
        (_LOG.at // (DAY * MICROSECONDS)).label("day"),
        func.coalesce(_LOG.rule, BY_PEOPLE).label("rule"),
        _LOG.action,
        _AUTOMATIC.label("automatic"),
    ).where(
        _LOG.outcome == Status.DONE.value,
        or_(*(_LOG.action == action for action in sorted(MEASURES))),
        _within(_LOG.at),
        _in_chat(_LOG.chat_id),
    )
)
_REPORTED = Statement(
    _counted(reports.c.state)
    .join(cases, cases.c.ref == reports.c.case_ref)
    .where(_within(reports.c.at), _in_chat(cases.c.chat_id))
)
_TOOK = Statement(
    select(cases.c.decided_at - cases.c.opened_at).where(
        cases.c.decided_by.is_not(None),
        cases.c.origin != CaseOrigin.MODERATOR.value,
        cases.c.state != State.AWAITING_SECOND.value,
        _within(cases.c.decided_at),
        _in_chat(cases.c.chat_id),
    )
)
_APPEALED = Statement(
    _counted(appeals.c.outcome)
    .join(cases, cases.c.ref == appeals.c.case_ref)
    .where(_within(appeals.c.at), _in_chat(cases.c.chat_id))
)


class SqlStatistics(Part):
    """`Statistics` in a database."""

    async def figures(self, period: Period, chat_id: int | None = None) -> Figures:
        asked = {"since": micros(period.since), "until": micros(period.until), "chat": chat_id or _ALL_CHATS}
        acted = await self._database.rows(_ACTED, **asked)
        return Figures(
            period=period,
            acted=tuple(_acted(acted)),
            reports=tuple((state, count) for state, count in await self._database.rows(_REPORTED, **asked)),
            took=tuple(took // MICROSECONDS for (took,) in await self._database.rows(_TOOK, **asked)),
            appeals=tuple(
                (outcome and State(outcome), count) for outcome, count in await self._database.rows(_APPEALED, **asked)
            ),
        )


def _acted(rows: Collection[Sequence[Any]]) -> Sequence[Acted]:
    return sorted(
        (Acted(int(day), rule, action, bool(automatic), count) for day, rule, action, automatic, count in rows),
        key=lambda item: (item.day, item.rule, item.action, item.automatic),
    )
