"""The base of what people can send to the bot in private. A kind of message is one file in `bot/telegram/talks/`."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from bot.core.registry import discover
from bot.telegram.command import CommandCall, RawMessage
from bot.telegram.tools import Tools


class Talk(ABC):
    """One kind of private message that is no command."""

    rank: ClassVar[int]
    """The kind of lowest rank that wants a message gets it."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    @abstractmethod
    def wants(self, message: RawMessage) -> bool:
        """Whether the message is of this kind."""

    @abstractmethod
    async def run(self, call: CommandCall) -> None:
        """Answer it; the call's `words` are the message's whole text. Raises `StorageError` only."""


@cache
def all_talks() -> Sequence[type[Talk]]:
    """Every kind, by rank."""
    from bot.telegram import talks  # noqa: PLC0415 - its modules import this one

    return sorted(discover(talks, Talk).values(), key=lambda talk: talk.rank)  # type: ignore[type-abstract]
