"""Updates on their way in, and how texts are kept."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any, Protocol

from bot.core.inbox import Kept

RawUpdate = Mapping[str, Any]
"""An update as the Bot API sends it, decoded from JSON."""


class Vault(Protocol):
    """How texts and file ids are kept at rest."""

    def seal(self, text: str) -> bytes:
        """What is written to the database."""
        ...

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed."""
        ...


class Inbox(Protocol):
    """Updates that are not handled yet, on disk before Telegram is told that they have arrived."""

    async def keep(self, body: str, following: int | None = None) -> int:
        """Keep a JSON array of updates, durably; returns its number.

        `following` is the id from which the next updates are to be asked for, if they are asked for.
        """
        ...

    async def settle_updates(self, handled: Mapping[int, Collection[int]], finished: Collection[int]) -> None:
        """Remember which updates of which numbers are handled, and forget the numbers of which all are."""
        ...

    async def unhandled(self, numbers: Collection[int] | None = None) -> Sequence[Kept]:
        """What is kept, in the order it came; under these numbers alone, if some are given."""
        ...

    async def numbers(self) -> Sequence[int]:
        """The numbers under which something is kept, in the order it came."""
        ...

    async def following(self) -> int | None:
        """The id from which updates are to be asked for; None before the first."""
        ...


class Source(Protocol):
    """Where updates come from: each is taken once, and acknowledged when it needs never be seen again."""

    def updates(self) -> AsyncIterator[RawUpdate]:
        """Updates in the order Telegram sent them, until the source is closed."""
        ...

    async def done(self, update: RawUpdate) -> None:
        """The update is handled."""
        ...
