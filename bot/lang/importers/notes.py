"""What became of the parts of a rule that was imported."""

from dataclasses import dataclass
from enum import Enum

from bot.source.node import Span


class Fate(Enum):
    """What became of a part; the values are how reports call it."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    """It does nothing to which posts match."""

    LOST = "lost"
    """A condition that the rule has no more, or only in part."""


class Reach(Enum):
    """Which posts a rule matches, beside those that the original matched; the values are sentences of reports."""

    SAME = "matches the same posts"
    WIDER = "matches more posts than the original"
    NARROWER = "matches fewer posts than the original"
    OTHER = "matches other posts than the original"

    def and_(self, other: "Reach") -> "Reach":
        """Both at once."""
        if self is Reach.SAME or self is other:
            return other
        return self if other is Reach.SAME else Reach.OTHER


@dataclass(frozen=True, slots=True)
class Note:
    """One part of a rule: the key, what became of it, and how or why."""

    fate: Fate
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one rule. `place` counts the rules of a file from 1; `id` is None where it was not imported."""

    span: Span
    place: int
    label: str
    id: str | None
    mode: str
    reach: Reach
    notes: tuple[Note, ...]
    why_not: str | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing of what makes the rule match is missing."""
        return self.id is not None and self.reach is Reach.SAME and not any(n.fate is Fate.LOST for n in self.notes)

    @property
    def summary(self) -> str:
        """What became of the rule, in one line."""
        if self.id is None:
            return f"not imported: {self.why_not}"
        return f"{self.mode}, {self.reach.value}"


def report(account: Account) -> str:
    """An account as people read it, ending in a line break."""
    where = f"{account.span.file}:{account.span.line}: rule {account.place}"
    name = f" `{account.id or account.label}`" if account.id or account.label else ""
    lines = [f"{where}{name}: {account.summary}"]
    lines += [f"    {note.fate.value:<8}  {note.key}: {note.text}" for note in account.notes]
    return "\n".join(lines) + "\n"
