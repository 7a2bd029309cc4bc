"""`ombud rules import automoderator`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMAND = ("rules", "import", "automoderator")


def test_a_page_becomes_a_set(run: Run, here: Path) -> None:
    (here / "wiki.yaml").write_text("# Weeds\nbody: [weed]\naction: remove\n---\ntitle: [slug]\nmodmail: Look\n")
    ran = run(*COMMAND, "wiki.yaml", "-o", "weeds.yaml")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("wiki.yaml:2: rule 1 `weeds`: enforced, matches the same posts\n")
    assert ran.err.endswith("2 rules: 2 enforced, 0 in shadow mode, 0 not imported\n")
    assert "\nname: weeds\n" in (here / "weeds.yaml").read_text()
    ran = run("check", "--rules", "weeds.yaml", given='{"text": "a weed"}\n{"text": "a rose"}\n')
    assert ['"verdict": "match"' in line for line in ran.out.splitlines()] == [True, False]
    assert run("rules", "lint", "weeds.yaml").status == 0


def test_what_is_lost_is_told_and_exits_one(run: Run) -> None:
    page = (
        "body: [weed]\nauthor: {comment_karma: '< 5'}\naction: remove\n---\nbody: [\n---\nbody: [slug]\naction: spam\n"
    )
    ran = run(*COMMAND, "-", "--name", "garden", given=page)
    assert ran.status == 1
    assert "lost      author: comment_karma: Telegram has no karma" in ran.err
    assert "<stdin>:5:8: error:" in ran.err
    assert "name: garden" in ran.out
    assert "#   lost author: comment_karma: Telegram has no karma" in ran.out
    assert "mode: shadow" in ran.out


@pytest.mark.parametrize(("arguments", "data"), [(("nowhere.yaml",), b""), (("-",), b"\xff\xfe\0")])
def test_what_cannot_be_read(run: Run, arguments: tuple[str, ...], data: bytes) -> None:
    ran = run(*COMMAND, *arguments, given=data)
    assert (ran.status, ran.out) == (2, "")
    assert "error: " in ran.err


def test_an_empty_page(run: Run) -> None:
    ran = run(*COMMAND, "-", given="")
    assert ran.status == 0
    assert "mode: disabled" in ran.out


@pytest.mark.parametrize("arguments", [("a name!",), ("",)])
def test_a_name_that_a_set_cannot_have(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*COMMAND, "-", "--name", *arguments).status == 2


def test_help_names_the_formats(run: Run) -> None:
    assert "import" in run("rules", "--help").out
    assert "automoderator" in run("rules", "import", "--help").out
