"""The buttons of a notice that a rule was paused."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.pausing.notices import PausePress
from bot.telegram.button import Buttons


class PauseButtons(Buttons):
    """The owner decides about a rule that acted far more often than usual."""

    word: ClassVar[str] = "p"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        press = PausePress.parse(data)
        if press is None:
            return None
        return await self.tools.pauses.press(presser, press, query["id"], query.get("message"))
