"""The calls that bring a card to a chat. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.cases.cards.card import Card, render
from bot.cases.cards.keyboard import keyboard
from bot.cases.desk.callback import Menu
from bot.core.action import Call
from bot.core.case import CardRef
from bot.core.outcome import Outcome
from bot.core.post import Media, MediaKind
from bot.texts.catalogue import Texts

MOST_MEDIA = 3

METHODS = {
    MediaKind.PHOTO: "sendPhoto",
    MediaKind.VIDEO: "sendVideo",
    MediaKind.ANIMATION: "sendAnimation",
    MediaKind.AUDIO: "sendAudio",
    MediaKind.VOICE: "sendVoice",
    MediaKind.VIDEO_NOTE: "sendVideoNote",
    MediaKind.DOCUMENT: "sendDocument",
    MediaKind.STICKER: "sendSticker",
}
WITHOUT_CAPTION = frozenset({MediaKind.VIDEO_NOTE, MediaKind.STICKER})
_WITH_SPOILER = frozenset({MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.ANIMATION})


def media_calls(card: Card, chat_id: int) -> list[Call]:
    """Shows the post's media again, by file id and behind a spoiler where Telegram can."""
    calls = [
        Call(METHODS[media.kind], _media_params(card, media, chat_id), f"case:{card.case.ref}:media:{chat_id}:{place}")
        for place, media in enumerate(card.post.media)
        if media.file_id is not None and media.kind in METHODS
    ]
    return calls[:MOST_MEDIA]


def send_call(card: Card, chat_id: int, reply_to: int | None, t: Texts) -> Call:
    """Sends the card, as a reply to its media."""
    params = _params(card, chat_id, t)
    if reply_to is not None:
        params["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    # A second card belongs to the same case and does no harm, a card that never came does: so it may be sent again.
    return Call("sendMessage", params, f"case:{card.case.ref}:card:{chat_id}", idempotent=True)


def edit_call(card: Card, place: CardRef, t: Texts) -> Call:
    """Makes a message show what this card does."""
    case = card.case
    params = _params(card, place.chat_id, t) | {"message_id": place.message_id}
    return Call("editMessageText", params, f"case:{case.ref}:edit:{case.version}:{case.reports}", idempotent=True)


def menu_call(card: Card, place: CardRef, menu: Menu, t: Texts) -> Call:
    """Puts other buttons below a card."""
    params: dict[str, Any] = {"chat_id": place.chat_id, "message_id": place.message_id}
    if (buttons := keyboard(card, t, menu)) is not None:
        params["reply_markup"] = {"inline_keyboard": buttons}
    return Call("editMessageReplyMarkup", params, f"case:{card.case.ref}:menu:{menu}", idempotent=True)


def message_id(outcome: Outcome) -> int | None:
    """The id of the message that was sent; None if it is not known."""
    if not (outcome.done and isinstance(outcome.result, Mapping)):
        return None
    found = outcome.result.get("message_id")
    return found if isinstance(found, int) else None


def sent_to(outcome: Outcome) -> int | None:
    """The id of the chat that the message stands in; None if it is not known."""
    chat = outcome.result.get("chat") if outcome.done and isinstance(outcome.result, Mapping) else None
    found = chat.get("id") if isinstance(chat, Mapping) else None
    return found if isinstance(found, int) else None


def _params(card: Card, chat_id: int, t: Texts) -> dict[str, Any]:
    params: dict[str, Any] = {
        "chat_id": chat_id,
        "text": render(card, t),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if (buttons := keyboard(card, t)) is not None:
        params["reply_markup"] = {"inline_keyboard": buttons}
    return params


def _media_params(card: Card, media: Media, chat_id: int) -> dict[str, Any]:
    params: dict[str, Any] = {"chat_id": chat_id, media.kind.value: media.file_id, "disable_notification": True}
    if media.kind not in WITHOUT_CAPTION:
        params["caption"] = card.case.ref
    if media.kind in _WITH_SPOILER:
        params["has_spoiler"] = True
    return params
