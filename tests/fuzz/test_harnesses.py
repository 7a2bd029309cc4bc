"""The fuzzer's harnesses take what they begin with, and damage to it; without a guide they run all the same."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.harnesses import HARNESSES, Harness, bytes_of, text_of

FEW = 5


@pytest.mark.parametrize("harness", HARNESSES.values(), ids=HARNESSES.keys())
def test_seeds_and_damage(harness: Harness) -> None:
    seeds = list(islice(harness.seeds(), FEW))
    assert seeds
    for number, seed in enumerate(seeds):
        harness.run(seed)
        harness.run(harness.damage(seed, Random(number)))


@pytest.mark.parametrize("text", ["", "a", "\ud800", "𝓯\udfff", "é\0"])
def test_texts_are_bytes_and_back(text: str) -> None:
    assert text_of(bytes_of(text)) == text


def test_any_bytes_are_a_text() -> None:
    assert text_of(b"a\xff\xed\xa0\x80") != ""


def test_it_runs_and_keeps_its_corpus(tmp_path: Path) -> None:
    assert main(["automoderator", "--seconds", "0", "--corpus", str(tmp_path)]) == 0
    assert list((tmp_path / "automoderator").iterdir())


def test_there_is_no_such_harness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nothing", "--corpus", str(tmp_path)])
    assert ended.value.code == 2
    assert "automoderator" in capsys.readouterr().err
