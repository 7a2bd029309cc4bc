from dataclasses import replace

import pytest

from bot.actions.purge import Purge
from bot.core import action
from bot.core.arguments import Duration
from bot.core.errors import ArgumentError
from bot.core.history import Need, Scope, Trace
from bot.core.post import Author, Role
from bot.lang.load import load_text
from tests.actions.kit import message

HOUR = 3_600


def test_it_leaves_the_ids_to_who_knows_them() -> None:
    assert Purge().effects(message(), 1_000) == (action.Purge(24 * HOUR, "-1001:55:0:purge"),)


def test_what_it_needs() -> None:
    assert Purge(Duration(HOUR)).needs() == (Need(Trace.MESSAGES, HOUR, Scope.AUTHOR),)


@pytest.mark.parametrize("seconds", [0, 48 * HOUR + 1])
def test_it_reaches_back_48_hours_at_most(seconds: int) -> None:
    with pytest.raises(ArgumentError, match="1 second to 48 hours"):
        Purge(Duration(seconds))


def test_the_longer_one_is_stricter() -> None:
    day, hour = Purge(), Purge(Duration(HOUR))
    assert day.stricter(hour) is day
    assert hour.stricter(day) is day


def test_who_is_never_a_target() -> None:
    linked = Author(-5, roles={Role.LINKED_CHANNEL: True})
    assert Purge().obstacle(replace(message(), author=linked)) == "it was posted by the chat's linked channel"
    assert Purge().obstacle(message()) is None


@pytest.mark.parametrize("written", ["then: [ban], purge: 12h", "then: [ban, purge: 12h]"])
def test_the_key_of_a_rule_is_the_same_as_the_action(written: str) -> None:
    loaded = load_text(f"rules:\n  - {{id: r, if: {{links: true}}, {written}}}\n", "x.yaml")
    assert loaded.judge, loaded.diagnostics
    assert [action.name for action in loaded.sets[0].rules[0].actions] == ["ban", "purge"]
    assert Purge(Duration(12 * HOUR)) in loaded.sets[0].rules[0].actions
    assert loaded.judge.needs == {Need(Trace.MESSAGES, 12 * HOUR, Scope.AUTHOR)}
