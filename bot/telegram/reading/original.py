"""The message that a forward or a reply in another chat shows, as it stands where it was published. Pure.

Only what Telegram's server vouches for is taken over: where, who, when, and the content; nothing of the sender's own.
"""

from collections.abc import Mapping
from typing import Any

from bot.telegram.reading.reference import Reference
from bot.telegram.reading.values import integer, mapping

RawMessage = Mapping[str, Any]

_OF_THE_COPY = frozenset(
    {
        "chat",
        "date",
        "edit_date",
        "external_reply",
        "forward_from",
        "forward_from_chat",
        "forward_from_message_id",
        "forward_origin",
        "forward_sender_name",
        "forward_signature",
        "forward_date",
        "from",
        "media_group_id",
        "message_id",
        "message_thread_id",
        "quote",
        "reply_to_message",
        "reply_to_story",
        "sender_boost_count",
        "sender_business_bot",
        "sender_chat",
        "sender_tag",
    }
)
_OF_THE_REPLY = frozenset({"chat", "origin", "message_id"})


def of_forward(message: RawMessage, reference: Reference) -> dict[str, Any]:
    """The channel post that the message is a forward of."""
    origin = mapping(message.get("forward_origin"))
    chat = mapping(origin.get("chat")) or mapping(message.get("forward_from_chat"))
    date = integer(origin.get("date")) or integer(message.get("forward_date")) or message.get("date", 0)
    content = {name: value for name, value in message.items() if name not in _OF_THE_COPY}
    return _at(reference, chat, date) | content | {"sender_chat": chat}


def of_reply(message: RawMessage, reference: Reference) -> dict[str, Any]:
    """The message of another chat that the message replies to, with the part of its text that is quoted."""
    external = mapping(message.get("external_reply"))
    chat, origin = mapping(external.get("chat")), mapping(external.get("origin"))
    content = {name: value for name, value in external.items() if name not in _OF_THE_REPLY}
    if "quote" in message:
        content["quote"] = message["quote"]
    if user := mapping(origin.get("sender_user")):
        content["from"] = user
    if speaker := mapping(origin.get("sender_chat")) or mapping(origin.get("chat")):
        content["sender_chat"] = speaker
    return _at(reference, chat, integer(origin.get("date")) or message.get("date", 0)) | content


def _at(reference: Reference, chat: Mapping[str, Any], date: Any) -> dict[str, Any]:
    return {"message_id": reference.message_id, "chat": chat, "date": date}
