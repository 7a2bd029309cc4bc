"""What the tests of the command line share: an empty folder to stand in, and a way to run a subcommand there."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main

RULES = """
name: house
rules:
  - {id: scam, if: {words: [drainkit, быстрый заработок]}, then: [delete, log], category: scams_and_fraud,
     reason: No scams., examples: {match: [drainkit], ignore: [hello]}}
  - {id: link, if: {links: {domain: evil.example}}, then: [delete, escalate], category: scams_and_fraud,
     reason: No links to scams., examples: {match: [evil.example], ignore: [good.example]}}
  - {id: seen, mode: shadow, if: {words: maybe}, then: [delete, ban], category: scams_and_fraud,
     reason: On trial., examples: {match: [maybe], ignore: [hello]}}
  - {id: noted, if: {words: aside}, then: [log], category: scams_and_fraud, reason: Noted.,
     examples: {match: [aside], ignore: [hello]}}
  - {id: exempt, priority: 5, if: {words: quoted by the press}, then: [allow],
     examples: {match: [quoted by the press], ignore: [hello]}}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a subcommand left: its exit status, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in; `house.yaml` is in it."""
    for variable in [variable for variable in os.environ if variable.startswith("OMBUD_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.yaml").write_text(RULES)
    return tmp_path


@pytest.fixture
def run(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a subcommand; `given` is its standard input."""

    def run_it(*arguments: str | Path, given: str | bytes = "") -> Ran:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ran(status, out, err)

    return run_it
