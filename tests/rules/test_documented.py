from pathlib import Path

import pytest

from bot.core.ruleset import Mode, Rule
from tests.rules.sets import rules

GUIDE = (Path(__file__).parents[2] / "docs" / "default-rules.md").read_text(encoding="utf-8")


def documented() -> dict[str, str]:
    """What the guide's tables say that each rule does."""
    told: dict[str, str] = {}
    set_name = ""
    for line in GUIDE.splitlines():
        if line.startswith("## "):
            set_name = line[3:].partition(":")[0] if ": " in line else ""
        if set_name and line.startswith("| `"):
            names, *_, does = (cell.strip() for cell in line.strip("|").split("|"))
            told |= {f"{set_name}/{name.strip(' `')}": does for name in names.split(",")}
    return told


def test_the_guide_names_every_rule_and_no_other() -> None:
    assert sorted(documented()) == sorted(rule.name for rule in rules())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_guide_says_what_a_rule_does(rule: Rule) -> None:
    does = " and ".join(action.name for action in rule.actions) if rule.mode is Mode.ENFORCE else rule.mode.value
    assert documented()[rule.name] == does
