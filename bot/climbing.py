"""What a chat's ladder asks for beside the strikes that rules give."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions._sanction import sanction
from bot.actions.warn import Warn
from bot.core.outcome import Outcome, Status
from bot.core.ports import Ladders
from bot.core.strikes import entry
from bot.core.verdict import Step, Verdict

SANCTIONS = frozenset({"mute", "kick", "ban"})
"""Actions of rules beside which a ladder has nothing to add."""

_NO_STRIKE = frozenset({Status.EXPIRED, Status.SKIPPED})
"""Outcomes of a warning that brought none."""


async def rung_step(verdict: Verdict, outcomes: Mapping[str, Outcome], ladders: Ladders | None) -> Step | None:
    """What the strike that the verdict brought calls for beyond a warning; None for nothing, or if a rule does as much.

    `outcomes` are by action. Asking again once the strike is given gives the same.
    """
    warned = outcomes.get(Warn.name)
    if ladders is None or warned is None or warned.status in _NO_STRIKE:
        return None
    if any(step.action.name in SANCTIONS for step in verdict.steps):
        return None
    rule = next(step.rule for step in verdict.steps if step.action.name == Warn.name)
    strike = entry(verdict.post, rule.name, rule.version)
    rung = None if strike is None else await ladders.reached(strike)
    action = None if rung is None else sanction(rung.measure)
    return None if action is None or rung is None else Step(action, rule, rung.detail)


def with_step(verdict: Verdict, step: Step) -> Verdict:
    """The verdict with one more step, which comes last."""
    return replace(verdict, steps=(*verdict.steps, step))
