"""`/start case_C-7K2M`: a statement of reasons, for the one it is about."""

from bot.core.action import Call
from bot.telegram.command import CommandCall
from bot.telegram.payload import Payload
from bot.texts import statements as texts


class CaseDetails(Payload):
    """Shows a case to the author of its post, and to nobody else; the link hangs where everybody can press it."""

    async def run(self, call: CommandCall, rest: str) -> None:
        shown = await self.tools.statements.shown(rest.upper(), call.caller.id, call.caller.language)
        params = {
            "chat_id": call.caller.id,
            "text": texts.not_yours(call.texts) if shown is None else shown.text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if shown is not None and shown.buttons is not None:
            params["reply_markup"] = shown.buttons
        await self.tools.chat.call(Call("sendMessage", params, f"{call.chat_id}:{call.message_id}:case"))
