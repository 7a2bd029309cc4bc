"""What every chat of the server shares."""

from dataclasses import dataclass

from bot.fakeapi.clock import Clock
from bot.fakeapi.updates import Updates
from bot.fakeapi.users import User


@dataclass(slots=True)
class Stage:
    """The bot, the queue its updates go to, and the time.

    In `privacy` mode a bot that is not an admin sees of a group only what is meant for it.
    """

    me: User
    updates: Updates
    clock: Clock
    privacy: bool = True

    def now(self) -> int:
        """Seconds since 1970 UTC."""
        return int(self.clock())
