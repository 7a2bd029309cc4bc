"""The base of all buttons. A family of buttons is one file in `bot/telegram/buttons/`.

Its buttons carry `word:rest`, at most 64 bytes; `word` is the family's own.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.core.registry import discover
from bot.telegram.tools import Tools


class Buttons(ABC):
    """A family of buttons."""

    word: ClassVar[str]
    """What the data of its buttons begins with, before a colon."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    @abstractmethod
    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        """Do what the button is for; `data` is all that it carries, `query` the raw callback query.

        None if it is no button of ours. Raises `StorageError` only.
        """


@cache
def all_buttons() -> Mapping[str, type[Buttons]]:
    """Every family of buttons, by its word."""
    from bot.telegram import buttons  # noqa: PLC0415 - its modules import this one

    return {family.word: family for family in discover(buttons, Buttons).values()}  # type: ignore[type-abstract]
