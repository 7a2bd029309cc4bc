"""`ombud rules lint|test|schema`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RULES, Run


def test_valid_rules(run: Run) -> None:
    ran = run("rules", "lint", "house.yaml")
    assert (ran.status, ran.out, ran.err) == (0, "1 sets with 5 rules are valid\n", "")
    ran = run("rules", "test", "house.yaml")
    assert (ran.status, ran.out, ran.err) == (0, "10 examples of 5 rules in 1 sets hold\n", "")


def test_every_fault_is_found_at_once(run: Run, here: Path) -> None:
    (here / "bad.yaml").write_text(
        "name: bad\nrules:\n  - id: a\n    if: {wrods: x}\n    then: [delte]\n  - id: a\n    then: [log]\n    mood: enforce\n"
    )
    for command in ("lint", "test"):
        ran = run("rules", command, "bad.yaml")
        assert (ran.status, ran.err) == (1, "")
        for place in ("bad.yaml:4:10", "bad.yaml:5:12", "bad.yaml:6:", "bad.yaml:8:5"):
            assert place in ran.out
        assert "did you mean `words`?" in ran.out


def test_warnings_alone_are_no_failure(run: Run, here: Path) -> None:
    (here / "poor.yaml").write_text("lists: {unused: [x]}\nrules: [{id: r, if: {words: drainkit}, then: [delete]}]\n")
    ran = run("rules", "lint", "poor.yaml")
    assert ran.status == 0
    assert "poor.yaml:1:" in ran.out
    assert "warning" in ran.out
    ran = run("rules", "test", "poor.yaml")
    assert ran.status == 0
    assert "warning" not in ran.out


def test_strict_fails_on_warnings_but_not_on_notes(run: Run, here: Path) -> None:
    rule = "category: scams_and_fraud, reason: No., examples: {match: [bet now], ignore: [hello]}"
    (here / "noted.yaml").write_text(
        f"rules: [{{id: r, if: {{words: [betting, bet now, bet now or]}}, then: [delete], {rule}}}]\n"
    )
    ran = run("rules", "lint", "--strict", "noted.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert "note: `bet now` in `words` covers `bet now or` [covered-entry]" in ran.out
    assert "\n1 note\n" in ran.out
    assert run("rules", "lint", "--level", "warning", "noted.yaml").out == "1 sets with 1 rules are valid\n"
    (here / "poor.yaml").write_text("rules: [{id: r, if: {words: drainkit}, then: [delete]}]\n")
    assert run("rules", "lint", "poor.yaml").status == 0
    assert run("rules", "lint", "--strict", "poor.yaml").status == 1
    assert "warning" not in run("rules", "lint", "--level", "error", "poor.yaml").out


def test_a_rule_that_has_expired(run: Run, here: Path) -> None:
    (here / "old.yaml").write_text("rules: [{id: r, expires: 2020-01-01, if: {words: drainkit}, then: [log]}]\n")
    assert "`old/r` has expired [expired-rule]" in run("rules", "lint", "old.yaml").out


def test_examples_that_fail(run: Run, here: Path) -> None:
    (here / "off.yaml").write_text(
        RULES.replace("match: [drainkit], ignore: [hello]", "match: [hello], ignore: [drainkit]")
    )
    ran = run("rules", "test", "off.yaml")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.count("off.yaml:5:") >= 2


@pytest.mark.parametrize("command", ["lint", "test"])
def test_what_is_not_there(run: Run, command: str) -> None:
    ran = run("rules", command, "nowhere.yaml")
    assert (ran.status, ran.out, ran.err) == (2, "", "ombud: there is no file or folder nowhere.yaml\n")


@pytest.mark.parametrize("command", ["lint", "test"])
@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02", b"rules: " + b"[" * 100_000, b"a: &a [*a]", b"\xff\xfe", b"- - -", b"%YAML 9.9\n---\n"],
)
def test_rubbish_is_explained(run: Run, here: Path, command: str, data: bytes) -> None:
    (here / "rubbish.yaml").write_bytes(data)
    ran = run("rules", command, "rubbish.yaml")
    assert (ran.status, ran.err) == (1, "")
    assert "rubbish.yaml:" in ran.out


def test_the_shipped_rules_are_the_default(run: Run) -> None:
    ran = run("rules", "lint")
    assert ran.status == 0
    assert ran.out.endswith("rules are valid\n")


def test_the_schema_is_json(run: Run) -> None:
    assert "$schema" in json.loads(run("rules", "schema").out)
