"""The set that sleeps, switched on as the guide tells."""

import shutil

import pytest

from bot.core.judge import Judge
from bot.lang.load import load
from tests.rules.ordinary import ORDINARY
from tests.rules.sets import FOLDER, by_a_member
from tests.rules.test_ordinary import EVERYDAY


@pytest.fixture(scope="module")
def awake(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """A judge over a copy of the set without `mode: disabled`."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(FOLDER / "lists", folder / "lists")
    written = (FOLDER / "profanity.yaml").read_text(encoding="utf-8")
    (folder / "profanity.yaml").write_text(written.replace("    mode: disabled\n", ""), encoding="utf-8")
    loaded = load([folder])
    assert loaded.judge is not None, loaded.diagnostics
    return loaded.judge


@pytest.mark.parametrize("text", ["what the fuck", "ну и пиздец", "so eine Scheiße", "qué gilipollas", "f u c k this"])
def test_it_deletes_coarse_words(awake: Judge, text: str) -> None:
    assert [step.action.name for step in awake.judge(by_a_member(text)).steps] == ["delete"]


def test_it_leaves_alone_what_honest_people_write(awake: Judge) -> None:
    assert [text for text in (*ORDINARY, *EVERYDAY) if awake.judge(by_a_member(text)).steps] == []
