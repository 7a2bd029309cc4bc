"""The [Report] button under a channel's posts, where the channel's owner wants it."""

from functools import partial

from bot.core.action import Call
from bot.core.ports import ChatPort, RawUpdate, Settings
from bot.core.rest import Rest
from bot.telegram.reading.service import SERVICE_KEYS
from bot.telegram.reading.values import integer, mapping
from bot.telegram.reporting import payload_of
from bot.texts import reports as texts
from bot.texts.catalogue import translator

_UNSUITED = frozenset({"forward_origin", "media_group_id", "reply_markup", "via_bot"}) | SERVICE_KEYS
"""Posts that cannot get a button, or have their own."""


class ReportButton:
    """Hangs the button; `username` is the bot's own.

    Telegram lets a bot do that to other admins' posts only with the right to edit messages.
    """

    def __init__(self, chat: ChatPort, settings: Settings, username: str) -> None:
        self._chat, self._settings, self._username = chat, settings, username

    async def begin(self, update: RawUpdate) -> Rest | None:
        """What is to be done about a new channel post once it has been judged; None if nothing is."""
        post = mapping(update.get("channel_post"))
        chat_id, message_id = integer(mapping(post.get("chat")).get("id")), integer(post.get("message_id"))
        if chat_id is None or message_id is None or not _UNSUITED.isdisjoint(post):
            return None
        settings = await self._settings.of(chat_id)
        if not settings.report_button or (payload := payload_of(chat_id, message_id)) is None:
            return None
        label = texts.report_button(translator(settings.language))
        return partial(
            self._hang, chat_id, message_id, {"text": label, "url": f"https://t.me/{self._username}?start={payload}"}
        )

    async def _hang(self, chat_id: int, message_id: int, button: dict[str, str]) -> None:
        markup = {"inline_keyboard": [[button]]}
        params = {"chat_id": chat_id, "message_id": message_id, "reply_markup": markup}
        # A post that is gone by then, or may not be edited, is refused: nothing is lost.
        call = Call("editMessageReplyMarkup", params, f"{chat_id}:{message_id}:report-button", idempotent=True)
        await self._chat.call(call)
