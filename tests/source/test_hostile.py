"""Input that would hang, crash or swell a careless reader. The memory and time it takes are measured elsewhere."""

import pytest

from bot.source.diagnostic import Diagnostics
from bot.source.parse import parse

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)
)
CHAIN = "- &a0 [x]\n" + "".join(f"- &a{i} [*a{i - 1}]\n" for i in range(1, 2000))

HOSTILE = {
    "brackets": ("[" * 100_000, "too-deep"),
    "closed brackets": ("[" * 100_000 + "]" * 100_000, "too-deep"),
    "braces": ("{a: " * 100_000, "too-deep"),
    "mixed": ("[{" * 100_000, "too-deep"),
    "dashes": ("- " * 100_000, "too-deep"),
    "questions": ("? " * 100_000, "too-deep"),
    "indentation": ("".join(" " * i + "a:\n" for i in range(1000)), "too-deep"),
    "billion laughs": (LAUGHS, "too-many-nodes"),
    "depth by aliases": (CHAIN, "too-deep"),
    "text by aliases": ("- &a " + "x" * 1_000_000 + "\n" + "- *a\n" * 1000, "too-large"),
    "too large": ("a" * (5 * 1024 * 1024 + 1), "too-large"),
    "too many nodes": ("- a\n" * 250_001, "too-many-nodes"),
    "long key": ("x" * 1_000_000 + ": 1", "yaml-syntax"),
    "long key after a colon": ("a: " + "b " * 500_000 + ": c", "yaml-syntax"),
    "open quote": ('"' + "x\n" * 500_000, "yaml-syntax"),
    "open bracket": ("[\n" + "\n" * 500_000, "yaml-syntax"),
    "far fault": ("a: x" + "\n" * 500_000 + "  b: c", "yaml-syntax"),
    "duplicates": ("a: 1\n" * 100_000, "too-many-faults"),
    "tags": ("- !x y\n" * 100_000, "too-many-faults"),
    "glued comments": ("- a #b\n" * 100_000, "too-many-faults"),
    "zeros": ("\0" * 100_000, "control-character"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile(text: str, code: str) -> None:
    diagnostics = Diagnostics()
    assert parse(text.encode(), "f", diagnostics) is None
    assert diagnostics.found[-1].code == code
    assert len(diagnostics.found) <= 101


def test_what_just_fits_is_read() -> None:
    for text in ("[" * 50 + "]" * 50, "- a\n" * 249_999, "- " + "x" * 4_000_000):
        diagnostics = Diagnostics()
        assert parse(text.encode(), "f", diagnostics) is not None
        assert diagnostics.found == []
