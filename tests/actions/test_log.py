from bot.actions.log import Log
from tests.actions.kit import message


def test_it_calls_nothing() -> None:
    assert Log().effects(message(), 0) == ()
