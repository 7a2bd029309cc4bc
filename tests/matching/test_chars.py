"""The look-up tables, up to the last code point."""

import numpy as np
import pytest

from bot.matching.chars import DROPPED, FOLD, SPACE
from bot.matching.lookalikes import SKELETON


@pytest.mark.parametrize(
    ("char", "folded"),
    [
        ("A", "a"),
        ("\u00a0", " "),
        ("\U0002f800", "\u4e3d"),
        ("\U0002fa1d", "\U0002a600"),
        ("\U0002fa20", "\U0002fa20"),
        ("\U000dffff", "\U000dffff"),
        ("\U000e1000", "\U000e1000"),
        ("\U0010ffff", "\U0010ffff"),
    ],
)
def test_every_character_folds(char: str, folded: str) -> None:
    assert FOLD[ord(char)] == ord(folded)
    assert FOLD[np.array([ord(char), SPACE], dtype=np.uint32)].tolist() == [ord(folded), SPACE]


def test_tags_are_nothing_to_see() -> None:
    tags = np.array([0xE0000, 0xE0041, 0xE0FFF], dtype=np.uint32)
    assert set(FOLD[tags].tolist()) == {DROPPED}


def test_what_nobody_takes_for_another_is_its_own_skeleton() -> None:
    codes = np.array([ord("a"), 0x1F600, 0x10FFFF], dtype=np.uint32)
    assert SKELETON[codes].tolist() == codes.tolist()
