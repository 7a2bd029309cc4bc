"""`/report`, as a reply: a member asks for a message to be looked at."""

from typing import ClassVar

from bot.cases.report import Receipt, ReportReceipt
from bot.core.action import Call
from bot.core.errors import UnreadableUpdate
from bot.core.post import Post
from bot.telegram.command import Command, CommandCall, RawMessage
from bot.texts import help as help_texts
from bot.texts import reports as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html


class Report(Command):
    """Takes a report, removes the command from the group and hands out a receipt in private."""

    removes_itself: ClassVar[bool] = True

    @classmethod
    def summary(cls, t: Texts) -> str:
        return help_texts.report_summary(t)

    async def run(self, call: CommandCall) -> None:
        if call.private:
            await self.tell(call, texts.how_in_private(call.texts))
            return
        await self._remove(call)
        if (post := self._target(call.message)) is None:
            await self.tell(call, texts.how_in_group(call.texts))
            return
        receipt = await self.tools.reports.report(call.caller.id, call.caller.name, post, call.words)
        await self.tell(call, _told(call.texts, receipt, post))

    async def _remove(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        await self.tools.chat.call(Call("deleteMessage", params, f"{call.chat_id}:{call.message_id}:command", True))  # noqa: FBT003 - idempotent

    def _target(self, message: RawMessage) -> Post | None:
        """The post that the command is a reply to."""
        target = message.get("reply_to_message")
        if target is None or _is_topic(message, target):
            return None
        try:
            return self.tools.read(target)
        except UnreadableUpdate:
            return None


def _is_topic(message: RawMessage, target: RawMessage) -> bool:
    """Whether the reply is none: in a forum every message replies to the one that opened its topic."""
    opened = "forum_topic_created" in target or "forum_topic_edited" in target
    return opened and target.get("message_id") == message.get("message_thread_id")


def _told(t: Texts, receipt: ReportReceipt, post: Post) -> Html:
    ref = receipt.ref or ""
    match receipt.kind:
        case Receipt.RECEIVED:
            return texts.received(t, ref, post.chat.title)
        case Receipt.REPEATED:
            return texts.repeated(t, ref)
        case Receipt.DECIDED:
            return texts.decided(t, ref)
        case Receipt.OWN_MESSAGE:
            return texts.own_message(t)
        case Receipt.BOT_MESSAGE:
            return texts.bot_message(t)
