import pytest

from tests.rules.forbidden import FORBIDDEN
from tests.rules.sets import FOLDER, by_a_newcomer, judge

ENOUGH = 0.9
"""The share of the posts of a kind that rules delete or ask about."""

KINDS = sorted({kind for kind, _ in FORBIDDEN})


@pytest.mark.parametrize("kind", KINDS)
def test_most_of_what_is_forbidden_is_found(kind: str) -> None:
    posts = [text for (category, _), texts in FORBIDDEN.items() if category == kind for text in texts]
    missed = [text for text in posts if not judge(by_a_newcomer(text)).steps]
    assert 1 - len(missed) / len(posts) >= ENOUGH, missed


def test_none_of_it_is_an_example_of_a_rule() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml")))
    assert [text for texts in FORBIDDEN.values() for text in texts if text in written] == []
