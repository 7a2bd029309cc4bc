import pytest

from bot.conditions.service import Service
from bot.core.post import ServiceKind
from bot.lang.load import load_text
from tests.conditions.history import account
from tests.conditions.kit import answer, leaf

RULE = "rules:\n  - {id: r, %sif: {service: [joined, left]}, then: delete}\n"


def test_the_first_argument_is_what_it_tells_of() -> None:
    assert leaf("{service: [joined, left]}") == Service(any_=(ServiceKind.JOINED, ServiceKind.LEFT))


@pytest.mark.parametrize(
    ("condition", "service", "held"),
    [
        ("{service: [joined, left]}", "joined", "true"),
        ("{service: [joined, left]}", "left", "true"),
        ("{service: [joined, left]}", "pinned", "false"),
        ("{service: pinned}", "pinned", "true"),
        ("{service: true}", "other", "true"),
        ("{service: true}", None, "false"),
        ("{service: joined}", None, "false"),
    ],
)
def test_answers(condition: str, service: str | None, held: str) -> None:
    assert answer(f"{condition[:-1]}}}", {"service": service}) == held


def test_it_says_what_it_saw() -> None:
    assert account("{service: joined}", {"service": "left"}) == "left"
    assert account("{service: joined}", {"text": "hi"}) == "no service message"


def test_a_rule_that_does_not_apply_to_service_messages_is_warned_of() -> None:
    hints = [
        [fault.hint for fault in load_text(RULE % kinds, "test.yaml").diagnostics if fault.code == "dead-rule"]
        for kinds in ("applies_to: [service], ", "")
    ]
    assert hints == [[], ["add `applies_to: [service]`"]]
