from tests.conditions.kit import answer, leaf
from tests.conditions.posts import having


def test_answers() -> None:
    assert answer("{edited: true}", having(revision=1_700_000_000)) == "true"
    assert answer("{edited: true}", having()) == "false"


def test_nothing_calls_it() -> None:
    assert leaf("{edited: true}").triggers() is None
