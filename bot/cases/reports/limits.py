"""How much somebody may report. Pure."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` reports in `within` seconds."""

    most: int
    within: int

    def reached(self, times: Collection[int], now: float) -> bool:
        """Whether no other report may follow on those made at these times, in seconds since 1970 UTC."""
        return sum(now - self.within < at for at in times) >= self.most


IN_ALL_CHATS = Limit(10, 3_600)
IN_ONE_CHAT = Limit(5, 600)
