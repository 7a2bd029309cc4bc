import json
from pathlib import Path
from typing import Any

import pytest

from bot.lang.heads import RuleHead
from bot.lang.load import load_text
from bot.lang.parameters import parameters
from bot.lang.schema import json_schema
from bot.lang.vocabulary import ACTIONS, CONDITIONS
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Sequence
from bot.source.parse import parse
from tests.lang.validator import Validator

VALIDATOR = Validator(json_schema())
SETS = [
    text
    for path in sorted((Path(__file__).parent / "verdicts").glob("*.yaml"))
    for text in path.read_text().split("\n---\n")[:-1]
]
# What only reading the whole set can find.
UNSEEN = (
    "use-",
    "list-undefined",
    "list-unknown",
    "list-file",
    "examples-",
    "rule-duplicate",
    "chat-",
    "set named",
    "patterns-faulty",
    "lint-",
    "then-allow",
    "then-purge",
)


def read(text: str) -> Any:
    node = parse(text.encode(), "x.yaml", Diagnostics())
    assert node
    return values(node)


def values(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key.text: values(value) for key, value in node.entries}
    return [values(item) for item in node.items] if isinstance(node, Sequence) else node.value


def test_it_is_json() -> None:
    assert json.loads(json.dumps(json_schema())) == json_schema()


@pytest.mark.parametrize("text", SETS)
def test_what_loads_fits(text: str) -> None:
    assert VALIDATOR.fits(read(text))


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "errors").glob("*.yaml")), ids=lambda path: path.stem)
def test_what_has_a_wrong_shape_does_not_fit(path: Path) -> None:
    loaded = load_text(path.read_text(), path.name)
    if loaded.judge or path.stem.startswith(UNSEEN):
        pytest.skip("its fault is not in its shape")
    assert not VALIDATOR.fits(read(path.read_text()))


def test_everything_is_described() -> None:
    condition = json_schema()["definitions"]["condition"]["properties"]
    assert condition.keys() >= CONDITIONS.keys()
    for name, cls in {**CONDITIONS, **ACTIONS}.items():
        text = json.dumps(
            json_schema()["definitions"]["condition" if name in CONDITIONS else "action"], ensure_ascii=False
        )
        assert all(json.dumps(parameter.doc, ensure_ascii=False)[1:-1] in text for parameter in parameters(cls))
    rule = json_schema()["definitions"]["rule"]["properties"]
    assert {*rule} == {"if", "unless", "then", "examples"} | {parameter.name for parameter in parameters(RuleHead)}
