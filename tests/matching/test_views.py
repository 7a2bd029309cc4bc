"""Views: what they read, and that every part of them leads back to a part of the original."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.matching.fold import decode, fold
from bot.matching.views import Reading

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("aA iIоß İﬁ㌖\u0301\u0338\u200b\ufe0f\u202e🔥🇺🅰免費กำกि한ｶﾞ$@!1０٣\t\n _.'\x00\x01\ud800")),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Ｆree \t\n\u200b𝐁𝐓𝐂!! ", "free btc!!"),
        ("e\u0301", "é"),
        ("f\u0338r\u0336e\u0301\u0338e", "frée"),
        ("и\u0306 й ё", "й й ё"),
        ("ｶﾞ", "ガ"),
        ("ﬁn Straße İ", "fin strasse i"),
        ("ٱلسَّلَامُ ٤٥", "ٱلسلام 45"),
        ("कि", "कि"),
        ("4\ufe0f\u20e3", "4"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_plain(text: str, plain: str) -> None:
    assert Reading(text).plain == plain


@given(ODD)
@example("a  ")
@example("\u0301")
def test_every_part_leads_back(text: str) -> None:
    reading = Reading(text)
    places = list(reading.places)
    assert len(places) == len(reading.plain) == len(reading.skeleton) == len(reading.signed_skeleton)
    assert places == sorted(places)
    for start in range(len(places)):
        for end in range(start + 1, len(places) + 1):
            first, last = reading.locate(start, end)
            assert 0 <= first < last <= len(text)


@given(ODD)
def test_short_cuts_agree_with_the_full_way(text: str) -> None:
    reading = Reading(text)
    codes, places = fold(text)
    assert reading.plain == decode(codes)
    assert list(reading.places) == places.tolist()
    assert reading.words == reading.stream.text
    assert len(reading.stream.text) == len(reading.stream.places)


@given(ODD)
def test_plain_is_stable(text: str) -> None:
    once = Reading(text).plain
    assert Reading(once).plain == once


@given(ODD)
def test_a_character_alone_hides_nothing(text: str) -> None:
    squeezed = Reading(text).squeezed
    assert len(squeezed.text) == len(squeezed.firsts) == len(squeezed.lasts)
    assert all(first <= last for first, last in zip(squeezed.firsts, squeezed.lasts, strict=True))
