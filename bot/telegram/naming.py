"""Which chat a person means by a word: an id, a link or a public name."""

import re
from collections.abc import Mapping

from bot.core.action import Call
from bot.core.ports import ChatPort

_ID = re.compile(r"-?[1-9]\d{0,15}", re.ASCII)
_PRIVATE_LINK = re.compile(r"(?:https?://)?t\.me/c/(\d{1,13})(?:/.*)?", re.ASCII | re.IGNORECASE)
_PUBLIC = re.compile(r"(?:(?:https?://)?t\.me/|@)([a-z]\w{3,31})(?:/.*)?", re.ASCII | re.IGNORECASE)


async def chat_named(word: str, chat: ChatPort) -> int | None:
    """The id of the chat that a word names; None if it names none. Telegram is asked about public names."""
    if _ID.fullmatch(word):
        return int(word)
    if match := _PRIVATE_LINK.fullmatch(word):
        return int(f"-100{match[1]}")
    if not (match := _PUBLIC.fullmatch(word)):
        return None
    name = f"@{match[1]}"
    found = (await chat.call(Call("getChat", {"chat_id": name}, f"{name}:chat", idempotent=True))).result
    chat_id = found.get("id") if isinstance(found, Mapping) else None
    return chat_id if isinstance(chat_id, int) else None
