"""The short form of a post: what `ombud check` and the examples of rules take besides Updates and Messages.

A short post without an author is a member's; without a chat it stands in a supergroup. What the author *is* is always
known; how many posts, since when and how many strikes only if it is given.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.core.errors import UnreadableUpdate
from bot.core.post import (
    Author,
    Chat,
    Forward,
    Media,
    MediaKind,
    Origin,
    Post,
    PostKind,
    Role,
    ServiceKind,
    Surface,
    SurfaceName,
    Target,
    TargetSource,
)

POST_KEYS = (
    "id",
    "text",
    "author",
    "chat",
    "date",
    "kind",
    "quote",
    "links",
    "buttons",
    "media",
    "forward",
    "album",
    "joiners",
    "service",
)
AUTHOR_KEYS = ("id", "name", "username", "bio", "language", "is", "posts", "joined", "strikes")
CHAT_KEYS = ("id", "type", "title", "username")

DEFAULT_AUTHOR, DEFAULT_CHAT = 1, -1_000_000_000_001

ReadPost = Callable[[Mapping[str, Any]], Post]
"""Reads an Update or a Message. Raises `UnreadableUpdate`."""

_AGO = re.compile(r"(\d{1,9})([smhd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_IMPLIED = {Role.ANONYMOUS: Role.ADMIN, Role.LINKED_CHANNEL: Role.CHANNEL}
_JOINS = frozenset({PostKind.JOIN, PostKind.JOIN_REQUEST})
_NOT_MEMBERS = frozenset({Role.CHANNEL, Role.ANONYMOUS, Role.LINKED_CHANNEL})

E = TypeVar("E", bound=StrEnum)
Given = Mapping[str, Any]


def read_given(given: Any, read_post: ReadPost | None = None, number: int = 1) -> Post:
    """The post that an Update, a Message or a short post describes; raises `UnreadableUpdate` for anything else.

    Without `read_post` only short posts are read; `number` is as for `read_short`.
    """
    given = _mapping(given, "a post")
    if "update_id" not in given and "message_id" not in given:
        return read_short(given, number)
    if read_post is None:
        raise UnreadableUpdate("`message_id` or `update_id`: only short posts can be read here")
    return read_post(given)


def read_short(given: Given, number: int = 1) -> Post:
    """The post that a short form describes; keys that are not known are ignored.

    `number` is its message id unless its `id` is one. Raises `UnreadableUpdate`, which names the field.
    """
    chat = _read_chat(_mapping(_or(given.get("chat"), {}), "chat"))
    date = _moment(_or(given.get("date"), 0), "date")
    author = _read_author(given, chat, date)
    kind = _read_kind(given, chat)
    id_ = _or(given.get("id"), 0)
    if isinstance(id_, bool) or not isinstance(id_, str | int):
        raise UnreadableUpdate("`id` must be text or a whole number")
    message_id = id_ if isinstance(id_, int) and id_ > 0 else number
    content = _Content(given)
    content.add(SurfaceName.SENDER_NAME, author.name)
    content.add(SurfaceName.USERNAME, author.username)
    content.add(SurfaceName.BIO, _text(_mapping(_or(given.get("author"), {}), "author"), "bio", "author."))
    return Post(
        id=id_,
        kind=kind,
        chat=chat,
        author=author,
        date=date,
        message_id=message_id,
        surfaces=tuple(content.surfaces),
        targets=tuple(content.targets),
        media=content.media,
        forward=content.forward,
        reply_to=message_id if kind is PostKind.REACTION else None,
        buttons=content.buttons,
        album=_text(given, "album"),
        joiners=_read_joiners(given, kind, author),
        service=_read_service(given, kind),
    )


def _read_kind(given: Given, chat: Chat) -> PostKind:
    if given.get("kind") is not None:
        return _choice(PostKind, given["kind"], "kind")
    if given.get("joiners") is not None or given.get("service") is not None:
        return PostKind.SERVICE
    return PostKind.CHANNEL_POST if chat.type == "channel" else PostKind.MESSAGE


def _read_service(given: Given, kind: PostKind) -> ServiceKind | None:
    if given.get("service") is not None:
        return _choice(ServiceKind, given["service"], "service")
    if kind is not PostKind.SERVICE:
        return None
    return ServiceKind.OTHER if given.get("joiners") is None else ServiceKind.JOINED


def _read_joiners(given: Given, kind: PostKind, author: Author) -> tuple[int, ...]:
    """Who joins by it, as ids; where it is a join or a request to, that is the author unless it says otherwise."""
    if given.get("joiners") is None:
        return (author.id,) if kind in _JOINS and author.id is not None else ()
    ids = _items({"joiners": [given["joiners"]] if isinstance(given["joiners"], int) else given["joiners"]}, "joiners")
    if not all(isinstance(id_, int) and not isinstance(id_, bool) for id_ in ids):
        raise UnreadableUpdate("`joiners` must be ids of users, as whole numbers")
    return tuple(ids)


class _Content:
    """What the post says and carries."""

    def __init__(self, given: Given) -> None:
        self.surfaces: list[Surface] = []
        self.targets: list[Target] = []
        self._counts = Counter[SurfaceName]()
        self.add(SurfaceName.TEXT, _text(given, "text"))
        self.add(SurfaceName.QUOTE, _text(given, "quote"))
        buttons = _items(given, "buttons")
        self.buttons = len(buttons)
        for button in buttons:
            self._add_link({"text": button} if isinstance(button, str) else button, "buttons", TargetSource.BUTTON)
        for link in _items(given, "links"):
            self._add_link({"url": link} if isinstance(link, str) else link, "links", TargetSource.ENTITY)
        self.media = tuple(_read_media(item) for item in _items(given, "media"))
        for item in self.media:
            self.add(SurfaceName.FILE_NAME, item.file_name)
        self.forward = None if given.get("forward") is None else _read_forward(given["forward"])
        self.add(SurfaceName.FORWARD, self.forward.name if self.forward else None)

    def add(self, name: SurfaceName, text: str | None) -> None:
        """Add a text, if there is one."""
        if text:
            self.surfaces.append(Surface(name, text, self._counts[name]))
            self._counts[name] += 1

    def _add_link(self, given: Any, field: str, source: TargetSource) -> None:
        given = _mapping(given, field)
        text, url = _text(given, "text", f"{field}."), _text(given, "url", f"{field}.")
        if source is TargetSource.BUTTON:
            self.add(SurfaceName.BUTTON, text)
        if url:
            self.add(SurfaceName.LINK, url)
            self.targets.append(Target(url, len(self.surfaces) - 1, source, text))


def _read_chat(given: Given) -> Chat:
    types = ("private", "group", "supergroup", "channel")
    type_ = _text(given, "type", "chat.") or "supergroup"
    if type_ not in types:
        raise UnreadableUpdate(f"`chat.type` must be one of {', '.join(types)}")
    id_ = _integer(given, "id", "chat.")
    title, username = _text(given, "title", "chat."), _text(given, "username", "chat.")
    return Chat(DEFAULT_CHAT if id_ is None else id_, type_, title, _bare(username))


def _read_author(post: Given, chat: Chat, date: int) -> Author:
    if chat.type == "channel" and post.get("author") is None:
        roles = _roles([Role.CHANNEL, Role.ADMIN])
        return Author(chat.id, chat.title, chat.username, roles=roles)
    given = _mapping(_or(post.get("author"), {}), "author")
    named = [_choice(Role, item, "author.is") for item in _items(given, "is", "author.")]
    id_ = _integer(given, "id", "author.")
    return Author(
        id=DEFAULT_AUTHOR if id_ is None else id_,
        name=_text(given, "name", "author."),
        username=_bare(_text(given, "username", "author.")),
        language=_text(given, "language", "author."),
        roles=_roles([Role.MEMBER] if given.get("is") is None else named),
        posts=_integer(given, "posts", "author.", least=0),
        joined=_joined(given.get("joined"), date),
        strikes=_integer(given, "strikes", "author.", least=0),
    )


def _roles(named: Iterable[Role]) -> dict[Role, bool]:
    """Every role, known: those that are named, what follows from them, and no other."""
    held = {*named}
    held |= {_IMPLIED[role] for role in held if role in _IMPLIED}
    if held and held.isdisjoint(_NOT_MEMBERS):
        held.add(Role.MEMBER)
    return {role: role in held for role in Role}


def _joined(given: Any, date: int) -> int | None:
    if given is None:
        return None
    ago = _AGO.fullmatch(given) if isinstance(given, str) else None
    return date - int(ago[1]) * _SECONDS[ago[2]] if ago else _moment(given, "author.joined")


def _read_media(given: Any) -> Media:
    given = {"kind": given} if isinstance(given, str) else _mapping(given, "media")
    return Media(
        kind=_choice(MediaKind, _or(given.get("kind"), "document"), "media.kind"),
        file_unique_id=_text(given, "file_unique_id", "media."),
        file_name=_text(given, "file_name", "media."),
        mime=_text(given, "mime", "media."),
        size=_integer(given, "size", "media.", least=0),
    )


def _read_forward(given: Any) -> Forward:
    given = {"from": given} if isinstance(given, str) else _mapping(given, "forward")
    return Forward(
        origin=_choice(Origin, _or(given.get("from"), "user"), "forward.from"),
        id=_integer(given, "id", "forward."),
        name=_text(given, "name", "forward."),
        username=_bare(_text(given, "username", "forward.")),
    )


def _or(given: Any, default: Any) -> Any:
    """What is given; null is as good as nothing."""
    return default if given is None else given


def _mapping(given: Any, field: str) -> Given:
    if isinstance(given, Mapping):
        return given
    raise UnreadableUpdate(f"`{field}` must be an object" if field != "a post" else "a post must be an object")


def _items(given: Given, key: str, prefix: str = "") -> list[Any]:
    value = given.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, str | Mapping):
        return [value]
    raise UnreadableUpdate(f"`{prefix}{key}` must be a list")


def _text(given: Given, key: str, prefix: str = "") -> str | None:
    value = given.get(key)
    if value is None or isinstance(value, str):
        return value
    raise UnreadableUpdate(f"`{prefix}{key}` must be text")


def _integer(given: Given, key: str, prefix: str, least: int | None = None) -> int | None:
    value = given.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or (least is not None and value < least):
        raise UnreadableUpdate(f"`{prefix}{key}` must be a whole number" + (f", {least} or more" if least == 0 else ""))
    return value


def _choice(kind: type[E], value: Any, field: str) -> E:
    if isinstance(value, str) and value in [member.value for member in kind]:
        return kind(value)
    raise UnreadableUpdate(f"`{field}` must be one of {', '.join(kind)}")


def _moment(value: Any, field: str) -> int:
    """Seconds since 1970 UTC of such a number, or of a date in ISO 8601."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        moment = datetime.fromisoformat(value)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (TypeError, ValueError, OverflowError):
        raise UnreadableUpdate(f"`{field}` must be seconds since 1970 or an ISO 8601 date") from None


def _bare(username: str | None) -> str | None:
    return username.removeprefix("@") if username else username
