"""Long texts that are read in another way: the parts that differ, with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.query import PatternKind
from bot.matching.rewrites import rewrites
from bot.matching.views import Reading
from bot.matching.windows import SHORT, windows
from tests.matching.tools import found

_PADDING = "nothing to see here, only words. "


@pytest.mark.parametrize("before", [0, 10, 60])
@pytest.mark.parametrize("after", [0, 10, 60])
@pytest.mark.parametrize("disguise", ["f&#114;ee b&#116;c", "\u202ectb eerf\u202c", "f<b></b>ree btc"])
def test_a_disguise_is_found_wherever_a_long_text_has_it(before: int, after: int, disguise: str) -> None:
    text = _PADDING * before + disguise + " " + _PADDING * after
    assert found(PatternKind.WORD, "free btc", text)


def test_what_is_read_again_is_bounded() -> None:
    text = "f&#114;ee b&#116;c " * 500
    assert sum(len(shown.original[shown.starts[0] : shown.ends[-1]]) for shown in Reading(text).shown) < len(text)
    assert sum(len(shown.reading.original) for shown in Reading(text).shown) <= SHORT + 100


@given(st.lists(st.sampled_from(["&#102;", "&shy;", "\u202ecba\u202c", "f r e e ", _PADDING, "фrее "]), max_size=120))
def test_a_window_is_part_of_its_way(pieces: list[str]) -> None:
    text = "".join(pieces)
    for way in rewrites(text):
        done = 0
        whole = len(way.text) <= SHORT
        for part in windows(text, way):
            assert len(part.text) == len(part.starts) == len(part.ends)
            done += len(part.text)
            assert part.text in way.text
        assert done == len(way.text) if whole else done <= SHORT + 100
