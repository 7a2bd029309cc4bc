from bot.actions.escalate import Escalate
from bot.core.action import Escalation
from tests.actions.kit import message


def test_it_asks_for_a_case_and_calls_nothing() -> None:
    assert Escalate().effects(message(), 0) == (Escalation(),)
