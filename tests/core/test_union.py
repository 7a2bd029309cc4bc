import pytest

from bot.core.action import Action
from bot.core.post import Author, Post, PostKind, Role
from bot.core.union import unite
from bot.core.verdict import Match
from tests.core.fakes import CHANNEL, ESCALATE, MEMBER, Act, Punish, Scold, always, post, rule

ADMIN = Author(7, roles={**MEMBER, Role.ADMIN: True})


def united(message: Post, *rules: tuple[Action, ...]) -> list[tuple[str, str, str]]:
    matches = [Match(rule(str(place), always(), *actions)) for place, actions in enumerate(rules)]
    return [(step.action.name, step.rule.name, step.detail) for step in unite(matches, message, ESCALATE)]


def test_order_is_that_of_the_ranks() -> None:
    assert [name for name, *_ in united(post(), (ESCALATE, Punish(), Act()))] == ["act", "punish", "escalate"]


def test_the_first_rule_that_asks_is_named() -> None:
    assert united(post(), (Act(),), (Act(),), (ESCALATE,)) == [("act", "set/0", ""), ("escalate", "set/2", "")]


@pytest.mark.parametrize("lengths", [(1, 9), (9, 1), (9, 9)])
def test_the_strictest_wins(lengths: tuple[int, int]) -> None:
    matches = [Match(rule("r", always(), Act(length))) for length in lengths]
    (step,) = unite(matches, post(), ESCALATE)
    assert step.action == Act(9)


def test_superseded_actions_fall_away_whoever_asked_first() -> None:
    assert united(post(), (Scold(),), (Punish(),)) == [("punish", "set/1", "")]


def test_admins_are_spared_sanctions_and_nothing_else() -> None:
    assert united(post(author=ADMIN), (Act(), Punish())) == [("act", "set/0", "")]


def test_whoever_may_be_an_admin_is_not_spared_yet() -> None:
    assert united(post(author=Author(7)), (Punish(),)) == [("punish", "set/0", "")]


@pytest.mark.parametrize(
    ("message", "action", "detail"),
    [
        (
            post(kind=PostKind.CHANNEL_POST, chat=CHANNEL, author=ADMIN),
            Punish(),
            "punish: a post of a broadcast channel has no author to act on",
        ),
        (post(author=Author()), Punish(), "punish: the author is not known"),
        (post(), Punish(why_not="too holy"), "punish: too holy"),
        (post(), Act(why_not="too late"), "act: too late"),
    ],
)
def test_what_cannot_apply_is_escalated_with_the_reason(message: Post, action: Action, detail: str) -> None:
    assert united(message, (action,)) == [("escalate", "set/0", detail)]


def test_an_escalation_says_all_that_could_not_apply_and_keeps_its_rule() -> None:
    steps = united(post(), (ESCALATE,), (Act(why_not="x"), Punish(why_not="y")))
    assert steps == [("escalate", "set/0", "act: x; punish: y")]
