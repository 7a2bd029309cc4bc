import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.post import Media, MediaKind, Post, Surface, SurfaceName
from bot.history.fingerprint import SKETCH_SIZE, Fingerprint, fingerprint, likeness
from tests.history.kit import post

TEXT = "Earn 200 dollars a day from home without any risk, write to me in private messages today"


def of(given: Post) -> Fingerprint:
    found = fingerprint(given, sketched=True)
    assert found is not None
    return found


def alike(one: str, other: str) -> float:
    first, second = of(post(1, one)).sketch, of(post(1, other)).sketch
    assert first is not None
    assert second is not None
    return likeness(first, second)


@pytest.mark.parametrize("other", ["free  MONEY", "frее mоnеy", "free\nmoney", "f\u200bree money"])
def test_what_looks_the_same_is_the_same(other: str) -> None:
    assert of(post(1, "free money")).exact == of(post(1, other)).exact


@pytest.mark.parametrize("other", ["free moneys", "freemoney", ""])
def test_what_differs_is_not(other: str) -> None:
    assert of(post(1, "free money")).exact != of(post(1, other, file="a")).exact


@pytest.mark.parametrize(
    ("name", "counts"),
    [(SurfaceName.LINK, True), (SurfaceName.BUTTON, True), (SurfaceName.SENDER_NAME, False), (SurfaceName.BIO, False)],
)
def test_the_text_is_that_of_all_default_surfaces(name: SurfaceName, counts: bool) -> None:
    plain = post(1, "hi")
    more = replace(plain, surfaces=(*plain.surfaces, Surface(name, "there")))
    assert (of(more).exact != of(plain).exact) is counts


def test_files_are_a_content_of_their_own() -> None:
    one, other = (Media(MediaKind.PHOTO, file_unique_id=name) for name in "ab")
    assert of(replace(post(1), media=(one, other))) == of(replace(post(2), media=(other, one)))
    assert of(post(1, "a")).exact != of(post(1, file="a")).exact
    assert of(post(1, file="a")).sketch is None
    assert fingerprint(post(1), sketched=True) is None
    assert fingerprint(replace(post(1), media=(Media(MediaKind.PHOTO, "id"),)), sketched=True) is None


def test_no_sketch_where_none_is_asked_for_or_possible() -> None:
    unasked = fingerprint(post(1, TEXT), sketched=False)
    assert unasked is not None
    assert unasked.sketch is None
    assert of(post(1, "hi")).sketch is None


def test_how_much_of_two_texts_agrees() -> None:
    assert alike(TEXT, TEXT.upper()) == 1
    assert alike(TEXT, TEXT.replace("200", "350")) > 0.8
    assert alike(TEXT, TEXT[:40]) < 0.65
    assert alike(TEXT, "Does anybody know when the meeting about the new playground begins on Thursday?") < 0.2


@given(st.text(max_size=300))
def test_any_text_has_one(text: str) -> None:
    found = fingerprint(post(1, text), sketched=True)
    assert found is None or -(2**63) <= found.exact < 2**63
    if found is not None and found.sketch is not None:
        assert len(found.sketch) == SKETCH_SIZE


def test_it_is_the_same_in_every_process() -> None:
    program = f"""
from bot.history.fingerprint import fingerprint
from tests.history.kit import post
found = fingerprint(post(1, {TEXT!r}), sketched=True)
print(found.exact, found.sketch.sum(), found.sketch[:3].tolist())
"""
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    sketch = of(post(1, TEXT)).sketch
    assert sketch is not None
    assert said.strip() == f"{of(post(1, TEXT)).exact} {sketch.sum()} {sketch[:3].tolist()}"
