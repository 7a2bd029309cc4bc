"""The buttons under an appeal, for those who review it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.appeals.press import Op, ReviewPress
from bot.cases.appeals.review import Verdict
from bot.cases.desk.attempt import Answer, Presser
from bot.core.case import CardRef, State
from bot.telegram.button import Buttons
from bot.telegram.reading.values import integer, mapping
from bot.texts import appeals as texts
from bot.texts.catalogue import translator

_TARGETS = {
    Op.UPHOLD: State.UPHELD,
    Op.REVERSE: State.REVERSED,
    Op.OMIT: State.OMITTED,
    Op.DECIDE: State.PARTIALLY_REVERSED,
}


class ReviewButtons(Buttons):
    """Reviewers decide about an appeal."""

    word: ClassVar[str] = "v"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        press, shown = ReviewPress.parse(data), _shown(query)
        if press is None:
            return None
        key, reviews = f"case:{press.ref}:press:{query['id']}", self.tools.reviews
        if press.op in _TARGETS:
            return await reviews.review(presser, press.ref, Verdict(_TARGETS[press.op], press.chosen), key, shown)
        if press.op is Op.AGAIN:
            return await reviews.again(presser, press.ref, key, shown)
        if press.op is Op.REPOST:
            posted = await self.tools.reposts.by_admin(presser.id, press.ref)
            told = texts.repost_answer(translator(presser.language), posted.kind.value, posted.detail)
            return Answer(told, alert=posted.kind.value != "posted")
        return await reviews.menu(presser, press.ref, press.chosen if press.op is Op.PARTLY else None, shown)


def _shown(query: Mapping[str, Any]) -> CardRef | None:
    """The message that the button stands under."""
    message = mapping(query.get("message"))
    chat_id, message_id = integer(mapping(message.get("chat")).get("id")), integer(message.get("message_id"))
    return None if chat_id is None or message_id is None else CardRef(chat_id, message_id)
