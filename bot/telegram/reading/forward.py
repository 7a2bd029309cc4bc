"""Where a forwarded post comes from: `forward_origin`, and the fields that stood in its place before Bot API 7.0."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import Forward, Origin, SurfaceName
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Reader, Shape, fields, read_fields, text, who
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.values import full_name, integer, mapping, string

_NAME = text(SurfaceName.FORWARD)
_WHO: Shape = who(SurfaceName.FORWARD)

ORIGIN: Shape = {
    "sender_user": fields(_WHO),
    "sender_user_name": _NAME,
    "sender_chat": fields(_WHO),
    "chat": fields(_WHO),
    "author_signature": _NAME,
}
"""A message's origin, of all four kinds."""


def _origin(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
    draft.forward = _forward(mapping(value))
    read_fields(draft, value, ORIGIN)


def _forward(origin: Mapping[str, Any]) -> Forward | None:
    if user := mapping(origin.get("sender_user")):
        return _of(Origin.USER, user)
    if chat := mapping(origin.get("chat")):
        return _of(Origin.CHANNEL, chat, integer(origin.get("message_id")))
    if chat := mapping(origin.get("sender_chat")):
        return _of(Origin.CHAT, chat)
    if "sender_user_name" in origin or origin.get("type") == "hidden_user":
        return Forward(Origin.HIDDEN, name=string(origin.get("sender_user_name")))
    return None


def _of(origin: Origin, source: Mapping[str, Any], message_id: int | None = None) -> Forward:
    return Forward(
        origin,
        id=integer(source.get("id")),
        name=string(source.get("title")) or full_name(source),
        username=string(source.get("username")),
        message_id=message_id,
    )


def _legacy(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    """One of the old fields. A server that fills them beside `forward_origin` repeats it."""
    if isinstance(parent.get("forward_origin"), dict):
        return
    draft.forward = draft.forward or _legacy_forward(parent)
    if isinstance(value, str):
        draft.add(SurfaceName.FORWARD, value)
    elif isinstance(value, dict):
        read_fields(draft, value, _WHO)
    else:
        walk(draft, value)


def _legacy_forward(message: Mapping[str, Any]) -> Forward | None:
    if chat := mapping(message.get("forward_from_chat")):
        origin = Origin.CHANNEL if chat.get("type") == "channel" else Origin.CHAT
        return _of(origin, chat, integer(message.get("forward_from_message_id")))
    if user := mapping(message.get("forward_from")):
        return _of(Origin.USER, user)
    name = string(message.get("forward_sender_name"))
    return Forward(Origin.HIDDEN, name=name) if name else None


FORWARD: Mapping[str, Reader] = {
    "forward_origin": _origin,
    "forward_from": _legacy,
    "forward_from_chat": _legacy,
    "forward_sender_name": _legacy,
    "forward_signature": _legacy,
}
"""The fields of a forwarded message."""
