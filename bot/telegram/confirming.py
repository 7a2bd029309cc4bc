"""Orders of anonymous admins: the command does not say who gave it, a press of a button does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.cases.desk.commanding import Order, Verb
from bot.core.action import Call
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Post, Role
from bot.telegram.command import CommandCall
from bot.telegram.ordering import person_post, replied_post
from bot.telegram.reading.values import mapping
from bot.telegram.tools import Tools
from bot.texts import commands as texts
from bot.texts.catalogue import translator

ACTION = "ask"
"""What the log calls the question."""

_DATA = re.compile(rf"m:({'|'.join(Verb)})(!?):(\d{{1,9}}):(\d{{1,12}}):(-?\d{{1,16}}):(\d{{1,12}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A button under the question: `m:mute:86400:50:7:90`; with `!` behind the verb it cancels.

    The numbers are the seconds, 0 for ever; the message that the order is about, 0 for none; its author; and the
    command's own message.
    """

    verb: Verb
    seconds: int | None
    message_id: int | None
    author_id: int
    command_id: int
    cancels: bool = False

    @property
    def data(self) -> str:
        """What Telegram carries; at most 64 bytes."""
        sign = "!" if self.cancels else ""
        numbers = (self.seconds or 0, self.message_id or 0, self.author_id, self.command_id)
        return ":".join(["m", f"{self.verb}{sign}", *map(str, numbers)])

    @classmethod
    def parse(cls, data: str) -> "Confirmation | None":
        """The button that carries this data; None if it is none of ours."""
        if (found := _DATA.fullmatch(data)) is None:
            return None
        seconds, message_id, author_id, command_id = (int(found[group]) for group in range(3, 7))
        return cls(Verb(found[1]), seconds or None, message_id or None, author_id, command_id, bool(found[2]))

    def order(self, question: Mapping[str, Any], words: str, tools: Tools) -> Order:
        """The order that the question is about; it is a reply to the post, if that is still there."""
        post = replied_post(question, tools)
        if post is None or post.message_id != self.message_id:
            author = Author(self.author_id, roles={Role.CHANNEL: self.author_id < 0})
            post = person_post(question, author, self.message_id)
        return Order(self.verb, post, self.command_id, question["date"], self.seconds, words)


async def ask(call: CommandCall, order: Order, tools: Tools) -> None:
    """Ask for a confirmation in the group, once."""
    entry = _entry(order.post, order.verb, order.command_id, tools, order.words)
    if await tools.kept.log.intend([entry]):
        return
    outcome = await tools.chat.call(Call("sendMessage", await _question(call, order, tools), entry.key))
    await tools.kept.log.settle([Settlement(entry.key, Outcome(outcome.status, outcome.detail or order.words))])


async def words_of(confirmation: Confirmation, order: Order, tools: Tools) -> str:
    """The reason that stood behind the command."""
    entry = replace(_entry(order.post, order.verb, confirmation.command_id, tools, ""), outcome=Status.SKIPPED)
    known = await tools.kept.log.intend([entry])
    return known[entry.key].detail if entry.key in known else ""


async def _question(call: CommandCall, order: Order, tools: Tools) -> dict[str, Any]:
    t = translator((await tools.settings.of(call.chat_id)).language)
    post = order.post
    yes = Confirmation(order.verb, order.seconds, post.message_id, post.author.id or 0, order.command_id)
    buttons = [
        {"text": texts.confirm_button(t), "callback_data": yes.data},
        {"text": texts.cancel_button(t), "callback_data": replace(yes, cancels=True).data},
    ]
    params: dict[str, Any] = {
        "chat_id": call.chat_id,
        "text": texts.question(t, order.verb, post.author.name, order.seconds),
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [buttons]},
    }
    if post.message_id is not None:
        params["reply_parameters"] = {"message_id": post.message_id, "allow_sending_without_reply": True}
    elif (topic := mapping(call.message).get("message_thread_id")) is not None and call.message.get("is_topic_message"):
        params["message_thread_id"] = topic
    return params


def _entry(post: Post, verb: Verb, command_id: int, tools: Tools, words: str) -> LogEntry:
    return LogEntry(
        key=f"{post.chat.id}:{command_id}:{verb}:ask",
        at=tools.clock.now(),
        chat_id=post.chat.id,
        message_id=post.message_id,
        user_id=post.author.id,
        action=ACTION,
        detail=words,
        actor=str(post.chat.id),
    )
