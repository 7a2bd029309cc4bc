"""Checks that search no text: the type of a post, its length, what it is."""

from collections.abc import Callable

from bot.lang.importers.automoderator.draft import Condition, Draft
from bot.lang.importers.automoderator.reading import flag_of, number_of, text_of
from bot.source.node import Node

Reader = Callable[[Draft, str, Node], None]

_SUBMISSION = ("message", "channel_post")
_TYPES = {
    "any": (),
    "comment": ("message", "comment"),
    "submission": _SUBMISSION,
    "text submission": _SUBMISSION,
    "link submission": _SUBMISSION,
    "poll submission": _SUBMISSION,
    "gallery submission": _SUBMISSION,
    "crosspost submission": _SUBMISSION,
}
_SPECIAL: dict[str, Condition] = {
    "poll submission": {"media": {"any": ["poll"]}},
    "gallery submission": {"album": True},
    "crosspost submission": {"forwarded": True},
}
_LEFT = {
    "text submission": "posts with links match too",
    "link submission": "posts without links match too",
}


def _type(draft: Draft, key: str, value: Node) -> None:
    text = " ".join((text_of(value) or "").lower().split())
    if text not in _TYPES:
        draft.lost(key, f"`{text}` is no type that AutoModerator knows")
        return
    draft.applies_to = _TYPES[text]
    if special := _SPECIAL.get(text):
        draft.wanted.append(dict(special))
        draft.kept(key, f"`{text}` is `{next(iter(special))}`")
    elif text in _LEFT:
        draft.changed(key, f"`{text}`: messages and channel posts; {_LEFT[text]}")
    elif text != "any":
        draft.changed(key, f"`{text}`: {' and '.join(kind.replace('_', ' ') + 's' for kind in _TYPES[text])}")


def _longer(draft: Draft, key: str, value: Node) -> None:
    _length(draft, key, number_of(value), "above")


def _shorter(draft: Draft, key: str, value: Node) -> None:
    _length(draft, key, number_of(value), "below")


def _length(draft: Draft, key: str, number: int | None, limit: str) -> None:
    if number is None or number < (limit == "below"):
        draft.lost(key, "it is no number that a length can have")
        return
    # Posts without text, such as photos, are not asked.
    least = {"at_least": 1} if limit == "below" and number > 1 else {}
    draft.wanted.append({"length": {**least, limit: number}})
    draft.changed(key, "signs and spaces at the ends are counted")


def _edited(draft: Draft, key: str, value: Node) -> None:
    _whether(draft, key, value, {"edited": True})


def _poll(draft: Draft, key: str, value: Node) -> None:
    _whether(draft, key, value, {"media": {"any": ["poll"]}})


def _gallery(draft: Draft, key: str, value: Node) -> None:
    _whether(draft, key, value, {"album": True})


def _whether(draft: Draft, key: str, value: Node, condition: Condition) -> None:
    flag = flag_of(value)
    if flag is None:
        draft.lost(key, "it must be `true` or `false`")
        return
    (draft.wanted if flag else draft.unwanted).append(condition)
    draft.kept(key, "as it is")


def _quotes(draft: Draft, key: str, value: Node) -> None:
    if flag_of(value):
        draft.changed(key, "Telegram's quotes are part of the text and are looked at")


FACTS: dict[str, Reader] = {
    "type": _type,
    "body_longer_than": _longer,
    "body_shorter_than": _shorter,
    "is_edited": _edited,
    "is_poll": _poll,
    "is_gallery": _gallery,
    "ignore_blockquotes": _quotes,
}

NO_MEANING = {
    "reports": "how often a post was reported is no condition here",
    "is_top_level": "Telegram's comments are no tree",
    "is_self": "Telegram has no text posts of a subreddit",
    "is_original_content": "Telegram has no such mark",
    "is_meta_discussion": "Telegram has no such mark",
    "is_reply": "Telegram's comments are no tree",
    "discussion_type": "Telegram has no chat posts beside others",
    "past_archive_date": "Telegram archives nothing",
    "poll_option_count": "how many options a poll has is no condition here",
    "parent_submission": "the post that is commented on is no part of a comment",
    "parent_comment": "the comment that is answered is no part of a post",
    "crosspost_author": "who wrote what is forwarded is often hidden",
    "crosspost_subreddit": "Telegram has no subreddits",
    "subreddit": "Telegram has no subreddits",
    "crosspost_id": "Reddit's ids mean nothing in Telegram",
    "user_conditions": "this is the syntax of before 2015",
    "modifiers": "this is the syntax of before 2015",
}
"""Conditions that Telegram, or a rule of ours, has nothing for."""
