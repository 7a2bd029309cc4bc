"""An explanation as JSON values."""

from typing import Any

from bot.cli._views import views
from bot.core.explain import Branch, Explanation, RuleExplanation
from bot.core.finding import Evidence, Truth
from bot.core.post import Surface
from bot.core.verdict import Verdict
from bot.lang.reasons import why
from bot.lang.spelling import spelt

_TRUTHS = {Truth.TRUE: "held", Truth.FALSE: "did not hold", Truth.UNKNOWN: "unknown"}


def as_values(explanation: Explanation, verdict: Verdict) -> dict[str, Any]:
    """The post's texts with their views, every rule with each condition, the actions in the order they would run."""
    return {
        "id": explanation.post.id,
        "kind": explanation.post.kind,
        "verdict": "match" if verdict.matched else "clean",
        "actions": [step.action.name for step in verdict.steps],
        "surfaces": [_surface(surface) for surface in explanation.post.surfaces],
        "rules": [_rule(item) for item in explanation.rules],
    }


def _surface(surface: Surface) -> dict[str, Any]:
    return {"surface": surface.name, "index": surface.index, "text": surface.text, "views": dict(views(surface.text))}


def _rule(item: RuleExplanation) -> dict[str, Any]:
    rule = item.rule
    return {
        "rule": rule.name,
        "version": rule.version,
        "mode": rule.mode,
        "priority": rule.priority,
        "applies_to": sorted(rule.applies_to),
        "status": item.status,
        "exempted_by": item.exempted_by.name if item.exempted_by else None,
        "actions": [spelt(action) for action in rule.actions],
        "if": _branch(item.tree),
    }


def _branch(branch: Branch) -> dict[str, Any]:
    part: dict[str, Any] = {"kind": branch.kind, "truth": _TRUTHS[branch.truth]}
    if branch.name:
        part["use"] = branch.name
    if branch.condition is not None:
        part |= {
            "condition": spelt(branch.condition),
            "why": why(branch),
            "missing": sorted(branch.finding.missing),
            "evidence": [_evidence(item) for item in branch.finding.evidence],
        }
        return part
    if branch.least > 1:
        part["at_least"] = branch.least
    return {**part, "of": [_branch(child) for child in branch.children]}


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "surface": item.surface,
        "index": item.index,
        "start": item.start,
        "end": item.end,
        "text": item.text,
        "folded": item.folded,
    }
