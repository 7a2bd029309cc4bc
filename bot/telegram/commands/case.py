"""`/case C-7K2M`: a case's card anew, with its history."""

import re
from typing import ClassVar

from bot.cases.desk.viewing import Views
from bot.telegram.command import Audience, CommandCall
from bot.telegram.commands._desk import DeskCommand
from bot.texts import history as texts
from bot.texts.catalogue import Texts

_REF = re.compile(r"(?:C-)?([0-9A-HJKMNP-TV-Z]{4,})", re.ASCII)


class Case(DeskCommand):
    """Shows a case to the moderators of its chat, and nobody else."""

    audience: ClassVar[Audience] = Audience.MODERATORS
    removes_itself: ClassVar[bool] = True

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t)

    async def run(self, call: CommandCall) -> None:
        await self.vanish(call)
        if (match := _REF.fullmatch(call.words.strip().upper())) is None:
            await self.answer(call, texts.how(call.texts))
            return
        ref, views = f"C-{match[1]}", Views(self.tools.desk.office)
        case = await views.find(self.person(call), ref)
        if case is None:
            await self.answer(call, texts.unknown(call.texts, ref))
        elif (place := await self.place(call)) is not None:
            await views.show(case, place, f"{call.chat_id}:{call.message_id}:case", call.texts)
