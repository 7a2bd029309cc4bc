"""Finds the post that somebody means, if the bot looks after its chat and that person may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.cases.reports.report import Circumstances
from bot.core.action import Call
from bot.core.errors import UnreadableUpdate
from bot.core.post import Post
from bot.telegram.command import RawMessage
from bot.telegram.reading import original
from bot.telegram.reading.author import is_automatic_forward
from bot.telegram.reading.reference import Reference, answered_elsewhere, forwarded, link_in
from bot.telegram.reading.values import integer, mapping
from bot.telegram.tools import Tools

_STAFF = frozenset({"creator", "administrator"})
_PRESENT = _STAFF | {"member"}
_NO_CHAT: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A post, and how the one who means it stands to its chat."""

    post: Post
    circumstances: Circumstances


class Finder:
    """Asks Telegram about chats that people name. What they name proves nothing: links can be made up."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def answered(self, message: RawMessage) -> Found | None:
        """The post that a message in a group replies to; None if it is no reply.

        That of a channel's post in its discussion group is the post itself, where the bot is an admin of the channel.
        """
        target = message.get("reply_to_message")
        if not isinstance(target, dict) or is_topic(message, target) or (post := self._read(target)) is None:
            return None
        here = Circumstances(group_id=post.chat.id)
        reference = forwarded(target) if is_automatic_forward(target) else None
        if reference is None or await self._tools.administrators.of(int(reference.chat)) is None:
            return Found(post, here)
        source = self._read(original.of_forward(target, reference))
        if source is None or post.message_id is None:
            return Found(post, here)
        return Found(replace(source, discussed=(post.chat.id, post.message_id)), here)

    async def named(self, message: RawMessage, person_id: int) -> Found | None:
        """The post that a message forwards, replies to in another chat or links to, in that order."""
        if (reference := forwarded(message)) is not None:
            return await self.at(reference, person_id, original.of_forward(message, reference))
        if (reference := answered_elsewhere(message)) is not None:
            return await self.at(reference, person_id, original.of_reply(message, reference))
        if "forward_origin" in message:
            return await self._known(message, person_id)
        return None if (reference := link_in(message)) is None else await self.at(reference, person_id)

    async def at(self, reference: Reference, person_id: int, shown: RawMessage | None = None) -> Found | None:
        """The post that stands there; `shown` is what a forward shows of it.

        Without that nothing is known of its content. None if the bot is no admin there, or the person may not see it.
        """
        named = f"@{reference.chat}" if isinstance(reference.chat, str) else reference.chat
        chat = channel = await self._ask("getChat", chat_id=named)
        message_id = reference.message_id
        if reference.comment is not None:
            linked = integer(channel.get("linked_chat_id"))
            chat = await self._ask("getChat", chat_id=linked) if linked else _NO_CHAT
            message_id, shown = reference.comment, None
        chat_id = integer(chat.get("id"))
        if chat_id is None or (found := await self._circumstances(chat, channel, person_id)) is None:
            return None
        if shown is not None and (post := self._read({**shown, "chat": _brief(chat)})) is not None:
            return Found(post, found)
        bare: dict[str, Any] = {
            "message_id": message_id,
            "chat": _brief(chat),
            "date": int(self._tools.clock.now()),
        }
        return None if (post := self._read(bare)) is None else Found(replace(post, unseen=True), found)

    async def _circumstances(
        self, chat: Mapping[str, Any], channel: Mapping[str, Any], person_id: int
    ) -> Circumstances | None:
        """None if the bot is no admin of the chat, or the person may not see it; `channel` is that of a comment."""
        chat_id = chat["id"]
        mine = await self._ask("getChatMember", chat_id=chat_id, user_id=self._tools.me)
        if mine.get("status") not in _STAFF:
            return None
        member = await self._ask("getChatMember", chat_id=chat_id, user_id=person_id)
        public = bool(chat.get("username") or channel.get("username"))
        if not public and not _is_present(member):
            member_of_channel = channel["id"] != chat_id and await self._ask(
                "getChatMember", chat_id=channel["id"], user_id=person_id
            )
            if not (member_of_channel and _is_present(member_of_channel)):
                return None
        group_id = integer(chat.get("linked_chat_id")) if chat.get("type") == "channel" else chat_id
        return Circumstances(group_id=group_id, muted=_is_muted(member))

    async def _known(self, message: RawMessage, person_id: int) -> Found | None:
        """The post that a message forwards, if there is a case about it: of members Telegram does not say which."""
        origin = mapping(message["forward_origin"])
        author_id = integer(mapping(origin.get("sender_user")).get("id"))
        author_id = author_id or integer(mapping(origin.get("sender_chat")).get("id"))
        shown = self._read(message)
        if author_id is None or shown is None:
            return None
        cases = self._tools.kept.cases
        for case in await cases.cases_of(author_id):
            post = await cases.case_post(case.ref)
            if post is None or post.message_id is None:
                continue
            if (post.date, post.text) == (origin.get("date"), shown.text):
                found = await self.at(Reference(post.chat.id, post.message_id), person_id)
                return found and Found(post, found.circumstances)
        return None

    def _read(self, message: RawMessage) -> Post | None:
        try:
            return self._tools.read(message)
        except UnreadableUpdate:
            return None

    async def _ask(self, method: str, **params: Any) -> Mapping[str, Any]:
        key = ":".join(str(value) for value in params.values())
        return mapping((await self._tools.chat.call(Call(method, params, f"{key}:{method}", idempotent=True))).result)


def names_something(message: RawMessage) -> bool:
    """Whether the message could name a post."""
    return bool(
        "forward_origin" in message
        or "forward_from_chat" in message
        or "external_reply" in message
        or link_in(message) is not None
    )


def _brief(chat: Mapping[str, Any]) -> dict[str, Any]:
    """The chat as it stands in messages."""
    return {name: chat[name] for name in ("id", "type", "title", "username") if name in chat}


def _is_present(member: Mapping[str, Any]) -> bool:
    return member.get("status") in _PRESENT or member.get("is_member") is True


def _is_muted(member: Mapping[str, Any]) -> bool:
    status = member.get("status")
    return status == "kicked" or (status == "restricted" and member.get("can_send_messages") is False)


def is_topic(message: RawMessage, target: RawMessage) -> bool:
    """Whether the reply is none: in a forum every message replies to the one that opened its topic."""
    opened = "forum_topic_created" in target or "forum_topic_edited" in target
    return opened and target.get("message_id") == message.get("message_thread_id")
