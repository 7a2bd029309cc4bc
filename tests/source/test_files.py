import os
from pathlib import Path

import pytest

from bot.source.diagnostic import Diagnostics
from bot.source.files import MAX_BYTES, source_text, span_at
from bot.source.node import Scalar, Span
from bot.source.parse import read_file


def faults(path: Path) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    assert read_file(path, "shown.yaml", diagnostics) is None
    return [(item.code, item.message) for item in diagnostics.found]


def test_a_file_is_called_by_the_name_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    node = read_file(tmp_path / "f", "shown.yaml", Diagnostics())
    assert node == Scalar(Span("shown.yaml", 1, 1), "x", "x")


def test_a_missing_file(tmp_path: Path) -> None:
    assert faults(tmp_path / "f") == [("missing-file", "there is no file `shown.yaml`")]


def test_a_folder(tmp_path: Path) -> None:
    assert faults(tmp_path) == [("unreadable-file", "`shown.yaml` is a folder")]


def test_a_device() -> None:
    assert faults(Path("/dev/zero")) == [("unreadable-file", "`shown.yaml` is not a regular file")]


def test_an_impossible_name(tmp_path: Path) -> None:
    assert [code for code, _ in faults(tmp_path / "a\0b")] == ["unreadable-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "f").touch(mode=0o000)
    assert faults(tmp_path / "f") == [("unreadable-file", "`shown.yaml` cannot be read: permission denied")]


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "f").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert faults(tmp_path / "f") == [("too-large", "`shown.yaml` has 100.0 MB, the limit is 5 MB")]
    assert source_text(tmp_path / "f") is None


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"#" * MAX_BYTES)
    assert read_file(tmp_path / "f", "f", Diagnostics()) is not None


def test_source_text_never_fails(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"\xef\xbb\xbfa\xff\r\nb")
    assert source_text(tmp_path / "f") == "a\ufffd\r\nb"
    assert source_text(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "index", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb\r\r\nc", 6, (4, 1)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_places(text: str, index: int, place: tuple[int, int]) -> None:
    assert span_at(text, index, "f")[1:3] == place
