"""What follows when a case has come to something: people are told."""

from typing import Protocol

from bot.core.case import Case
from bot.core.post import Post


class Aftermath(Protocol):
    """Somebody who has to hear of it. Hearing of the same state of a case again tells nobody twice."""

    async def follow(self, case: Case, post: Post) -> None:
        """The case has come to its present state: decided and carried out, closed, reviewed, undone, void.

        `post` is all that is still known of the post. Raises `StorageError` only.
        """
        ...
