"""The database: what the core's ports ActionLog, CaseStore, Inbox, People, Recollection and Strikes keep.

`open_store` opens the one in a file, `bot.storage.memory` has one for tests and dry runs.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.meter import Meter
from bot.core.ports import LogReader
from bot.storage.store import DurableStore, Store, Upkeep
from bot.storage.vault import Sealing

__all__ = ["DurableStore", "Store", "Upkeep", "open_log", "open_store"]


async def open_store(url: str, vault: Sealing | None = None, meter: Meter | None = None) -> DurableStore:
    """The store at a URL such as `sqlite:///ombud.db` or `sqlite:////var/lib/ombud.db`; a new database if it has none.

    An older database is brought up to date. Without a vault texts are kept as they are. The meter counts commits and
    actions. One process at a time has the store: raises `StorageError` if another one does, or for any other trouble.
    """
    from bot.storage.opening import opened  # noqa: PLC0415 - the memory store does without SQLAlchemy's 25 MB

    return await opened(url, vault, meter)


@asynccontextmanager
async def open_log(url: str) -> AsyncIterator[LogReader]:
    """The log in the database at a URL, for reading only: the bot may be at work on it. Raises `StorageError`."""
    from bot.storage.viewing import opened_log  # noqa: PLC0415 - see above

    async with opened_log(url) as log:
        yield log
