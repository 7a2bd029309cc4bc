"""What the pipeline needs of the world outside: the time, Telegram, and who knows what about people."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.action import Call
from bot.core.finding import Fact
from bot.core.outcome import Outcome
from bot.core.post import Author, Post


class Clock(Protocol):
    """What time it is."""

    def now(self) -> float:
        """Seconds since 1970 UTC."""
        ...


class ChatPort(Protocol):
    """Telegram, as far as actions need it. A dry run is another implementation."""

    async def call(self, call: Call) -> Outcome:
        """Make the call, waiting out limits and trying again where that is of use."""
        ...


class Administrators(Protocol):
    """Who may moderate a chat, as Telegram says; cached."""

    async def of(self, chat_id: int) -> frozenset[int] | None:
        """The user ids of the chat's admins, other bots left out; None if Telegram does not say."""
        ...

    async def people(self, chat_id: int) -> Sequence[Author] | None:
        """The same with their names, as far as Telegram tells."""
        ...

    def anywhere(self, user_id: int) -> bool:
        """Whether somebody is known to be an admin of some chat; nobody is asked."""
        ...

    async def can(self, chat_id: int, user_id: int, right: str) -> bool | None:
        """Whether an admin has a right, by the Bot API's name, which the creator always has; None as above."""
        ...

    async def owner(self, chat_id: int) -> int | None:
        """The user id of the chat's creator; None if there is none or Telegram does not say."""
        ...


class Witness(Protocol):
    """Somebody who can find out facts about authors."""

    async def learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        """The post with those of the missing facts that could be found out."""
        ...
