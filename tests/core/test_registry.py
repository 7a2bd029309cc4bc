import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.core.registry import discover, public_name

CLASS = "class Here(str): ...\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("shelf")
    for name in [name for name in sys.modules if name.partition(".")[0] == "shelf"]:
        del sys.modules[name]


def put(package: ModuleType, name: str, code: str) -> None:
    Path(package.__path__[0], f"{name}.py").write_text(code)
    importlib.invalidate_caches()


def test_a_file_is_what_its_name_says(package: ModuleType) -> None:
    put(package, "pear", CLASS)
    put(package, "apple", CLASS)
    found = discover(package, str)
    assert list(found) == ["apple", "pear"]
    assert {public_name(cls) for cls in found.values()} == {"apple", "pear"}


def test_an_underscore_at_the_end_is_no_part_of_the_name(package: ModuleType) -> None:
    put(package, "del_", CLASS)
    found = discover(package, str)
    assert list(found) == ["del"]
    assert public_name(found["del"]) == "del"


def test_helpers_are_passed_over(package: ModuleType) -> None:
    put(package, "_help", "")
    assert discover(package, str) == {}


def test_imported_classes_do_not_count(package: ModuleType) -> None:
    put(package, "apple", f"from enum import StrEnum\n{CLASS}")
    assert list(discover(package, str)) == ["apple"]


@pytest.mark.parametrize("code", ["", CLASS + CLASS.replace("Here", "There")])
def test_a_file_defines_exactly_one(package: ModuleType, code: str) -> None:
    put(package, "odd", code)
    with pytest.raises(TypeError, match=r"shelf\.odd must define exactly one str"):
        discover(package, str)
