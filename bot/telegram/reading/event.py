"""Posts that are no messages: a request to join, a join, a reaction. They have no message id of their own."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import Author, Chat, Entity, Post, PostKind, Role, SurfaceName
from bot.telegram.reading.author import SENDER, name_author, read_actor, read_user
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Shape, fields, ignore, read_fields, silent, text
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.message import chat_of
from bot.telegram.reading.values import integer, mapping, string

# The invite link is the chat's, its name and its creator the admins' business.
_JOIN_REQUEST: Shape = {**SENDER, "bio": text(SurfaceName.BIO), "invite_link": ignore}

_PRESENT = frozenset({"creator", "administrator", "member"})
_JOIN: Shape = {
    "chat": SENDER["chat"],
    "from": ignore,
    "old_chat_member": ignore,
    "new_chat_member": fields({"user": SENDER["from"], "status": silent}),
    "invite_link": ignore,
}


def read_join_request(request: Mapping[str, Any], *, update_id: int | None = None) -> Post:
    """A user's request to join a chat: bio and names. Raises `UnreadableUpdate` without a chat."""
    chat = chat_of(request, "chat_join_request")
    user = read_user(request.get("from"), chat)
    author = Author(user.id, user.name, user.username, user.language, {**user.roles, Role.MEMBER: False})
    draft = Draft()
    read_fields(draft, request, _JOIN_REQUEST)
    name_author(draft, author, request)
    return _post(
        PostKind.JOIN_REQUEST, request, draft, chat=chat, author=author, update_id=update_id, joiners=_ids(author)
    )


def read_join(event: Mapping[str, Any], *, update_id: int | None = None) -> Post | None:
    """Somebody's becoming a member; None for any other change of membership.

    The author is who joined, whoever let them in. Raises `UnreadableUpdate` without a chat.
    """
    chat = chat_of(event, "chat_member")
    member = mapping(event.get("new_chat_member"))
    if not _is_member(member) or _is_member(mapping(event.get("old_chat_member"))):
        return None
    user = read_user(member.get("user"), chat)
    roles = {**user.roles, Role.MEMBER: True}
    author = Author(user.id, user.name, user.username, user.language, roles, joined=integer(event.get("date")))
    draft = Draft()
    read_fields(draft, event, _JOIN)
    name_author(draft, author, {})
    return _post(PostKind.JOIN, event, draft, chat=chat, author=author, update_id=update_id, joiners=_ids(author))


def _is_member(member: Mapping[str, Any]) -> bool:
    status = string(member.get("status"))
    return status in _PRESENT or (status == "restricted" and member.get("is_member") is True)


def _ids(author: Author) -> tuple[int, ...]:
    return () if author.id is None else (author.id,)


def read_reaction(event: Mapping[str, Any], *, update_id: int | None = None) -> Post | None:
    """The reactions that somebody added to the message `reply_to`, as `text`; None if some were only taken back.

    A custom emoji shows as its id, with an entity; a paid reaction says nothing. Raises `UnreadableUpdate` without a
    chat.
    """
    chat = chat_of(event, "message_reaction")
    author = read_actor(chat, event.get("user"), event.get("actor_chat"))
    draft = Draft()
    read_fields(draft, event, _REACTION)
    if not draft.surfaces:
        return None
    name_author(draft, author, {})
    answered = integer(event.get("message_id"))
    return _post(PostKind.REACTION, event, draft, chat=chat, author=author, update_id=update_id, reply_to=answered)


def _added(draft: Draft, value: Any, event: Mapping[str, Any]) -> None:
    if not isinstance(value, list):
        walk(draft, value)
        return
    old = event.get("old_reaction")
    before = {_named(reaction) for reaction in old} if isinstance(old, list) else set()
    for reaction in value:
        if _named(reaction) not in before:
            _reaction(draft, reaction)


def _named(reaction: Any) -> tuple[str | None, str | None]:
    return string(mapping(reaction).get("emoji")), string(mapping(reaction).get("custom_emoji_id"))


def _reaction(draft: Draft, value: Any) -> None:
    read_fields(draft, value, _REACTION_TYPE)
    emoji = string(mapping(value).get("custom_emoji_id"))
    surface = draft.add(SurfaceName.TEXT, emoji)
    if emoji and surface is not None:
        draft.entities.append(Entity("custom_emoji", surface, 0, len(emoji), emoji))


_REACTION_TYPE: Shape = {"emoji": text(SurfaceName.TEXT)}
_REACTION: Shape = {
    "chat": SENDER["chat"],
    "user": SENDER["from"],
    "actor_chat": SENDER["sender_chat"],
    "old_reaction": ignore,
    "new_reaction": _added,
}


def _post(
    kind: PostKind,
    event: Mapping[str, Any],
    draft: Draft,
    *,
    chat: Chat,
    author: Author,
    update_id: int | None,
    reply_to: int | None = None,
    joiners: tuple[int, ...] = (),
) -> Post:
    draft.finish()
    return Post(
        id=update_id or 0,
        kind=kind,
        chat=chat,
        author=author,
        date=integer(event.get("date")) or 0,
        surfaces=tuple(draft.surfaces),
        entities=tuple(draft.entities),
        targets=tuple(draft.targets),
        reply_to=reply_to,
        joiners=joiners,
    )
