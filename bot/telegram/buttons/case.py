"""The buttons of a case's card."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.callback import Interim, Menu, Op, Press
from bot.core.case import CardRef
from bot.telegram.button import Buttons


class CaseButtons(Buttons):
    """Moderators decide a case."""

    word: ClassVar[str] = "c"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        if (press := Press.parse(data)) is None:
            return None
        place = _place(query)
        answer = await self._do(presser, press, f"case:{press.ref}:press:{query['id']}", place)
        if place is not None and answer.moved and press.op not in (Op.MENU, Op.WHY):
            await self.tools.desk.office.board.mirror(press.ref, place)
        return answer

    async def _do(self, presser: Presser, press: Press, key: str, place: CardRef | None) -> Answer:
        desk = self.tools.desk
        if (measure := press.measure) is not None:
            return await desk.decide(presser, press.ref, measure, key)
        match press.op:
            case Op.HOLD:
                return await desk.hold(presser, press.ref, Interim(press.arg), key)
            case Op.MENU:
                return await desk.offer(presser, press.ref, Menu(press.arg), place)
            case Op.WHY:
                return await desk.explain(presser, press.ref, place, key)
        step = {
            Op.TAKE: desk.take,
            Op.RELEASE: desk.release,
            Op.ESCALATE: desk.escalate,
            Op.APPROVE: desk.approve,
            Op.REFUSE: desk.refuse,
            Op.CONFIRM: desk.confirm,
            Op.REVERSE: desk.reverse,
        }[press.op]
        return await step(presser, press.ref, key)


def _place(query: Mapping[str, Any]) -> CardRef | None:
    """Where the button was pressed; messages that Telegram no longer shows to the bot have a place too."""
    message = query.get("message")
    chat = message.get("chat") if isinstance(message, Mapping) else None
    if not isinstance(message, Mapping) or not isinstance(chat, Mapping):
        return None
    chat_id, message_id = chat.get("id"), message.get("message_id")
    return CardRef(chat_id, message_id) if isinstance(chat_id, int) and isinstance(message_id, int) else None
