"""The calls that post a deleted text again. Pure."""

from typing import Any

from bot.cases.cards.delivery import METHODS, WITHOUT_CAPTION
from bot.core.action import Call
from bot.core.case import Case
from bot.core.post import Post, PostKind
from bot.core.redaction import is_redacted
from bot.texts import appeals as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill, join, units, visible

LONGEST, LONGEST_CAPTION = 4096, 1024
"""UTF-16 units of a message and of a caption, once their HTML is read."""

_POSTED = frozenset({PostKind.MESSAGE, PostKind.COMMENT, PostKind.CHANNEL_POST})


def repostable(post: Post) -> bool:
    """Whether what is kept of the post can be posted again."""
    return post.kind in _POSTED and not is_redacted(post) and bool(post.text or _media(post))


def repost_calls(case: Case, post: Post, t: Texts) -> list[Call]:
    """Posts it where it stood, with its author's name; what does not fit beside it gets a message of its own."""
    head = texts.reposted_head(t, None if post.kind is PostKind.CHANNEL_POST else post.author.name)
    text = fill("<blockquote>{text}</blockquote>", text=post.text) if post.text else Html()
    whole = join("\n", [head, text])
    shown = _media(post)
    fits = units(visible(whole)) <= (LONGEST_CAPTION if shown else LONGEST)
    contents: list[tuple[str, dict[str, Any]]] = []
    for place, (method, params, captioned) in enumerate(shown):
        caption = (whole if fits else head) if place == 0 and captioned else Html()
        contents.append((method, params | ({"caption": caption, "parse_mode": "HTML"} if caption else {})))
    if not any("caption" in params for _, params in contents):
        contents.insert(0, _message(whole if fits or shown else head))
        fits = fits or bool(shown)
    if not fits and text:
        contents.append(_message(fill("{text}", text=post.text)))
    place_of = _place(case, post)
    return [
        Call(method, {**place_of, **params}, f"case:{case.ref}:repost:{number}")
        for number, (method, params) in enumerate(contents)
    ]


def _message(text: Html) -> tuple[str, dict[str, Any]]:
    return "sendMessage", {"text": text, "parse_mode": "HTML"}


def _media(post: Post) -> list[tuple[str, dict[str, Any], bool]]:
    """How to send each file, and whether it may have a caption."""
    return [
        (METHODS[media.kind], {media.kind.value: media.file_id}, media.kind not in WITHOUT_CAPTION)
        for media in post.media
        if media.file_id is not None and media.kind in METHODS
    ]


def _place(case: Case, post: Post) -> dict[str, Any]:
    params: dict[str, Any] = {"chat_id": case.chat_id}
    if case.message_id is None:  # the chat became another one, which has messages of its own
        return params
    if post.topic is not None:
        params["message_thread_id"] = post.topic
    answered = post.reply_to or post.thread
    if answered is not None and post.topic is None:
        params["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": True}
    return params
