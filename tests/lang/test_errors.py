"""Golden pairs: `errors/NAME.yaml`, or a folder of rule files, and what loading it prints, `errors/NAME.txt`.

`UPDATE_GOLDEN=1 pytest tests/lang/test_errors.py` writes the texts anew; read the difference before committing it.
A name that begins with `chat-` is a set that a chat owns, which may not read files.
"""

import os
import re
from pathlib import Path

import pytest

import bot.lang
from bot.lang.load import Loaded, load, load_text
from bot.source.files import source_text
from bot.source.render import render

ERRORS = Path(__file__).parent / "errors"
CASES = sorted(
    {path.stem for path in ERRORS.iterdir() if path.suffix == ".yaml" or (path.is_dir() and path.name != "lists")}
)
CODE = re.compile(r'\.(?:error|warning|note)\(\s*"([a-z0-9-]+)"')
ELSEWHERE = "".join(Path(__file__).with_name(name).read_text() for name in ("test_limits.py", "test_lint.py"))
FILES = [file for folder in (".", "lint") for file in Path(bot.lang.__path__[0], folder).glob("*.py")]


def load_case(name: str) -> Loaded:
    path = Path(name if Path(name).is_dir() else f"{name}.yaml")
    return load_text(path.read_text(), str(path)) if name.startswith("chat-") else load([path])


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ERRORS)
    loaded = load_case(name)
    printed = render(loaded.diagnostics, lambda file: source_text(Path(file)))
    golden = ERRORS / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(printed)
    assert printed == golden.read_text()
    assert (loaded.judge is None) is (": error: " in printed)


def test_a_path_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ERRORS)
    (diagnostic,) = load([Path("nowhere.yaml")]).diagnostics
    assert str(diagnostic.span) == "nowhere.yaml:1:1"
    assert (diagnostic.code, diagnostic.message) == ("missing-file", "there is no such file or folder")


@pytest.mark.parametrize(
    "code",
    sorted({code for file in FILES for code in CODE.findall(file.read_text())}),
)
def test_every_code_is_shown_somewhere(code: str) -> None:
    shown = any(f"[{code}]" in path.read_text() for path in ERRORS.glob("*.txt"))
    assert shown or f'"{code}"' in ELSEWHERE


def test_every_text_has_its_rules() -> None:
    assert {path.stem for path in ERRORS.glob("*.txt")} == set(CASES)
