"""What is kept of a message and of a join: enough to count it, and no text."""

from collections.abc import Hashable
from typing import NamedTuple


class Message(NamedTuple):
    """A message as it first came. Dates are seconds since 1970 UTC; nobody asks for it from `until` on.

    `number` is its place in the order of arrival. `counted` is false for what is no post, such as a service message.
    `exact` is the hash of what it says; None if it says nothing, or if nobody asked. `sketched` tells whether a sketch
    was drawn of it too, which is kept elsewhere.
    """

    number: int
    chat_id: int
    author_id: int | None
    message_id: int
    album: str | None
    date: int
    until: int
    counted: bool
    exact: int | None
    sketched: bool

    @property
    def unit(self) -> Hashable:
        """What it is counted as: the parts of an album are one."""
        return self.message_id if self.album is None else self.album


class Join(NamedTuple):
    """Somebody's joining a chat, or asking to. Only the latest of each person is kept."""

    number: int
    chat_id: int
    user_id: int
    date: int
    until: int
