import pytest

from bot.storage.columns import micros, optional_micros, optional_seconds, readable


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", ""),
        ("plain", "plain"),
        ("two\nlines\u200b", "two\nlines\u200b"),
        ("нет \U0001f600\n", "нет \U0001f600\n"),
        ("a\0b", "a\ufffdb"),
        ("\ud800b", "\ufffdb"),
        ("a\udc00", "a\ufffd"),
        ("\ufeffbom\n", "\ufeffbom\n"),
        ("\ud83d\ude00", "\U0001f600"),
    ],
)
def test_texts_for_people(text: str, stored: str) -> None:
    assert readable(text) == stored


def test_times() -> None:
    assert micros(1.5) == 1_500_000
    assert micros(1_795_356_243.123456) == 1_795_356_243_123_456
    assert optional_seconds(optional_micros(1_795_356_243)) == 1_795_356_243
    assert optional_seconds(optional_micros(None)) is None
