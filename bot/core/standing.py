"""What an author's earlier posts in a chat say of the author, and when that makes somebody trusted."""

from dataclasses import dataclass, replace

from bot.core.post import Post, Role

TRUSTED_POSTS = 20
TRUSTED_AGE = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Standing:
    """Posts seen before the present one, and of them those since the last that broke a rule.

    `clean_since` is the date of the first clean post, in seconds since 1970 UTC; None while there is none.
    """

    posts: int = 0
    clean_posts: int = 0
    clean_since: int | None = None

    def trusted(self, at: int) -> bool:
        """Whether the author has 20 clean posts over at least 7 days."""
        old = self.clean_since is not None and at - self.clean_since >= TRUSTED_AGE
        return old and self.clean_posts >= TRUSTED_POSTS

    def next(self, at: int) -> "Standing":
        """The standing once the present post is counted as a clean one."""
        since = at if self.clean_since is None else self.clean_since
        return Standing(self.posts + 1, self.clean_posts + 1, since)

    def stained(self) -> "Standing":
        """The standing once the last post turned out to break a rule."""
        return Standing(self.posts)


def with_standing(post: Post, standing: Standing) -> Post:
    """The post with what the standing says of its author; what the post already says of it stays."""
    author = post.author
    roles = {Role.TRUSTED: standing.trusted(post.date), **author.roles}
    posts = standing.posts if author.posts is None else author.posts
    return replace(post, author=replace(author, roles=roles, posts=posts))
