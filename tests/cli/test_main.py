"""The command line as a whole: what there is, and what wrong use comes to."""

from pathlib import Path

import pytest

from bot import __version__
from tests.acceptance.process import ombud, python
from tests.cli.conftest import Run

COMMANDS = ("check", "demo", "log", "rules", "run", "rules lint", "rules test", "rules schema")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: ombud {command}".strip())


def test_the_help_names_every_command(run: Run) -> None:
    ran = run("--help")
    assert [command for command in COMMANDS if command.split()[0] not in ran.out] == []


@pytest.mark.parametrize("arguments", ["", "chek", "rules", "rules lnit", "log --format xml", "check a b", "run x"])
def test_wrong_use(run: Run, arguments: str) -> None:
    ran = run(*arguments.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: ombud")
    assert "error: " in ran.err


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = ombud(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ombud {__version__}\n", "")


def test_a_subcommand_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    """`ombud log` is often called, by scripts too: python-telegram-bot and the matching take seconds to import."""
    code = "import sys; from bot.cli import main; main(['log']); print({'telegram', 'numpy'} & sys.modules.keys())"
    done = python(tmp_path, code)
    assert done.stdout == "set()\n"
    assert "there is no database" in done.stderr
