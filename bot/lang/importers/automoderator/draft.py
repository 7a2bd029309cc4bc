"""A rule of ours while it is made from one of AutoModerator's."""

from dataclasses import dataclass, field
from typing import Any

from bot.lang.importers.notes import Fate, Note, Reach

Condition = dict[str, Any]
"""A mapping under `if`, as it will be written."""


@dataclass(slots=True)
class Draft:
    """What is known so far. All of `wanted` must hold and none of `unwanted`; `then` is by the action's name.

    `unsure` says that a condition is missing without which the rule must not act.
    """

    wanted: list[Condition] = field(default_factory=list)
    unwanted: list[Condition] = field(default_factory=list)
    then: dict[str, Any] = field(default_factory=dict)
    applies_to: tuple[str, ...] = ()
    priority: int | None = None
    exempts_moderators: bool | None = None
    reason: str | None = None
    unsure: bool = False
    reach: Reach = Reach.SAME
    notes: list[Note] = field(default_factory=list)

    def kept(self, key: str, text: str) -> None:
        """A part that means what it meant."""
        self.notes.append(Note(Fate.KEPT, key, text))

    def changed(self, key: str, text: str) -> None:
        """A part that is now something near to it."""
        self.notes.append(Note(Fate.CHANGED, key, text))

    def left_out(self, key: str, text: str) -> None:
        """A part that decides nothing about which posts match."""
        self.notes.append(Note(Fate.LEFT_OUT, key, text))

    def near(self, key: str, text: str) -> None:
        """A condition that is now another, near to it, by which the rule may act."""
        self.changed(key, text)
        self.reach = self.reach.and_(Reach.OTHER)

    def lost(self, key: str, text: str, reach: Reach = Reach.WIDER) -> None:
        """A condition that is gone, or gone in part. A rule that is wider for it must not act."""
        self.notes.append(Note(Fate.LOST, key, text))
        self.reach = self.reach.and_(reach)
        self.unsure |= reach is not Reach.NARROWER
