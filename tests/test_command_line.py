"""What people and scripts may do to the commands without getting a traceback for it."""

import json
from pathlib import Path

import pytest

from bot.cli import main

RULES = "rules:\n  - {id: r, if: {length: {above: 1000}}, then: [log]}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(RULES)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "shown"), [("a1", "a1"), ("\ud800", r"'\ud800'"), ("\x1b[2J", r"'\x1b[2J'"), ("a\tb\n", r"'a\tb\n'")]
)
def test_a_name_that_cannot_be_printed_is_quoted(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, shown: str
) -> None:
    (here / "posts").write_text(json.dumps({"id": name, "text": "x"}))
    assert main(["check", "--rules", "rules.yaml", "--format", "text", "posts"]) == 0
    assert capsys.readouterr().out == f"{shown}\tclean\n"


@pytest.mark.parametrize("chat", ["9" * 30, "-" + "9" * 30, "talk"])
def test_a_chat_that_cannot_be(here: Path, capsys: pytest.CaptureFixture[str], chat: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["log", f"--chat={chat}"])
    assert ended.value.code == 2
    assert f"'{chat}' is no chat's id" in capsys.readouterr().err


def test_a_folder_in_the_way_of_the_demo(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "ombud-demo.db").mkdir()
    assert main(["demo"]) == 2
    assert "ombud-demo.db" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_an_output_that_is_full_is_not_taken_for_the_input(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "posts").write_text('{"text": "x"}\n')
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr("sys.stdout", full)
        assert main(["check", "--rules", "rules.yaml", "posts"]) == 2
    assert capfd.readouterr().err == "ombud: No space left on device\n"
