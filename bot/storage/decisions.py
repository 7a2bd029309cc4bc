"""Decided cases, read one after another for reports about them."""

from collections.abc import AsyncIterator

from sqlalchemy import bindparam, select

from bot.core.case import Case
from bot.core.statistics import Period
from bot.storage.case_rows import FIELDS, case_of_row
from bot.storage.columns import micros
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import cases

PAGE = 500

_PAGE = Statement(
    select(cases.c.id, *FIELDS)
    .where(
        cases.c.decided_at >= bindparam("since"),
        cases.c.decided_at < bindparam("until"),
        cases.c.id > bindparam("after"),
    )
    .order_by(cases.c.id)
    .limit(bindparam("most"))
)


class SqlDecisions(Part):
    """The decisions of a time."""

    async def decided(self, period: Period) -> AsyncIterator[Case]:
        """The cases that were decided then, in the order they were opened; in pages."""
        after = 0
        asked = {"since": micros(period.since), "until": micros(period.until), "most": PAGE}
        while page := await self._database.rows(_PAGE, after=after, **asked):
            for row in page:
                yield case_of_row(row[1:])
            after = page[-1][0]
