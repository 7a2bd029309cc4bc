"""Who published a post, seen through the senders that Telegram makes up."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from bot.core.post import Author, Chat, Role, SurfaceName
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Shape, fields, silent
from bot.telegram.reading.values import full_name, integer, mapping, string

LINKED_CHANNEL_FORWARDER = 777000
CHANNEL_SPEAKER = 136817688
ANONYMOUS_ADMIN = 1087968824

FAKE_SENDERS = frozenset({LINKED_CHANNEL_FORWARDER, CHANNEL_SPEAKER, ANONYMOUS_ADMIN})
"""Users that stand for somebody else in `from`. They are nobody, and are never sanctioned."""

Roles = Mapping[Role, bool]

_NO_USER: Roles = MappingProxyType({Role.BOT: False, Role.PREMIUM: False, Role.IMPOSTOR: False})
_CHANNEL_ITSELF: Roles = MappingProxyType(
    {
        **_NO_USER,
        Role.ADMIN: True,
        Role.CHANNEL: True,
        Role.LINKED_CHANNEL: False,
        Role.ANONYMOUS: False,
        Role.IMPOSTOR: False,
    }
)
_LINKED_CHANNEL: Roles = MappingProxyType({**_CHANNEL_ITSELF, Role.LINKED_CHANNEL: True})
_ANONYMOUS: Roles = MappingProxyType({**_CHANNEL_ITSELF, Role.CHANNEL: False, Role.ANONYMOUS: True})
# Whether a channel that speaks in a group is the linked one is not in the message.
_SOME_CHANNEL: Roles = MappingProxyType({**_NO_USER, Role.ADMIN: False, Role.CHANNEL: True, Role.ANONYMOUS: False})


@cache
def _user_roles(bot: bool | None, premium: bool, private: bool) -> Roles:
    roles = {Role.CHANNEL: False, Role.LINKED_CHANNEL: False, Role.ANONYMOUS: False, Role.PREMIUM: premium}
    if bot is not None:
        roles[Role.BOT] = bot
    if private:
        roles |= {Role.ADMIN: False, Role.IMPOSTOR: False}
    return MappingProxyType(roles)


def read_chat(value: Any) -> Chat | None:
    """A chat; None if it is none or has no id."""
    if not isinstance(value, dict):
        return None
    number = integer(value.get("id"))
    if number is None:
        return None
    return Chat(number, string(value.get("type")) or "", string(value.get("title")), string(value.get("username")))


def read_user(value: Any, chat: Chat) -> Author:
    """A user, as far as the user's own record in an update tells; nobody if there is none."""
    user = mapping(value)
    if not user:
        return Author()
    bot = user.get("is_bot")
    return Author(
        integer(user.get("id")),
        full_name(user),
        string(user.get("username")),
        string(user.get("language_code")),
        _user_roles(bot if isinstance(bot, bool) else None, user.get("is_premium") is True, chat.type == "private"),
    )


def read_author(message: Mapping[str, Any], chat: Chat) -> Author:
    """The author of a message: a user, or the chat in whose name it was posted."""
    if chat.type == "channel":
        return _in_the_name_of(chat, _CHANNEL_ITSELF)
    speaker = read_chat(message.get("sender_chat"))
    if is_automatic_forward(message):
        return _in_the_name_of(speaker, _LINKED_CHANNEL)
    sender = mapping(message.get("from"))
    number = sender.get("id")
    if number == ANONYMOUS_ADMIN or (speaker is not None and speaker.id == chat.id):
        return _in_the_name_of(chat, _ANONYMOUS)
    if number == CHANNEL_SPEAKER or speaker is not None:
        return _in_the_name_of(speaker, _SOME_CHANNEL)
    return read_user(sender, chat)


def read_actor(chat: Chat, user: Any, actor: Any) -> Author:
    """Who reacted: a user, or the chat in whose name it was done (an anonymous admin's is the chat itself)."""
    speaker = read_chat(actor)
    if speaker is None:
        return read_user(user, chat)
    return _in_the_name_of(speaker, _ANONYMOUS if speaker.id == chat.id else _SOME_CHANNEL)


def _in_the_name_of(chat: Chat | None, roles: Roles) -> Author:
    return Author(roles=roles) if chat is None else Author(chat.id, chat.title, chat.username, roles=roles)


def is_automatic_forward(message: Mapping[str, Any]) -> bool:
    """Whether the message is a channel's post, put into its discussion group by Telegram."""
    if message.get("is_automatic_forward") is True:
        return True
    return bool(mapping(message.get("from")).get("id") == LINKED_CHANNEL_FORWARDER)


def name_author(draft: Draft, author: Author, message: Mapping[str, Any]) -> None:
    """Add the author's names, signature and tag, and the names of a sender beside the author who is not made up."""
    draft.add(SurfaceName.SENDER_NAME, author.name)
    draft.add(SurfaceName.USERNAME, author.username)
    for key in ("from", "sender_chat"):
        if key in message:
            _name_beside(draft, author, mapping(message[key]))
    for key in ("author_signature", "sender_tag"):
        if key in message:
            draft.add(SurfaceName.SENDER_NAME, string(message[key]))


def _name_beside(draft: Draft, author: Author, sender: Mapping[str, Any]) -> None:
    number = integer(sender.get("id"))
    if number is not None and (number == author.id or number in FAKE_SENDERS):
        return
    name, username = string(sender.get("title")) or full_name(sender), string(sender.get("username"))
    if name != author.name:
        draft.add(SurfaceName.SENDER_NAME, name)
    if username != author.username:
        draft.add(SurfaceName.USERNAME, username)


_KNOWN: Shape = dict.fromkeys(("type", "title", "first_name", "last_name", "username", "language_code"), silent)

SENDER: Shape = {
    "from": fields(_KNOWN),
    "chat": fields(_KNOWN),
    "sender_chat": fields(_KNOWN),
    "author_signature": silent,
    "sender_tag": silent,
}
"""The fields that say who posts and where; `name_author` adds the names. The chat's own title is not the post's."""
