import pytest

from bot.core.arguments import Bounds, yaml_name

INF = float("inf")


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (Bounds(above=3), [4, 3.1], [3, 2]),
        (Bounds(below=3), [2, -9], [3]),
        (Bounds(at_least=3), [3], [2.9]),
        (Bounds(at_most=3), [3, 0], [3.1]),
        (Bounds(at_least=1, below=3), [1, 2], [0, 3]),
        (Bounds(), [0, -INF, INF], []),
    ],
)
def test_hold(bounds: Bounds, inside: list[float], outside: list[float]) -> None:
    assert all(bounds.hold(number) for number in inside)
    assert not any(bounds.hold(number) for number in outside)


@pytest.mark.parametrize(
    ("bounds", "possible"),
    [
        (Bounds(), True),
        (Bounds(above=3), True),
        (Bounds(at_least=3, at_most=3), True),
        (Bounds(at_least=3, below=3), False),
        (Bounds(above=3, at_most=3), False),
        (Bounds(above=5, below=2), False),
        (Bounds(above=1, at_least=4, below=9, at_most=4), True),
    ],
)
def test_possible(bounds: Bounds, possible: bool) -> None:
    assert bounds.possible() is possible


def test_yaml_name() -> None:
    assert [yaml_name(name) for name in ("in_", "any", "at_least")] == ["in", "any", "at_least"]
