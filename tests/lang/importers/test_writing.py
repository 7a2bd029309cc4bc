"""Values written as YAML are read back as they were."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.lang.importers.writing import write_mapping
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar
from bot.source.parse import parse

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(-1000, 1000), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=30), st.dictionaries(st.sampled_from(["any", "in", "none", "all"]), inner, min_size=1)
    ),
    max_leaves=20,
)


def plain(node: Node | None) -> Any:
    assert node is not None
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


@given(st.dictionaries(st.sampled_from(["if", "then", "reason"]), VALUES, min_size=1))
def test_round_trip(value: dict[str, Any]) -> None:
    text = "\n".join(write_mapping(value)) + "\n"
    diagnostics = Diagnostics()
    node = parse(text.encode(), "x.yaml", diagnostics)
    assert diagnostics.found == [], text
    assert plain(node) == value


def test_layout() -> None:
    value = {
        "id": "weeds",
        "if": {"words": {"any": ["red", "no", "12", "$x", "it's", "a: b"], "exact": True}},
        "lists": {"long": [f"word{number}" for number in range(20)]},
        "reason": "First line.\n\nSecond line.",
    }
    assert "\n".join(write_mapping(value)) == (
        "id: weeds\n"
        "if: {words: {any: [red, 'no', '12', $x, it's, 'a: b'], exact: true}}\n"
        "lists:\n"
        "  long:\n"
        "    [word0, word1, word2, word3, word4, word5, word6, word7, word8, word9, word10, word11, word12, word13,\n"
        "     word14, word15, word16, word17, word18, word19]\n"
        "reason: |-\n"
        "  First line.\n"
        "\n"
        "  Second line."
    )
