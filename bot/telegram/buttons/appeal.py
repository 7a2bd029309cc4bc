"""The buttons by which people object to a decision, and have a text posted again that broke no rule."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.telegram.appealing import Appealing, read_ref
from bot.telegram.button import Buttons
from bot.texts import appeals as texts
from bot.texts.catalogue import translator
from bot.texts.markup import shorten, visible

REPOST = "repost"


class AppealButtons(Buttons):
    """`a:C-7K2M` asks for the reasons, `a:C-7K2M:repost` posts the text again. Both stand in private chats."""

    word: ClassVar[str] = "a"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        _, _, rest = data.partition(":")
        word, _, what = rest.partition(":")
        ref, t = read_ref(word), translator(presser.language)
        if ref is None or what not in ("", REPOST):
            return None
        if what == REPOST:
            posted = await self.tools.reposts.by_author(presser.id, ref)
            return Answer(texts.repost_answer(t, posted.kind.value, posted.detail), alert=posted.kind.value != "posted")
        refused = await Appealing(self.tools).ask(presser, ref, f"callback:{query['id']}:question")
        return Answer("") if refused is None else Answer(shorten(visible(refused), texts.MOST_OF_AN_ANSWER), alert=True)
