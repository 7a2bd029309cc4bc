"""Golden pairs: a faulty file and what is printed about it. `python -m tests.source.test_errors` writes them anew."""

from pathlib import Path

import pytest

from bot.source.diagnostic import Diagnostics
from bot.source.parse import read_file
from bot.source.render import render

FOLDER = Path(__file__).parent / "errors"
FILES = sorted(FOLDER.glob("*.yaml"))


def printed(path: Path) -> str:
    diagnostics = Diagnostics()
    read_file(path, path.name, diagnostics)
    text = path.read_bytes().decode(errors="replace")
    return render(diagnostics.found, {path.name: text}.get)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_error(path: Path) -> None:
    assert printed(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_printed_error_has_its_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in FILES}


if __name__ == "__main__":
    for file in FILES:
        file.with_suffix(".txt").write_text(printed(file), encoding="utf-8")
