from tests.conditions.kit import answer, leaf
from tests.conditions.posts import having


def test_answers() -> None:
    assert answer("{album: true}", having(album="13579")) == "true"
    assert answer("{album: true}", having()) == "false"


def test_nothing_calls_it() -> None:
    assert leaf("{album: true}").triggers() is None
