"""What a storage backend is."""

from collections.abc import Mapping
from typing import Protocol

from bot.core.errors import StorageError
from bot.core.ports import (
    ActionLog,
    AppealStore,
    CaseStore,
    Contacts,
    FormerChats,
    Habits,
    Heads,
    Inbox,
    Pardons,
    Pauses,
    People,
    Presence,
    Recollection,
    ReportStore,
    SettingStore,
    Statistics,
    Strikes,
    Subjects,
    Trust,
)


class Upkeep(Protocol):
    """What a store on a disk needs while the bot is at work."""

    @property
    def trouble(self) -> str | None:
        """What was wrong with the disk or the file when it was last used; None if nothing was."""
        ...

    async def probe(self) -> str | None:
        """Why nothing can be written at present; None if something was."""
        ...

    async def disk_failure(self) -> StorageError:
        """Return once the disk lost something, with what to say: the process has to end then, see `DiskFailed`."""
        ...

    async def prune(self, now: float) -> Mapping[str, int]:
        """Drop what is kept no longer at `now`, in seconds since 1970 UTC; how much of what."""
        ...


class Store(
    ActionLog,
    AppealStore,
    CaseStore,
    Contacts,
    FormerChats,
    Habits,
    Inbox,
    Pardons,
    Pauses,
    People,
    Presence,
    Recollection,
    ReportStore,
    SettingStore,
    Strikes,
    Trust,
    Protocol,
):
    """All that is remembered. What a method has returned from is on disk, unless the method says otherwise."""

    async def close(self) -> None:
        """Write what waits to be written and let go of the database. Closing twice does no harm."""
        ...


class DurableStore(Store, Upkeep, Heads, Statistics, Subjects, Protocol):
    """A store on a disk."""
