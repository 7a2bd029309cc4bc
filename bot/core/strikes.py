"""A *strike*: what an author gets for a post that broke a rule. It loses its effect after a while, its record stays.

How strikes add up to graver measures is for rules to say: `author: {strikes: {at_least: 3}}`.
"""

from dataclasses import dataclass

from bot.core.post import Post

IN_EFFECT = 90 * 86_400
"""How many seconds a strike has an effect."""


@dataclass(frozen=True, slots=True)
class StrikeEntry:
    """One strike. `key` names it for ever; `rule` is the full name of the rule that it was given by.

    It is in effect from `at` until before `expires`, both in seconds since 1970 UTC.
    """

    key: str
    chat_id: int
    user_id: int
    rule: str
    rule_version: str
    at: int
    expires: int

    def counts_at(self, at: int) -> bool:
        """Whether it is in effect at that time."""
        return self.at <= at < self.expires


def strike_key(post: Post) -> str:
    """Names the strike that a post brings. The parts of an album are one post, and bring one strike."""
    return f"{post.unit_key}:warn"


def entry(post: Post, rule: str, rule_version: str) -> StrikeEntry | None:
    """The strike for a post, dated by the post, so that judging depends on no clock; None if it has no author."""
    if post.author.id is None:
        return None
    at = said_at(post)
    return StrikeEntry(strike_key(post), post.chat.id, post.author.id, rule, rule_version, at, at + IN_EFFECT)


def said_at(post: Post) -> int:
    """When this revision of the post was published, in seconds since 1970 UTC."""
    return max(post.date, post.revision)
