"""The law of restraint: what a paused rule would do against a post or its author, people are asked about instead.

A paused rule keeps only its `escalate` and `log`: what it would say beside a measure would not be true without it. A
paused rule that acts against nobody (it replies, reacts, approves) goes on, and so does every other rule.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.core.action import Action
from bot.core.ruleset import Rule
from bot.core.union import unite
from bot.core.verdict import Step, Verdict

REMOVALS = frozenset({"delete", "decline", "remove_reaction"})
SANCTIONS = frozenset({"warn", "mute", "kick", "ban", "purge"})
_KEPT = frozenset({"escalate", "log"})


def acts_against(action: Action) -> bool:
    """Whether the action takes something from the post's author."""
    return action.sanction or action.name in REMOVALS | SANCTIONS


def restrained(verdict: Verdict, escalate: Action, why: Callable[[Rule], str | None]) -> Verdict:
    """The verdict with people asked where rules are paused; `why` says for what reason a rule is, None if it is not.

    The steps that are not taken stand in `held`, with the reason. Unchanged if no paused rule acts against anybody.
    """
    paused = {
        match.rule: reason
        for match in verdict.matches
        if any(acts_against(action) for action in match.rule.actions) and (reason := why(match.rule))
    }
    if not paused:
        return verdict
    matches = [
        replace(match, rule=_without(match.rule)) if match.rule in paused else match for match in verdict.matches
    ]
    steps = {step.action.name: step for step in unite(matches, verdict.post, escalate)}
    lost = [step for step in verdict.steps if step.action.name not in {*steps, *_KEPT}]
    if not any(acts_against(step.action) for step in lost):
        return verdict
    held = tuple(replace(step, detail=_joined(step.detail, _reason(step, paused))) for step in lost)
    before = next((step for step in verdict.steps if step.action.name == escalate.name), None)
    instead = f"{next(iter(paused.values()))} (instead of {', '.join(step.action.name for step in lost)})"
    asking = Step(escalate, next(iter(paused)), _joined(before.detail if before else "", instead))
    steps[escalate.name] = replace(steps.get(escalate.name, asking), detail=asking.detail)
    return replace(verdict, steps=tuple(sorted(steps.values(), key=lambda step: step.action.rank)), held=held)


def _without(rule: Rule) -> Rule:
    return replace(rule, actions=tuple(action for action in rule.actions if action.name in _KEPT))


def _reason(step: Step, paused: dict[Rule, str]) -> str:
    return paused.get(step.rule) or next(iter(paused.values()))


def _joined(*details: str) -> str:
    return "; ".join(filter(None, details))
