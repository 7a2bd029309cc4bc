"""Who reacted to what with what."""

from collections.abc import Mapping, Sequence
from typing import Any

Reaction = Mapping[str, Any]
"""A `ReactionType` of the Bot API."""


class Reactions:
    """The reactions to the messages of one chat."""

    def __init__(self) -> None:
        self._given: dict[tuple[int, int], list[Reaction]] = {}

    def of(self, message_id: int, actor_id: int) -> list[Reaction]:
        """What somebody, a user or a chat, reacted with to a message."""
        return self._given.get((message_id, actor_id), [])

    def put(self, message_id: int, actor_id: int, reactions: Sequence[Reaction]) -> list[Reaction]:
        """Let somebody's reactions to a message be these; returns those before."""
        before = self.of(message_id, actor_id)
        self._given[message_id, actor_id] = list(reactions)
        return before
