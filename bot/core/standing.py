"""What an author's earlier posts in a chat say of the author, and when that makes somebody trusted."""

from dataclasses import fields
from operator import attrgetter

from bot.core.post import Author, Post, Role
from bot.core.value import value

TRUSTED_POSTS = 20
TRUSTED_AGE = 7 * 86_400


@value
class Standing:
    """Posts seen before the present one, and of them those since the last that broke a rule.

    `clean_since` is the date of the first clean post, in seconds since 1970 UTC; None while there is none.
    `vouched`: a moderator trusts the author, whatever was seen of them.
    """

    posts: int = 0
    clean_posts: int = 0
    clean_since: int | None = None
    vouched: bool = False

    def trusted(self, at: int) -> bool:
        """Whether the author has 20 clean posts over at least 7 days, or a moderator says so."""
        old = self.clean_since is not None and at - self.clean_since >= TRUSTED_AGE
        return self.vouched or (old and self.clean_posts >= TRUSTED_POSTS)

    def next(self, at: int) -> "Standing":
        """The standing once the present post is counted as a clean one."""
        since = at if self.clean_since is None else self.clean_since
        return Standing(self.posts + 1, self.clean_posts + 1, since)

    def stained(self) -> "Standing":
        """The standing once the last post turned out to break a rule."""
        return Standing(self.posts)

    def regained(self, lost: "Standing") -> "Standing":
        """The standing once it turned out that what was lost before should not have been."""
        since = self.clean_since if lost.clean_since is None else lost.clean_since
        return Standing(self.posts, self.clean_posts + lost.clean_posts, since)


_PARTS = [field.name for field in fields(Post)]
_parts = attrgetter(*_PARTS)
_AUTHOR = _PARTS.index("author")


def with_standing(post: Post, standing: Standing) -> Post:
    """The post with what the standing says of its author; what the post already says of it stays."""
    author = post.author
    roles = {Role.TRUSTED: standing.trusted(post.date), **author.roles}
    posts = standing.posts if author.posts is None else author.posts
    known = Author(
        author.id, author.name, author.username, author.language, roles, posts, author.joined, author.strikes
    )
    # Every post comes here, and `dataclasses.replace` takes three times as long.
    parts = list(_parts(post))
    parts[_AUTHOR] = known
    return Post(*parts)
