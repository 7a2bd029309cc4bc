"""Posts for histories, and a history of a few lines."""

from typing import Any

from bot.core.history import Need, Scope, Trace
from bot.core.post import Author, Chat, Media, MediaKind, Post, PostKind, Surface, SurfaceName
from bot.history.memory import History

GROUP = -100


def post(message_id: int | None, text: str = "", *, author: int | None = 7, chat: int = GROUP, **more: Any) -> Post:
    """A message, at second 1,000 unless it says otherwise. `file` is its only file."""
    file = more.pop("file", None)
    return Post(
        id=message_id or 0,
        kind=more.pop("kind", PostKind.MESSAGE),
        chat=Chat(chat, "supergroup"),
        author=more.pop("author_record", Author(author)),
        date=more.pop("date", 1_000),
        message_id=message_id,
        surfaces=(Surface(SurfaceName.TEXT, text),) if text else (),
        media=(Media(MediaKind.PHOTO, file_unique_id=file),) if file else (),
        **more,
    )


def posts(within: int = 60, scope: Scope = Scope.AUTHOR) -> Need:
    return Need(Trace.POSTS, within, scope)


def alike(within: int = 60, scope: Scope = Scope.AUTHOR, similar: float = 1.0) -> Need:
    return Need(Trace.ALIKE, within, scope, similar)


def joins(within: int = 60) -> Need:
    return Need(Trace.JOINS, within, Scope.CHAT)


def messages(within: int = 60) -> Need:
    return Need(Trace.MESSAGES, within, Scope.AUTHOR)


def counts(need: Need, *given: Post, history: History | None = None) -> list[int | None]:
    """What is counted for a need, post by post."""
    history = History() if history is None else history
    return [history.recall(item, [need]).get(need) for item in given]
