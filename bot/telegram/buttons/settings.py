"""The buttons under a chat's settings."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.core.action import Call
from bot.core.settings import FLAGS
from bot.telegram.button import Buttons
from bot.telegram.reading.values import integer, mapping
from bot.telegram.setting import SettingDesk
from bot.texts import settings as texts
from bot.texts.catalogue import translator

_DATA = re.compile(rf"s:(-?\d{{1,16}}):({'|'.join(sorted(FLAGS))}):(on|off)", re.ASCII)


class SettingButtons(Buttons):
    """An owner turns a setting on or off: `s:-1001234567890:report_button:on`."""

    word: ClassVar[str] = "s"

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        if (found := _DATA.fullmatch(data)) is None:
            return None
        chat_id, t, desk = int(found[1]), translator(presser.language), SettingDesk(self.tools)
        if not await desk.may(chat_id, presser.id):
            return Answer(texts.owner_only(t), alert=True, moved=False)
        key = f"{chat_id}:press-{query['id']}:setting"
        await self.tools.settings.change(chat_id, found[2], found[3] == "on", presser.id, key)
        shown = mapping(query.get("message"))
        place, message_id = integer(mapping(shown.get("chat")).get("id")), integer(shown.get("message_id"))
        if place is not None and message_id is not None:
            text, buttons = await desk.listing(chat_id, t)
            params = {
                "chat_id": place,
                "message_id": message_id,
                "text": text,
                "parse_mode": "HTML",
                "reply_markup": {"inline_keyboard": buttons},
            }
            await self.tools.chat.call(Call("editMessageText", params, f"{key}:edit", idempotent=True))
        return Answer(texts.done(t))
