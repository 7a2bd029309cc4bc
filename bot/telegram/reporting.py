"""What every way of reporting comes to: the report is counted, and its reporter hears so."""

from collections.abc import Mapping
from typing import Any

from bot.cases.reports.callback import ReportPress
from bot.cases.reports.outcomes import stands
from bot.cases.reports.report import Receipt, ReportReceipt
from bot.core.action import Call
from bot.core.post import Post
from bot.core.report import Reason, Report, ReportState
from bot.telegram.command import CommandCall, Keyboard, RawMessage
from bot.telegram.finding import Finder, Found
from bot.telegram.reading.reference import Reference
from bot.telegram.tools import Tools
from bot.texts import reports as texts
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html, join
from bot.texts.reasons import reason_name

MINE = "mine"
"""The payload of the link to one's own reports, after the name."""

_SUPERGROUPS = -1_000_000_000_000
_A_ROW = 2


class Reporting:
    """Takes reports in a group and in private."""

    def __init__(self, tools: Tools) -> None:
        self._tools, self._finder = tools, Finder(tools)

    async def in_group(self, call: CommandCall) -> None:
        """A command in a group: about the message that it replies to, be it there or in another chat."""
        found = await self._finder.answered(call.message)
        if found is None and "external_reply" in call.message:
            found = await self._finder.named(call.message, call.caller.id)
            if found is None:
                await self._tell(call, texts.not_here(call.texts))
                return
        if found is None:
            await self._tell(call, texts.how_in_group(call.texts))
            return
        await self._take(call, found, call.words)

    async def in_private(self, call: CommandCall, message: RawMessage, words: str) -> None:
        """A message in private that forwards, links to or replies to what is reported, with perhaps some words."""
        if (found := await self._finder.named(message, call.caller.id)) is None:
            hidden = "forward_origin" in message and "message_id" not in message["forward_origin"]
            await self._tell(call, (texts.no_origin if hidden else texts.not_here)(call.texts))
            return
        await self._take(call, found, words)

    async def at(self, call: CommandCall, reference: Reference) -> None:
        """What a deep link names."""
        if (found := await self._finder.at(reference, call.caller.id)) is None:
            await self._tell(call, texts.not_here(call.texts))
            return
        await self._take(call, found, "")

    async def unexplained(self, call: CommandCall, reports: list[Report]) -> None:
        """Ask for the reasons of reports that were made without one."""
        for report in reports:
            text = join("\n\n", [texts.received(call.texts, report.ref, None), texts.question(call.texts)])
            await self._tell(call, text, reasons(call.texts, report.ref), report.ref)

    async def _take(self, call: CommandCall, found: Found, words: str) -> None:
        receipt = await self._tools.reports.report(call.caller.id, found.post, words, found.circumstances)
        reachable = call.private or await self._tools.kept.contacts.reachable(call.caller.id)
        if call.caller.reachable and reachable:
            text, buttons = await self.answer(call.texts, receipt, found.post)
            await self._tell(call, text, buttons)
        elif receipt.kind is Receipt.RECEIVED:
            await self._hint(call)

    async def answer(self, t: Texts, receipt: ReportReceipt, post: Post) -> tuple[Html, Keyboard | None]:
        """What the reporter is told, with the reasons to choose from where one is of use."""
        report, kind = receipt.report, receipt.kind
        if kind is Receipt.DECIDED:
            return await self._decided(t, receipt)
        if report is None:
            return _REFUSED[kind](t), None
        told = texts.received if kind is Receipt.RECEIVED else lambda t, ref, _: texts.repeated(t, ref)
        head = told(t, report.ref, post.chat.title)
        if report.reason is not None or report.state is not ReportState.LINKED:
            reason = texts.reason_line(t, report.reason) if report.reason else Html()
            return join("\n", [head, reason]), None
        return join("\n\n", [head, texts.question(t)]), reasons(t, report.ref)

    async def _decided(self, t: Texts, receipt: ReportReceipt) -> tuple[Html, Keyboard | None]:
        case = await self._tools.kept.cases.case(receipt.ref or "")
        told = texts.decided(t, acted=None if case is None else stands(case))
        if receipt.report is not None or case is None or not self._tools.reports.may_begin_anew(case):
            return told, None
        return join("\n\n", [told, texts.other_reason(t)]), reasons(t, case.ref)

    async def _hint(self, call: CommandCall) -> None:
        """Somebody who cannot be written to reported something: say so without giving them away."""
        t = translator((await self._tools.settings.of(call.chat_id)).language)
        link = self._tools.deep_link(f"report_{MINE}")
        chat = call.message["chat"]
        if chat["type"] not in ("group", "supergroup"):
            return
        person = call.caller.reachable
        text = texts.in_chat(t, link) if person else texts.as_a_chat(t, link)
        topic = call.message.get("message_thread_id") if call.message.get("is_topic_message") else None
        key = f"{call.chat_id}:{call.message_id}:report"
        await self._tools.hints.give(call.chat_id, topic, text, key, call.caller.id if person else None)

    async def _tell(self, call: CommandCall, text: Html, buttons: Keyboard | None = None, part: str = "") -> None:
        if not call.caller.reachable or not (call.private or await self._tools.kept.contacts.reachable(call.caller.id)):
            return
        params: dict[str, Any] = {
            "chat_id": call.caller.id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if buttons is not None:
            params["reply_markup"] = {"inline_keyboard": buttons}
        key = ":".join(filter(None, (str(call.chat_id), str(call.message_id), "report", part)))
        await self._tools.chat.call(Call("sendMessage", params, key))


def reasons(t: Texts, ref: str) -> Keyboard:
    """A button for each reason, in rows of two."""
    buttons = [{"text": reason_name(t, reason), "callback_data": ReportPress(ref, reason).data} for reason in Reason]
    return [buttons[start : start + _A_ROW] for start in range(0, len(buttons), _A_ROW)]


def payload_of(chat_id: int, message_id: int) -> str | None:
    """The payload of the deep link that reports a message; None in chats whose messages have no address."""
    number = _SUPERGROUPS - chat_id
    return f"report_{number}-{message_id}" if number > 0 else None


_REFUSED: Mapping[Receipt, Any] = {
    Receipt.LIMITED: texts.limited,
    Receipt.OWN_MESSAGE: texts.own_message,
    Receipt.BOT_MESSAGE: texts.bot_message,
}
