"""What holds of every condition and action there is."""

import re

import pytest

from bot.core.action import Action
from bot.core.condition import Condition
from bot.lang.load import load_text
from bot.lang.parameters import parameters
from bot.lang.values import reader_for
from bot.lang.vocabulary import ACTIONS, CONDITIONS

Kind = type[Condition] | type[Action]
EVERY: list[Kind] = [*CONDITIONS.values(), *ACTIONS.values()]


def examples(cls: Kind) -> list[str]:
    """What stands between backticks after `Example:` in the docstring, joined where it is broken."""
    _, _, after = (cls.__doc__ or "").partition("Example:")
    return [" ".join(part.split()) for part in re.findall(r"`([^`]+)`", after) if part.split(":")[0] == cls.name]


@pytest.mark.parametrize("cls", EVERY, ids=lambda cls: cls.name)
def test_it_is_a_frozen_dataclass_with_a_documented_contract(cls: Kind) -> None:
    assert cls.__doc__
    assert cls.__dict__["__dataclass_params__"].frozen


@pytest.mark.parametrize("cls", EVERY, ids=lambda cls: cls.name)
def test_its_arguments_are_documented_and_readable(cls: Kind) -> None:
    for parameter in parameters(cls):
        assert parameter.doc.endswith("."), parameter
        assert callable(reader_for(parameter.type))


@pytest.mark.parametrize("cls", EVERY, ids=lambda cls: cls.name)
def test_its_documentation_has_examples_that_load(cls: Kind) -> None:
    assert examples(cls)
    for example in examples(cls):
        assert_loads(cls, example)


@pytest.mark.parametrize("cls", EVERY, ids=lambda cls: cls.name)
def test_the_examples_of_its_arguments_load(cls: Kind) -> None:
    required = {parameter.name: parameter.example for parameter in parameters(cls) if parameter.required}
    for parameter in parameters(cls):
        if parameter.example:
            given = {**required, parameter.name: parameter.example}
            arguments = ", ".join(f"{name}: {example}" for name, example in given.items())
            assert_loads(cls, f"{cls.name}: {{{arguments}}}")


def assert_loads(cls: Kind, written: str) -> None:
    condition, action = (written, "log") if issubclass(cls, Condition) else ("links: true", written)
    loaded = load_text(f"rules:\n  - id: r\n    if: {{{condition}}}\n    then:\n      - {action}\n", "test.yaml")
    errors = [item for item in loaded.diagnostics if item.level == "error"]
    assert not errors, written
