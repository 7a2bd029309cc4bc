"""Buttons about reports: reasons for those who report, a list for moderators."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.reports.callback import WORD, ReportPress
from bot.core.action import Call
from bot.core.report import Reason
from bot.telegram.button import Buttons
from bot.texts import report_menus as menus
from bot.texts import reports as texts
from bot.texts.catalogue import translator
from bot.texts.markup import Html, join


class ReportButtons(Buttons):
    """Reporters say why; moderators look at reports."""

    word: ClassVar[str] = WORD

    async def press(self, presser: Presser, data: str, query: Mapping[str, Any]) -> Answer | None:
        press = ReportPress.parse(data)
        if press is None:
            return None
        if not isinstance(press.what, Reason):
            return await self.tools.report_presses.press(presser, press, query)
        if press.ref.startswith("C"):
            return await self._again(presser, press.ref, press.what, query)
        return await self._explain(presser, press.ref, press.what, query)

    async def _explain(self, presser: Presser, ref: str, reason: Reason, query: Mapping[str, Any]) -> Answer:
        t = translator(presser.language)
        report = await self.tools.reports.refine(presser.id, ref, reason)
        if report is None:
            return Answer(menus.no_longer_known(t), alert=True)
        if report.reason is not reason:
            return Answer(menus.too_late(t), alert=True)
        chat = await self._chat(report.case)
        await self._show(query, join("\n", [texts.received(t, ref, chat), texts.reason_line(t, reason)]))
        return Answer(menus.thanks(t))

    async def _again(self, presser: Presser, ref: str, reason: Reason, query: Mapping[str, Any]) -> Answer:
        """Somebody was told what had been decided, and alleges something else."""
        t = translator(presser.language)
        receipt = await self.tools.reports.allege(presser.id, ref, reason)
        if receipt is None:
            return Answer(menus.no_longer_known(t), alert=True)
        if receipt.report is None:
            return Answer(menus.too_late(t), alert=True)
        told = texts.received(t, receipt.report.ref, await self._chat(ref))
        await self._show(query, join("\n", [told, texts.reason_line(t, reason)]))
        return Answer(menus.thanks(t))

    async def _chat(self, case: str) -> str | None:
        """The title of the chat that a case is about, as far as it is known."""
        post = await self.tools.kept.cases.case_post(case)
        return None if post is None else post.chat.title

    async def _show(self, query: Mapping[str, Any], text: Html) -> None:
        """Put the answer in the place of the question."""
        message = query.get("message")
        if not isinstance(message, Mapping):
            return
        params = {
            "chat_id": message["chat"]["id"],
            "message_id": message["message_id"],
            "text": text,
            "parse_mode": "HTML",
        }
        key = f"callback:{query.get('id')}:report"
        await self.tools.chat.call(Call("editMessageText", params, key, idempotent=True))
