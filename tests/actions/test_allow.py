from bot.actions.allow import Allow
from tests.actions.kit import message


def test_it_exempts_and_calls_nothing() -> None:
    assert Allow.exempts
    assert Allow().effects(message(), 0) == ()
