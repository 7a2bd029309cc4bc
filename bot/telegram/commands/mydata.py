"""`/mydata`: a person gets all that is kept about them, as a file."""

import json

from bot.core.action import Call, Upload
from bot.core.outcome import Outcome
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import privacy as texts
from bot.texts.catalogue import Texts


class MyData(PersonalCommand):
    """Sends a JSON file in private."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.mydata_summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        if not call.caller.reachable:
            return None
        found = await self.tools.kept.subjects.data_of(call.caller.id)
        content = json.dumps({"user_id": call.caller.id, **found}, ensure_ascii=False, indent=2)
        caption = texts.mydata_caption(call.texts, sum(len(rows) for rows in found.values()))
        params = {"chat_id": call.caller.id, "caption": caption, "parse_mode": "HTML"}
        # Texts may hold half a surrogate pair, as Telegram's JSON may; UTF-8 cannot.
        file = Upload("mydata.json", content.encode("utf-8", "backslashreplace"), "application/json")
        key = f"{call.chat_id}:{call.message_id}:{self.name}"
        return await self.tools.chat.call(Call("sendDocument", params, key, files={"document": file}))
