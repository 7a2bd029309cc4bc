"""`/queue`: what waits for a moderator."""

from typing import ClassVar

from bot.cases.desk.queue import Queue, Waiting
from bot.cases.links import message_url
from bot.telegram.command import Audience, CommandCall
from bot.telegram.commands._desk import DeskCommand
from bot.texts import queue as texts
from bot.texts.catalogue import Texts

MOST = 30


class QueueCommand(DeskCommand):
    """Lists what waits in the chats that the caller moderates, the most urgent first."""

    audience: ClassVar[Audience] = Audience.MODERATORS
    removes_itself: ClassVar[bool] = True

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t)

    async def run(self, call: CommandCall) -> None:
        await self.vanish(call)
        office = self.tools.desk.office
        waiting = await Queue(office, self.tools.reporters, office.names).of(self.person(call))
        lines = [_line(item) for item in waiting[:MOST]]
        await self.answer(call, texts.listing(call.texts, lines, len(waiting) - MOST))


def _line(waiting: Waiting) -> texts.Line:
    case = waiting.case
    return texts.Line(
        ref=case.ref,
        chat=waiting.chat,
        state=case.state,
        severity=case.severity,
        reports=case.reports,
        rule=case.rule,
        url=message_url(case.card.chat_id, case.card.message_id) if case.card else None,
        claimer=waiting.claimer,
        claimed_until=case.claimed_until,
        due_at=case.due_at,
    )
