"""Pardons: which rules do not act on which texts any more. No text is kept, only keyed hashes."""

import hashlib
import sqlite3
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.pardon import Scope, scope_of
from bot.core.post import Post
from bot.core.verdict import Match
from bot.history.sameness import sameness
from bot.storage.columns import micros
from bot.storage.database import Database, Part
from bot.storage.recent import Recent
from bot.storage.statement import Statement
from bot.storage.tables import pardons

REMEMBERED_CHATS = 10_000
_SIZE = 16

_ADD = Statement(insert(pardons).on_conflict_do_nothing(), pardons.c.keys())
_OF_CHAT = Statement(select(pardons.c.rule, pardons.c.fingerprint).where(pardons.c.chat_id == bindparam("chat_id")))


def fingerprints(post: Post, key: bytes = b"") -> dict[Scope, str]:
    """A hash of each scope that there is something of in the post."""
    found = {scope: sameness(post, scope) for scope in Scope}
    return {
        scope: hashlib.blake2b(same, digest_size=_SIZE, key=key).hexdigest()
        for scope, same in found.items()
        if same is not None
    }


class SqlPardons(Part):
    """`Pardons` in a database. A chat's are read once: posts that rules match are asked about one by one."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._of_chats: Recent[int, frozenset[tuple[str, str]]] = Recent(REMEMBERED_CHATS)
        self._changes = 0

    async def pardon(self, chat_id: int, rules: Collection[str], post: Post, case: str, at: int) -> None:
        rows = [
            {"chat_id": chat_id, "rule": rule, "fingerprint": fingerprint, "case_ref": case, "at": micros(at)}
            for rule in sorted(rules)
            for fingerprint in fingerprints(post, self._key).values()
        ]
        if rows:
            await self._database.write(partial(_add, rows))
            self.forget_pardons({chat_id})

    async def pardoned(self, chat_id: int, post: Post, matches: Sequence[Match]) -> frozenset[str]:
        known = await self._known(chat_id)
        if not known:
            return frozenset()
        found = fingerprints(post, self._key)
        return frozenset(
            match.rule.name for match in matches if (match.rule.name, found.get(scope_of(match), "")) in known
        )

    def forget_pardons(self, chat_ids: Collection[int]) -> None:
        """Read those of these chats anew: rows were changed."""
        self._changes += 1
        for chat_id in chat_ids:
            self._of_chats.drop(chat_id)

    @property
    def _key(self) -> bytes:
        return self._database.hash_key

    async def _known(self, chat_id: int) -> frozenset[tuple[str, str]]:
        if (known := self._of_chats.get(chat_id)) is not None:
            return known
        before = self._changes
        found = frozenset(
            (rule, fingerprint) for rule, fingerprint in await self._database.rows(_OF_CHAT, chat_id=chat_id)
        )
        if self._changes == before:
            self._of_chats.put(chat_id, found)
        return found


def _add(rows: list[dict[str, Any]], connection: sqlite3.Connection) -> None:
    _ADD.run_each(connection, rows)
