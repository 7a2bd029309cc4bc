"""Documents in which a key may stand twice, as in YAML that was written for other programs."""

from bot.source.diagnostic import Diagnostics, Level
from bot.source.node import Mapping, Scalar
from bot.source.parse import parse


def test_the_last_of_a_key_counts() -> None:
    diagnostics = Diagnostics()
    node = parse(b"a: 1\nb: 2\na: 3\n", "x.yaml", diagnostics, last_wins=True)
    assert isinstance(node, Mapping)
    assert [(key.text, value.text) for key, value in node.entries if isinstance(value, Scalar)] == [
        ("a", "3"),
        ("b", "2"),
    ]
    (found,) = diagnostics.found
    assert (found.code, found.level, str(found.span)) == ("duplicate-key", Level.WARNING, "x.yaml:3:1")


def test_else_it_is_an_error() -> None:
    diagnostics = Diagnostics()
    parse(b"a: 1\na: 3\n", "x.yaml", diagnostics)
    assert diagnostics.failed
