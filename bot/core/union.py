"""The law of union: the actions of all rules that match become one list of steps.

Of the same action the strictest wins; an action that another supersedes falls away; a sanction spares admins; what
cannot apply becomes an escalation that says why. Steps come in the order of the actions' ranks.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.action import Action
from bot.core.post import Post, PostKind, Role
from bot.core.verdict import Match, Step, reason_of


def unite(matches: Sequence[Match], post: Post, escalate: Action) -> tuple[Step, ...]:
    """The steps for matches in falling priority. `escalate` stands in for an action that cannot apply."""
    steps: dict[str, Step] = {}
    for match in matches:
        for action in match.rule.actions:
            _add(steps, Step(action, match.rule))
    for step in list(steps.values()):
        for name in step.action.supersedes:
            steps.pop(name, None)
    for name, step in list(steps.items()):
        if obstacle := _obstacle(step.action, post):
            del steps[name]
            _add(steps, Step(escalate, step.rule, f"{name}: {obstacle}"))
        elif step.action.sanction and post.author.known(Role.ADMIN):
            del steps[name]
    reason = reason_of(matches)
    steps_in_order = sorted(steps.values(), key=lambda step: step.action.rank)
    return tuple(replace(step, action=step.action.with_reason(reason)) for step in steps_in_order)


def _add(steps: dict[str, Step], new: Step) -> None:
    name = new.action.name
    if (old := steps.get(name)) is None:
        steps[name] = new
        return
    detail = "; ".join(filter(None, (old.detail, new.detail)))
    steps[name] = replace(old, action=old.action.stricter(new.action), detail=detail)


def _obstacle(action: Action, post: Post) -> str | None:
    if action.sanction and post.kind is PostKind.CHANNEL_POST:
        return "a post of a broadcast channel has no author to act on"
    if action.sanction and post.author.id is None:
        return "the author is not known"
    return action.obstacle(post)
