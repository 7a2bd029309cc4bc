"""Golden pairs: `pages/NAME.yaml`, the set that it becomes, `NAME.out`, and what is said of it, `NAME.txt`.

`UPDATE_GOLDEN=1 pytest tests/lang/importers` writes the latter two anew; read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from bot.lang.importers.automoderator.importing import import_rules
from bot.lang.importers.notes import report
from bot.source.render import render
from tests.lang.importers.automoderator.tools import judge_of

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_what_becomes_of_a_page(name: str, tmp_path: Path) -> None:
    page = (PAGES / f"{name}.yaml").read_text(encoding="utf-8")
    done = import_rules(page.encode(), f"{name}.yaml", name)
    said = "".join(map(report, done.accounts)) + render(done.diagnostics, {f"{name}.yaml": page}.get)
    for suffix, text in ((".out", done.text), (".txt", said)):
        golden = PAGES / f"{name}{suffix}"
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(text or "", encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8")
    judge_of(done.text, tmp_path)


def test_every_result_has_its_page() -> None:
    assert {path.stem for path in PAGES.iterdir()} == set(NAMES)
