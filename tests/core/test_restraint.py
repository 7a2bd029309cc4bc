"""What a verdict becomes where rules are paused."""

from dataclasses import replace

import pytest

from bot.actions.allow import Allow
from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.actions.log import Log
from bot.actions.mute import Mute
from bot.actions.react import React
from bot.actions.reply import Reply
from bot.actions.warn import Warn
from bot.core.action import Action
from bot.core.logic import All
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.core.restraint import restrained
from bot.core.ruleset import Rule
from bot.core.union import unite
from bot.core.verdict import Match, Verdict

POST = Post(id=1, kind=PostKind.MESSAGE, chat=Chat(-1, "supergroup"), author=Author(7), date=5, message_id=9)


def rule(name: str, *actions: Action) -> Rule:
    return Rule(f"house/{name}", "12345678", All(()), actions)


def verdict(*rules: Rule, post: Post = POST) -> Verdict:
    matches = tuple(Match(rule) for rule in rules)
    return Verdict(post, matches, steps=unite(matches, post, Escalate()))


def names(steps: tuple[object, ...]) -> list[str]:
    return [step.action.name for step in steps]  # type: ignore[attr-defined]


ALL = [
    ([Delete(), Ban()], ["escalate"], ["delete", "ban"]),
    ([Delete(), Log()], ["escalate", "log"], ["delete"]),
    ([Warn(), Mute()], ["escalate"], ["warn", "mute"]),
    ([Delete(), Escalate()], ["escalate"], ["delete"]),
    ([Delete(), Reply("removed")], ["escalate"], ["delete", "reply"]),
]
UNTOUCHED: list[list[Action]] = [[Escalate()], [Log()], [Allow()], [Reply("see the rules")], [React("👍")]]


@pytest.mark.parametrize(("actions", "done", "held"), ALL)
def test_people_are_asked_instead(actions: list[Action], done: list[str], held: list[str]) -> None:
    paused = restrained(verdict(rule("a", *actions)), Escalate(), lambda _: "paused: by 1")
    assert (names(paused.steps), names(paused.held)) == (done, held)
    [asking] = [step for step in paused.steps if step.action.name == "escalate"]
    assert asking.detail == f"paused: by 1 (instead of {', '.join(held)})"
    assert {step.detail for step in paused.held} == {"paused: by 1"}
    assert paused.matched


@pytest.mark.parametrize("actions", UNTOUCHED)
def test_what_acts_against_nobody_goes_on(actions: list[Action]) -> None:
    given = verdict(rule("a", *actions))
    assert restrained(given, Escalate(), lambda _: "paused: x") is given


def test_nothing_changes_where_nothing_is_paused() -> None:
    given = verdict(rule("a", Delete()))
    assert restrained(given, Escalate(), lambda _: None) is given


def test_another_rule_goes_on_acting() -> None:
    given = verdict(rule("faulty", Ban()), rule("sound", Delete()))
    paused = restrained(given, Escalate(), lambda rule: "paused: f" if rule.name == "house/faulty" else None)
    assert (names(paused.steps), names(paused.held)) == (["delete", "escalate"], ["ban"])
    assert [step.rule.name for step in paused.steps] == ["house/sound", "house/faulty"]


def test_what_a_sound_rule_does_anyway_is_not_asked_about() -> None:
    given = verdict(rule("faulty", Delete()), rule("sound", Delete()))
    assert restrained(given, Escalate(), lambda rule: "p" if rule.name == "house/faulty" else None) is given


def test_admins_whom_nothing_would_have_hit_are_no_matter_for_anybody() -> None:
    admin = replace(POST, author=Author(7, roles={Role.ADMIN: True}))
    given = verdict(rule("a", Ban()), post=admin)
    assert restrained(given, Escalate(), lambda _: "p") is given


def test_what_could_not_apply_is_still_said() -> None:
    joining = Post(id=1, kind=PostKind.MESSAGE, chat=Chat(-1, "supergroup"), author=Author(7), date=5)
    paused = restrained(verdict(rule("a", Delete(), Ban()), post=joining), Escalate(), lambda _: "paused: p")
    assert [step.detail for step in paused.steps] == [
        "delete: there is no message to delete; paused: p (instead of ban)"
    ]
