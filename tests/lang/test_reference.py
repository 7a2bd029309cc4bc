"""What is undocumented, or documented otherwise than it is, fails here."""

import json
from pathlib import Path

from bot.lang.reference import reference
from bot.lang.schema import json_schema
from bot.lang.vocabulary import ACTIONS, CONDITIONS

PROJECT = Path(__file__).parents[2]


def test_the_page_ends_with_the_reference_as_the_code_gives_it() -> None:
    page = (PROJECT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page.endswith(reference()), "docs/rules.md is stale: run `make docs`"


def test_the_schema_file_is_the_one_the_code_gives() -> None:
    written = json.loads((PROJECT / "rules" / "schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "rules/schema.json is stale: run `make docs`"


def test_every_condition_and_action_has_a_heading() -> None:
    headings = {line for line in reference().splitlines() if line.startswith("### ")}
    assert headings == {f"### `{name}`" for name in (*CONDITIONS, *ACTIONS)}
