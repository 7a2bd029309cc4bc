"""What posts have to have in common for a pardon to hold for both, as bytes to be hashed. See `bot.core.pardon`."""

from bot.core.pardon import Scope
from bot.core.post import DEFAULT_SURFACES, SENDER_SURFACES, Post, SurfaceName
from bot.matching.fold import fold
from bot.matching.lookalikes import SKELETON


def sameness(post: Post, scope: Scope) -> bytes | None:
    """The same for posts that are the same as far as the scope goes; None if there is nothing of that in the post."""
    text = _folded(post, DEFAULT_SURFACES)
    if scope is Scope.TEXT:
        return _joined(scope, text) if text else None
    media = "\n".join(sorted(item.file_unique_id or item.kind for item in post.media)).encode("utf-8", "replace")
    sender = _folded(post, SENDER_SURFACES) if scope is Scope.SENDER else b""
    return _joined(scope, text, media, sender) if text or media or sender else None


def _folded(post: Post, names: frozenset[SurfaceName]) -> bytes:
    """The surfaces together, with look-alikes folded."""
    text = "\n".join(surface.text for surface in post.surfaces if surface.name in names)
    return bytes(SKELETON[fold(text)[0]].tobytes())


def _joined(scope: Scope, *parts: bytes) -> bytes:
    return scope.encode() + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
