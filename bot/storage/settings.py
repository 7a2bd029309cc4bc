"""What was set for chats."""

import sqlite3
from collections.abc import Collection, Mapping
from functools import partial

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.log import LogEntry
from bot.storage.columns import micros
from bot.storage.database import Database, Part
from bot.storage.log import logged
from bot.storage.statement import Statement
from bot.storage.tables import chat_settings

_NEW = insert(chat_settings)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["chat_id", "name"],
        set_={"value": _NEW.excluded.value, "by": _NEW.excluded.by, "at": _NEW.excluded.at},
    ),
    chat_settings.c.keys(),
)
_DROP = Statement(
    delete(chat_settings).where(
        chat_settings.c.chat_id == bindparam("of_chat"), chat_settings.c.name == bindparam("of_name")
    )
)
_ALL = Statement(select(chat_settings.c.chat_id, chat_settings.c.name, chat_settings.c.value))
_NOTHING: Mapping[str, str] = {}


class SqlSettings(Part):
    """`SettingStore` in a database, which is read once: what owners set is little."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._settings: dict[int, dict[str, str]] | None = None
        self._values: dict[str, frozenset[str]] = {}

    async def settings_of(self, chat_id: int) -> Mapping[str, str]:
        return (await self._kept_settings()).get(chat_id, _NOTHING)

    async def values_of(self, name: str) -> Collection[str]:
        kept = await self._kept_settings()
        if name not in self._values:
            self._values[name] = frozenset(of_chat[name] for of_chat in kept.values() if name in of_chat)
        return self._values[name]

    async def keep_setting(self, chat_id: int, name: str, value: str | None, entry: LogEntry) -> bool:
        known = await self._kept_settings()
        kept = await self._database.write(partial(_keep, chat_id, name, value, entry))
        if kept:
            of_chat = {each: set_ for each, set_ in known.get(chat_id, _NOTHING).items() if each != name}
            known[chat_id] = of_chat if value is None else of_chat | {name: value}
            self._values.pop(name, None)
        return kept

    def forget_settings(self) -> None:
        """Read them anew when somebody asks next: rows were changed."""
        self._settings = None
        self._values.clear()

    async def _kept_settings(self) -> dict[int, dict[str, str]]:
        if self._settings is None:
            found: dict[int, dict[str, str]] = {}
            for chat_id, name, value in await self._database.rows(_ALL):
                found.setdefault(chat_id, {})[name] = value
            if self._settings is None:  # nobody else was faster, and has changed them since
                self._settings = found
        return self._settings


def _keep(chat_id: int, name: str, value: str | None, entry: LogEntry, connection: sqlite3.Connection) -> bool:
    if not logged(connection, entry):
        return False
    if value is None:
        _DROP.run(connection, of_chat=chat_id, of_name=name)
    else:
        _KEEP.run(connection, chat_id=chat_id, name=name, value=value, by=int(entry.actor), at=micros(entry.at))
    return True
