"""The base of all payloads of deep links. A kind is one file in `bot/telegram/payloads/`; its name is the file's.

A link `https://t.me/BOT?start=NAME_REST` makes a person's client send `/start NAME_REST`; `REST` has letters, digits
and hyphens, 64 signs in all.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import ClassVar

from bot.core.registry import discover, public_name
from bot.telegram.command import CommandCall
from bot.telegram.tools import Tools


class Payload(ABC):
    """What one kind of deep link leads to."""

    name: ClassVar[str]
    """What the payload begins with: the file's name."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = public_name(cls)

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    @abstractmethod
    async def run(self, call: CommandCall, rest: str) -> None:
        """Answer; `rest` is what follows the name, chosen by whoever made the link. Raises `StorageError` only."""


@cache
def all_payloads() -> Mapping[str, type[Payload]]:
    """Every kind of payload, by name."""
    from bot.telegram import payloads  # noqa: PLC0415 - its modules import this one

    return discover(payloads, Payload)  # type: ignore[type-abstract]
