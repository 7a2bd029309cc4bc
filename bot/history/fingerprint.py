"""What stands for a post's content where contents are compared: a hash, and a sketch for likeness. Neither holds text.

The text is that of all the surfaces which conditions look at by default, together, with look-alikes folded. A post
without any is its media: the files' ids that are the same for every bot. Both are the same in every process.
"""

import hashlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.post import DEFAULT_SURFACES, Post
from bot.matching.chars import Codes
from bot.matching.fold import fold
from bot.matching.lookalikes import SKELETON

SKETCH_SIZE = 64
GRAM = 3
_BYTES = 8
_MOST_GRAMS = 4_096

Sketch = NDArray[np.uint32]
"""`SKETCH_SIZE` numbers; of two sketches as large a share is equal, but for chance, as of the texts' 3-grams."""

Words = NDArray[np.uint64]


class Fingerprint(NamedTuple):
    """`exact` is a signed 64-bit hash of the content; `sketch` is None where there is nothing to be like."""

    exact: int
    sketch: Sketch | None = None


def fingerprint(post: Post, *, sketched: bool) -> Fingerprint | None:
    """The post's; None if it has neither text nor a file. The sketch is only drawn if it is asked for."""
    codes = _codes(post)
    if len(codes):
        return Fingerprint(_hash(b"text", codes.tobytes()), sketch(codes) if sketched else None)
    files = sorted({item.file_unique_id for item in post.media if item.file_unique_id})
    return Fingerprint(_hash(b"files", "\n".join(files).encode("utf-8", "replace"))) if files else None


def sketch(codes: Codes) -> Sketch | None:
    """The sketch of a folded text; None if it is too short for a single gram."""
    if len(codes) < GRAM:
        return None
    wide = codes[: _MOST_GRAMS + GRAM - 1].astype(np.uint64)
    # A code point has 21 bits, so that three of them fit.
    grams = _mixed(wide[:-2] << np.uint64(42) | wide[1:-1] << np.uint64(21) | wide[2:])
    low: Words = (grams[None, :] * _FACTORS[:, None]).min(axis=1)
    return (low >> np.uint64(32)).astype(np.uint32)


def likeness(one: Sketch, other: Sketch) -> float:
    """How much of two texts agrees, from 0 to 1: about the share of the 3-grams of both that are in each."""
    return float(np.count_nonzero(one == other)) / SKETCH_SIZE


def _codes(post: Post) -> Codes:
    text = "\n".join(surface.text for surface in post.surfaces if surface.name in DEFAULT_SURFACES)
    folded: Codes = SKELETON[fold(text)[0]]
    return folded


def _hash(kind: bytes, content: bytes) -> int:
    digest = hashlib.blake2b(content, digest_size=_BYTES, person=kind).digest()
    return int.from_bytes(digest, "big", signed=True)


def _mixed(numbers: Words) -> Words:
    """Numbers of which every bit depends on every bit (the finalizer of SplitMix64)."""
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)


# Multiplying by an odd number and looking at the upper bits orders the grams anew for each factor.
_FACTORS: Words = _mixed(np.arange(1, SKETCH_SIZE + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
