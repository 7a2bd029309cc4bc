"""What conditions ask of the index, and what it answers.

A *query* is all the patterns of one condition. The index compiles the queries of every rule together, reads each post
once, and hands back a *scan*; a condition then looks up its own query in it. So a post costs the same whether ten
patterns or fifty thousand are in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from bot.core.post import DEFAULT_SURFACES, Post, SurfaceName


class PatternKind(StrEnum):
    """How a pattern is to be found."""

    WORD = "word"
    SUBSTRING = "substring"
    REGEX = "regex"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """The patterns of one condition, ORed.

    Queries are compared by identity: build one per condition object and keep it.

    `exact` turns folding off, `case` makes letter case count, `original` lets a regex see the text as it was written.
    `surfaces` are the places to look in; a `DOMAIN` query looks at links instead and ignores it.
    """

    kind: PatternKind
    patterns: tuple[str, ...]
    exact: bool = False
    case: bool = False
    original: bool = False
    surfaces: frozenset[SurfaceName] = DEFAULT_SURFACES


class Hit(NamedTuple):
    """A pattern found: a position in `Post.surfaces`, and `start` and `end` in code points of its original text.

    `folded` says that the text only matched once look-alikes were folded or spaced letters joined.
    """

    surface: int
    start: int
    end: int
    folded: bool = False


class LinkKind(StrEnum):
    """What a link leads to."""

    INVITE = "invite"
    TELEGRAM = "telegram"
    SHORTENER = "shortener"
    IP = "ip"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a post, wherever it stood and however it was disguised.

    `host` is lower case and in Unicode form without a trailing dot; `domain` is what somebody registered
    (`example.co.uk`), or the host where there is no such thing. `path` starts with `/` and includes the query string;
    it is empty if there is none.
    `hidden` says that the text a reader sees names another place than the link leads to.
    """

    url: str
    host: str
    domain: str
    path: str
    kinds: frozenset[LinkKind]
    hit: Hit
    hidden: bool = False


class Scan(Protocol):
    """What one reading of one post found."""

    def hits(self, query: Query) -> Sequence[Hit]:
        """Where the query's patterns stand, in the order of surfaces and offsets; at most 20."""
        ...

    def fired(self) -> Iterable[Query]:
        """The queries that may have a hit. Every one that has is among them; whether one has, `hits` tells."""
        ...

    @property
    def links(self) -> Sequence[Link]:
        """All links of the post, from structure and text; extracted on first use."""
        ...


class Index(Protocol):
    """All queries in force, compiled together."""

    def scan(self, post: Post) -> Scan:
        """Read the post once. Never raises for any text; time is linear in its length."""
        ...
