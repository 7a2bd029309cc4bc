"""Redaction: what is kept and shown of a post whose content nobody may keep."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.post import Author, Post
from bot.core.verdict import Match

WITHHELD_KEYWORDS = frozenset({"child_sexual_abuse_material"})


def must_be_withheld(matches: Iterable[Match]) -> bool:
    """Whether a rule that matched forbids keeping, copying or showing the post's content."""
    return any(not WITHHELD_KEYWORDS.isdisjoint(match.rule.keywords) for match in matches)


def redacted(post: Post) -> Post:
    """The post without its content and its author's names: chat, message, sender's id and date stay."""
    return replace(
        post,
        author=Author(post.author.id, roles=post.author.roles),
        surfaces=(),
        entities=(),
        targets=(),
        media=(),
        forward=None,
        buttons=0,
        via_bot=None,
    )


def keepable(post: Post, matches: Sequence[Match]) -> tuple[Post, Sequence[Match]]:
    """Of a post and its matches, what may be kept."""
    if not must_be_withheld(matches):
        return post, matches
    return redacted(post), [replace(match, evidence=()) for match in matches]


def is_redacted(post: Post) -> bool:
    """Whether nothing of the post's content is kept, so that nothing is there to be shown."""
    return not (post.surfaces or post.media or post.author.name or post.unseen)
