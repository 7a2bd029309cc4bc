"""Buttons: what stands on them, where they lead, what they copy or type."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import SurfaceName, TargetSource
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Reader, Shape, each, fields, ignore, read_fields, silent, text
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.values import string

_TEXT = text(SurfaceName.BUTTON)


def _link(draft: Draft, value: Any, button: Mapping[str, Any]) -> None:
    if isinstance(value, str):
        draft.link(value, TargetSource.BUTTON, string(button.get("text")))
    else:
        walk(draft, value)


_LINKED: Shape = {"url": ignore, "forward_text": _TEXT, "bot_username": _TEXT}


def _linked(draft: Draft, value: Any, button: Mapping[str, Any]) -> None:
    """An object whose `url` the button opens: a web app, a login."""
    if isinstance(value, dict):
        _link(draft, value.get("url"), button)
    read_fields(draft, value, _LINKED)


BUTTON: Shape = {
    "text": _TEXT,
    "url": _link,
    "login_url": _linked,
    "web_app": _linked,
    "copy_text": fields({"text": _TEXT}),
    "switch_inline_query": _TEXT,
    "switch_inline_query_current_chat": _TEXT,
    "switch_inline_query_chosen_chat": fields({"query": _TEXT}),
    "callback_data": silent,
}
"""A button of either kind of keyboard. `callback_data` is what a bot tells itself; nobody sees it."""


def _button(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    """A button; in a reply keyboard a mere string is one too."""
    draft.count_button()
    if isinstance(value, str):
        _TEXT(draft, value, parent)
    else:
        read_fields(draft, value, BUTTON)


_ROWS = each(each(_button))

MARKUP: Reader = fields({"inline_keyboard": _ROWS, "keyboard": _ROWS, "input_field_placeholder": _TEXT})
"""A message's `reply_markup`."""
