"""`flood`: too many posts in a short time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.conditions._counts import Counts, check_least, check_window
from bot.core.arguments import Duration, argument
from bot.core.history import Need, Scope, Trace, is_counted
from bot.core.post import Post


class By(StrEnum):
    """Whose posts are counted."""

    AUTHOR = "author"
    CHAT = "chat"


@dataclass(frozen=True)
class Flood(Counts):
    """Holds for a post if so many, itself included, were published here in so short a time.

    An album is one post. Edits, reactions, requests to join and service messages are no posts: it never holds for them.
    Example: `flood: {posts: 5, within: 10s}`.
    """

    one: ClassVar[str] = "post"
    many: ClassVar[str] = "posts"

    posts: int = argument("How many posts are too many, 2 to 200.", default=5, example="5")
    within: Duration = argument("In how long a time, at most `7d`.", default=Duration(10), example="10s")
    by: By = argument("Whose posts are counted: the author's, or everybody's in the chat.", default=By.AUTHOR)

    def __post_init__(self) -> None:
        check_least(self.posts, "posts")
        check_window(self.within)

    @property
    def least(self) -> int:
        return self.posts

    @property
    def need(self) -> Need:
        return Need(Trace.POSTS, self.within, Scope.AUTHOR if self.by is By.AUTHOR else Scope.CHAT)

    def concerns(self, post: Post) -> bool:
        return is_counted(post)
