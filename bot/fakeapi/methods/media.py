"""Sending media, by `file_id` or uploaded; nothing is kept of an upload."""

import hashlib
from collections.abc import Callable
from typing import Any

from bot.fakeapi import writing
from bot.fakeapi.access import writable_chat
from bot.fakeapi.chats import Chat
from bot.fakeapi.messages import Message
from bot.fakeapi.params import Params, Upload
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_SIZED = {"width": 640, "height": 480}
_FIELDS: dict[str, dict[str, Any]] = {
    "animation": _SIZED | {"duration": 3},
    "audio": {"duration": 60},
    "document": {},
    "photo": _SIZED,
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "video": _SIZED | {"duration": 10},
    "video_note": {"length": 240, "duration": 5},
    "voice": {"duration": 5},
}
_WITHOUT_CAPTION = ("sticker", "video_note")
_ALBUM = range(2, 11)


def _sender(kind: str) -> Callable[[World, Params], Message]:
    def send(world: World, params: Params) -> Message:
        chat = writable_chat(world, params)
        content = {kind: _media(kind, params.get(kind))}
        if kind not in _WITHOUT_CAPTION:
            content |= writing.caption(params)
        return writing.publish(world, chat, params, content)

    return send


send_animation = _sender("animation")
send_audio = _sender("audio")
send_document = _sender("document")
send_photo = _sender("photo")
send_sticker = _sender("sticker")
send_video = _sender("video")
send_video_note = _sender("video_note")
send_voice = _sender("voice")


def send_media_group(world: World, params: Params) -> list[Message]:
    """Send an album."""
    chat = writable_chat(world, params)
    items = params.structure("media")
    if not isinstance(items, list) or len(items) not in _ALBUM:
        raise bad_request("expected 2-10 media to send as an album")
    group = str(14_000_000_000 + chat.next_message_id)
    return [_item(world, chat, params, item, group) for item in items]


def send_location(world: World, params: Params) -> Message:
    """Send a place."""
    chat = writable_chat(world, params)
    place = {name: _degrees(params, name) for name in ("latitude", "longitude")}
    return writing.publish(world, chat, params, {"location": place})


def send_contact(world: World, params: Params) -> Message:
    """Send a contact."""
    chat = writable_chat(world, params)
    contact = {name: params.text(name) for name in ("phone_number", "first_name", "last_name", "vcard")}
    return writing.publish(world, chat, params, {"contact": {name: value for name, value in contact.items() if value}})


def _degrees(params: Params, name: str) -> float:
    try:
        return float(params.text(name))
    except ValueError:
        raise bad_request(f"{name} is not a number") from None


def _item(world: World, chat: Chat, params: Params, item: Any, group: str) -> Message:
    if not isinstance(item, dict) or item.get("type") not in _FIELDS:
        raise bad_request('can\'t parse InputMedia: Field "type" is not known')
    kind = item["type"]
    content = {"media_group_id": group, kind: _media(kind, item.get("media"))} | writing.caption(Params(item))
    return writing.publish(world, chat, params, content)


def _media(kind: str, given: Any) -> Any:
    if not given:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    file_id = str(given)
    if isinstance(given, Upload):
        file_id = f"uploaded-{kind}-{given}"
    elif len(file_id) < 2 or any(char.isspace() for char in file_id):  # noqa: PLR2004 - no file id is one letter
        raise bad_request("wrong file identifier/HTTP URL specified")
    unique = hashlib.sha256(file_id.encode()).hexdigest()[:16]
    found = {"file_id": file_id, "file_unique_id": unique} | _FIELDS[kind]
    return [found] if kind == "photo" else found
