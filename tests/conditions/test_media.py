import pytest

from bot.conditions._wildcards import fits
from tests.conditions.kit import answer, leaf

APK = {
    "kind": "document",
    "file_name": "Prize.APK",
    "mime": "application/vnd.android.package-archive",
    "size": 5_000_000,
}
PHOTO = {"kind": "photo"}


@pytest.mark.parametrize(
    ("condition", "media", "expected"),
    [
        ("{media: true}", ["photo"], "true"),
        ("{media: true}", [], "false"),
        ("{media: photo}", [PHOTO], "true"),
        ("{media: [video, sticker]}", [PHOTO], "false"),
        ('{media: {file_name: "*.apk"}}', [APK], "true"),
        ('{media: {file_name: [a.exe, "prize.*"]}}', [APK], "true"),
        ("{media: {file_name: prize}}", [APK], "false"),
        ('{media: {file_name: "*"}}', [PHOTO], "false"),
        ("{media: {mime: application/*}}", [APK], "true"),
        ("{media: {mime: video/*}}", [APK], "false"),
        ("{media: {larger_than: 4MB}}", [APK], "true"),
        ("{media: {larger_than: 5MB}}", [APK], "false"),
        ("{media: {larger_than: 4MB}}", [PHOTO], "unknown"),
        ("{media: {larger_than: 4MB}}", [PHOTO, APK], "true"),
        ("{media: {any: photo, larger_than: 4MB}}", [APK], "false"),
        ('{media: {any: photo, file_name: "*.apk"}}', [PHOTO, APK], "false"),
    ],
)
def test_arguments_must_fit_the_same_thing(condition: str, media: list[object], expected: str) -> None:
    assert answer(condition, {"media": media}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{media: photo}").triggers() is None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("abc", "abc", True),
        ("abc", "abcd", False),
        ("", "", True),
        ("*", "", True),
        ("a*", "abc", True),
        ("*c", "abc", True),
        ("a*c", "abc", True),
        ("a*a", "a", False),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "a-c-b", False),
        ("*a*", "bab", True),
        ("ab*bc", "abc", False),
        ("**", "x", True),
    ],
)
def test_wildcards(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected
