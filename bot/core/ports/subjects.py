"""What is kept about one person, for that person."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Rows = Sequence[Mapping[str, Any]]


class Subjects(Protocol):
    """People whom the store knows something about."""

    async def data_of(self, user_id: int) -> Mapping[str, Rows]:
        """All that is kept about somebody, by kind: plain JSON values, times in ISO 8601 UTC. Nothing about others."""
        ...

    async def erase(self, user_id: int) -> Mapping[str, int]:
        """Delete what may be deleted of it; how much of what. What is needed while a case is open stays until then."""
        ...
