"""The base of all conditions. A condition is one file in `bot/conditions/`; its name is the file's.

A condition is a frozen dataclass whose fields are its YAML arguments (`bot.core.arguments`). It answers for a post and
its scan, purely: no I/O, no clock (time is the post's date).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.finding import DID_NOT_HOLD, Evidence, Finding
from bot.core.history import Need, Past
from bot.core.post import Post
from bot.core.query import Hit, Link, Query, Scan
from bot.core.registry import public_name

MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True)
class Context:
    """What a condition sees: a post, what one reading of it found, and what was counted of the posts before it."""

    post: Post
    scan: Scan
    past: Past = field(default_factory=dict)

    def found(self, query: Query) -> Finding:
        """Whether the query has hits in the surfaces it looks at, and where."""
        hits = self.scan.hits(query)
        return Finding.held(self.evidence(hits)) if hits else DID_NOT_HOLD

    def evidence(self, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
        """The hits as evidence, with the original text."""
        return tuple(self._evidence(hit) for hit in list(hits)[:MOST_EVIDENCE])

    @property
    def links(self) -> Sequence[Link]:
        """All links of the post."""
        return self.scan.links

    def _evidence(self, hit: Hit) -> Evidence:
        surface = self.post.surfaces[hit.surface]
        return Evidence(surface.name, surface.index, hit.start, hit.end, surface.text[hit.start : hit.end], hit.folded)


class Condition(ABC):
    """Something that holds for a post, does not hold, or is not known."""

    name: ClassVar[str]
    """The name in YAML: the file's."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = public_name(cls)

    @abstractmethod
    def check(self, context: Context) -> Finding:
        """Answer for one post."""

    def queries(self) -> tuple[Query, ...]:
        """What the index must look for; the same objects at every call."""
        return ()

    def needs(self) -> tuple[Need, ...]:
        """What has to be remembered of earlier posts for it."""
        return ()

    def account(self, context: Context) -> str:
        """What it saw in this post, for people who ask why it held or did not (`34 characters`); empty if plain."""
        return ""

    @property
    def counts_posts(self) -> bool:
        """Whether the answer depends on how many posts of the author were seen."""
        return False

    def triggers(self) -> frozenset[Query] | None:
        """Queries of which at least one has a hit whenever the condition holds; None if there is no such set.

        Rules with triggers are only judged when one fires.
        """
        return frozenset(self.queries()) or None
