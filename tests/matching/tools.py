"""Text in, text out: what an index finds in a post."""

from collections.abc import Sequence

from bot.core.post import Author, Chat, Entity, Post, PostKind, Surface, SurfaceName, Target
from bot.core.query import PatternKind, Query
from bot.matching.index import build_index


def make_post(
    text: str = "", *, surfaces: Sequence[Surface] = (), entities: Sequence[Entity] = (), targets: Sequence[Target] = ()
) -> Post:
    chosen = tuple(surfaces) or (Surface(SurfaceName.TEXT, text),)
    return Post(
        1,
        PostKind.MESSAGE,
        Chat(1, "supergroup"),
        Author(),
        0,
        surfaces=chosen,
        entities=tuple(entities),
        targets=tuple(targets),
    )


def found(
    kind: PatternKind,
    pattern: str | tuple[str, ...],
    text: str,
    *,
    exact: bool = False,
    case: bool = False,
    original: bool = False,
) -> list[tuple[str, bool]]:
    """The matched parts of the text, and whether each was folded."""
    patterns = (pattern,) if isinstance(pattern, str) else pattern
    query = Query(kind, patterns, exact=exact, case=case, original=original)
    scan = build_index([query]).scan(make_post(text))
    hits = scan.hits(query)
    assert list(scan.fired()) == [query] or not hits
    assert list(hits) == sorted(hits)
    return [(text[hit.start : hit.end], hit.folded) for hit in hits]
