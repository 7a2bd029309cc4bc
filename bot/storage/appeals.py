"""Appeals, their words sealed."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.appeal import Appeal
from bot.core.case import State
from bot.core.transitions import Party
from bot.storage.case_keys import CaseVault, key_of
from bot.storage.columns import MICROSECONDS, micros, optional_seconds
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import appeals

_A = appeals.c
_COLUMNS = ("case_ref", "decided_at", "by", "party", "at", "words", "outcome", "reviewer", "reviewed_at", "same_person")
_ADD = Statement(insert(appeals).on_conflict_do_nothing(), _COLUMNS[:6])
_ABOUT = Statement(
    select(*(_A[name] for name in _COLUMNS), key_of(_A.case_ref))
    .where(_A.case_ref == bindparam("of_case"))
    .order_by(_A.decided_at)
)
_CHANGED = ("outcome", "reviewer", "reviewed_at", "same_person")
_CLOSE = Statement(
    update(appeals)
    .where(_A.case_ref == bindparam("of_case"), _A.decided_at == bindparam("of_decision"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)


class SqlAppeals(Part):
    """`AppealStore` in a database."""

    async def add_appeal(self, appeal: Appeal) -> bool:
        row = {
            "case_ref": appeal.case,
            "decided_at": micros(appeal.decided_at),
            "by": appeal.by,
            "party": appeal.party.value,
            "at": micros(appeal.at),
            "words": appeal.words,
        }
        return await self._database.write(partial(_add, self._database.cases, row))

    async def appeals_about(self, case: str) -> Sequence[Appeal]:
        return [self._appeal(row) for row in await self._database.rows(_ABOUT, of_case=case)]

    async def close_appeal(self, appeal: Appeal, outcome: State, reviewer: int, at: int, *, same_person: bool) -> None:
        changes = {
            "new_outcome": outcome.value,
            "new_reviewer": reviewer,
            "new_reviewed_at": micros(at),
            "new_same_person": int(same_person),
        }
        await self._database.write(partial(_close, appeal.case, micros(appeal.decided_at), changes))

    def _appeal(self, row: Sequence[Any]) -> Appeal:
        case, decided_at, by, party, at, words, outcome, reviewer, reviewed_at, same_person, key = row
        return Appeal(
            case=case,
            decided_at=decided_at // MICROSECONDS,
            by=by,
            party=Party(party),
            at=at // MICROSECONDS,
            words=(self._database.cases.unsealed(case, key, words) or "") if words else "",
            outcome=outcome and State(outcome),
            reviewer=reviewer,
            reviewed_at=optional_seconds(reviewed_at),
            same_person=bool(same_person),
        )


def _add(vault: CaseVault, row: dict[str, Any], connection: sqlite3.Connection) -> bool:
    sealed = vault.sealed_for(connection, row["case_ref"], row["words"])
    return _ADD.run(connection, **row | {"words": sealed}).rowcount > 0


def _close(case: str, decided_at: int, changes: dict[str, Any], connection: sqlite3.Connection) -> None:
    _CLOSE.run(connection, of_case=case, of_decision=decided_at, **changes)
