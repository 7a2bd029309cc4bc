import pytest

from bot.source.suggest import closest, did_you_mean

KNOWN = ["words", "contains", "regex", "links", "media", "forwarded", "author", "chat", "length", "at_least", "id"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("worsd", "words"),
        ("word", "words"),
        ("wordss", "words"),
        ("Words", "words"),
        ("at-least", "at_least"),
        ("regexp", "regex"),
        ("autor", "author"),
        ("forwaded", "forwarded"),
        ("chart", "chat"),
        ("ids", "id"),
        ("zebra", None),
        ("x", None),
        ("", None),
        ("w" * 10_000, None),
    ],
)
def test_closest(name: str, found: str | None) -> None:
    assert closest(name, KNOWN) == found


def test_the_nearest_wins_and_the_first_of_equals() -> None:
    assert closest("wards", ["wars", "words"]) == "wars"
    assert closest("words", ["lords", "words"]) == "words"


def test_as_a_hint() -> None:
    assert did_you_mean("worsd", KNOWN) == "did you mean `words`?"
    assert did_you_mean("zebra", KNOWN) is None
