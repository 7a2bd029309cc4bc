"""`/stats 30d`: a chat's admins see what moderation came to, as a picture and as rows."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any, ClassVar

from bot.core.action import Call, Upload
from bot.core.statistics import DAY, Figures, Period
from bot.telegram.command import Audience, CommandCall
from bot.telegram.commands._of_chat import ChatCommand
from bot.texts import chats as chat_texts
from bot.texts import stats as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html

DAYS = 30
MOST_DAYS = 366
ALL = "all"

_SPAN = re.compile(r"(\d{1,3})\s*d?", re.ASCII | re.IGNORECASE)


class Stats(ChatCommand):
    """Sends the figures in private. Operators may ask for `all` chats."""

    audience: ClassVar[Audience] = Audience.MODERATORS

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.stats_summary(t)

    async def run(self, call: CommandCall) -> None:
        where, _, rest = call.words.partition(" ")
        if call.private and where.lower() == ALL and call.caller.id in self.tools.operators:
            await self._send(call, None, rest)
        else:
            await super().run(call)

    async def may_ask(self, chat_id: int, user_id: int) -> bool:
        return user_id in self.tools.operators or user_id in (await self.tools.administrators.of(chat_id) or ())

    async def about(self, call: CommandCall, chat_id: int, words: str = "") -> None:
        if await self.may_ask(chat_id, call.caller.id):
            await self._send(call, chat_id, words)
        else:
            await self.tell(call, chat_texts.admins_only(call.texts))

    async def answers(self, call: CommandCall, chat_id: int, words: str) -> list[Html]:
        """Nothing is said in words alone."""
        return []

    async def _send(self, call: CommandCall, chat_id: int | None, words: str) -> None:
        t = call.texts
        if (days := _days(words)) is None:
            await self.tell(call, texts.how(t))
            return
        tomorrow = (int(self.tools.clock.now()) // DAY + 1) * DAY
        figures = await self.tools.kept.statistics.figures(Period(tomorrow - days * DAY, tomorrow), chat_id)
        title = texts.all_chats(t) if chat_id is None else await self._title(chat_id)
        caption = texts.caption(t, figures, title)
        if (png := await self.tools.draw(texts.picture(t, figures, title))) is None:
            await self.tell(call, caption)
        else:
            await self._send_file(call, "Photo", Upload("stats.png", png, "image/png"), caption)
        await self._send_file(call, "Document", Upload("stats.csv", rows(figures), "text/csv"))

    async def _send_file(self, call: CommandCall, kind: str, file: Upload, caption: Html | None = None) -> None:
        params: dict[str, Any] = {"chat_id": call.caller.id}
        if caption is not None:
            params |= {"caption": caption, "parse_mode": "HTML"}
        key = f"{call.chat_id}:{call.message_id}:{self.name}:{kind}"
        await self.tools.chat.call(Call(f"send{kind}", params, key, files={kind.lower(): file}))

    async def _title(self, chat_id: int) -> str:
        found = await self._ask("getChat", {"chat_id": chat_id}) or {}
        return str(found.get("title") or chat_id)


def rows(figures: Figures) -> bytes:
    """The actions as CSV: one row for a day, rule, action, and whether the bot acted by itself."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("day", "rule", "action", "automatic", "count"))
    for item in figures.acted:
        table.writerow((_date(item.day), item.rule, item.action, int(item.automatic), item.count))
    return written.getvalue().encode()


def _date(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).date().isoformat()


def _days(words: str) -> int | None:
    """For how many days; None if the words make no sense."""
    if not words.strip():
        return DAYS
    match = _SPAN.fullmatch(words.strip())
    return days if match and 0 < (days := int(match[1])) <= MOST_DAYS else None
