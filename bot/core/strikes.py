"""A *strike*: what an author gets for a post that broke a rule. It loses its effect after a while, its record stays.

How strikes add up to graver measures say the chat's ladder, see `bot.core.ladder`, and rules, by
`author: {strikes: {at_least: 3}}`.
"""

from dataclasses import dataclass

from bot.core.measure import Measure
from bot.core.post import Post

IN_EFFECT = 90 * 86_400
"""How many seconds a strike has an effect."""


@dataclass(frozen=True, slots=True)
class StrikeEntry:
    """One strike. `key` names it for ever; `rule` is the full name of the rule that it was given by, empty for none.

    It is in effect from `at` until before `expires`, both in seconds since 1970 UTC, unless it was taken back. `case`
    is the ref of the case that it belongs to. `number` says how many were in effect when it was given, itself
    included; the store counts.
    """

    key: str
    chat_id: int
    user_id: int
    rule: str
    rule_version: str
    at: int
    expires: int
    case: str | None = None
    taken_back_at: int | None = None
    number: int = 0

    def counts_at(self, at: int) -> bool:
        """Whether it is in effect at that time."""
        return self.taken_back_at is None and self.at <= at < self.expires


@dataclass(frozen=True, slots=True)
class Rung:
    """What a strike brings by the chat's ladder; `strikes` is how many are in effect with it."""

    strikes: int
    measure: Measure

    @property
    def detail(self) -> str:
        """Why it is applied, in the words of the log."""
        return f"ladder: {self.strikes} strike{'s' * (self.strikes != 1)} in effect"


def strike_key(post: Post) -> str:
    """Names the strike that a post brings. The parts of an album are one post, and bring one strike."""
    return f"{post.unit_key}:warn"


def entry(post: Post, rule: str, rule_version: str) -> StrikeEntry | None:
    """The strike for a post, dated by the post, so that judging depends on no clock; None if it has no author."""
    if post.author.id is None:
        return None
    at = said_at(post)
    return StrikeEntry(strike_key(post), post.chat.id, post.author.id, rule, rule_version, at, at + IN_EFFECT)


def moderators_entry(post: Post, case: str, at: int) -> StrikeEntry | None:
    """The strike that a moderator's decision at that time brings; None if the post has no author.

    It is named by the case and the time, because a case that was begun anew may bring another.
    """
    if post.author.id is None:
        return None
    key = f"case:{case}:strike:{at}"
    return StrikeEntry(key, post.chat.id, post.author.id, "", "", at, at + IN_EFFECT, case)


def said_at(post: Post) -> int:
    """When this revision of the post was published, in seconds since 1970 UTC."""
    return max(post.date, post.revision)
