"""An explanation as people read it: the post's texts, each rule with its conditions, the verdict."""

from collections.abc import Iterable, Iterator, Sequence

from bot.cli._views import surface_lines
from bot.core.explain import Branch, Explanation, Kind, RuleExplanation, Status
from bot.core.finding import Evidence, Truth
from bot.core.post import Post, Role
from bot.core.verdict import Verdict
from bot.lang.reasons import label, why
from bot.lang.spelling import spelt
from bot.source.cells import cut, visible

FEW = 5
"""So many rules are always explained in full."""

TRUTHS = {Truth.TRUE: "held", Truth.FALSE: "did not hold", Truth.UNKNOWN: "not known"}
_COLUMN = max(map(len, TRUTHS.values())) + 2
_WIDEST = 240
_FULL = frozenset({Status.ACTS, Status.SHADOW, Status.EXEMPTED, Status.UNKNOWN})


def as_text(explanation: Explanation, verdict: Verdict, *, everything: bool) -> str:
    """The whole explanation, with every condition if `everything` or if there are few rules.

    Else the rules that match, and those of which it is not known, come with what decided them, and all others in one
    line each.
    """
    everything = everything or len(explanation.rules) <= FEW
    full = [item for item in explanation.rules if everything or item.status in _FULL]
    rest = [item for item in explanation.rules if item not in full]
    blocks = [
        [_about(explanation.post)],
        *_surfaces(explanation.post, _evidence_of(full)),
        *(list(_rule(item, everything=everything)) for item in full),
        [_brief(item) for item in sorted(rest, key=_distance) if item.status is Status.DID_NOT_HOLD],
        [*_set_aside(rest)],
        [_verdict(explanation, verdict)],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _evidence_of(rules: Iterable[RuleExplanation]) -> Sequence[Evidence]:
    """Everything that conditions of the rules found in the post, each piece once."""
    found = (item for rule in rules for branch in rule.tree.walk() for item in branch.finding.evidence)
    return list(dict.fromkeys(found))


def _about(post: Post) -> str:
    roles = [role.replace("_", " ") for role in Role if post.author.known(role)]
    author = f"{', '.join(roles) or 'author'} {'' if post.author.id is None else post.author.id}".strip()
    return f"{post.kind.replace('_', ' ')} in {post.chat.type} {post.chat.id}, by {visible(author)}"


def _surfaces(post: Post, evidence: Sequence[Evidence]) -> Iterator[list[str]]:
    for surface in post.surfaces:
        yield list(surface_lines(surface, evidence))


def _rule(item: RuleExplanation, *, everything: bool) -> Iterator[str]:
    yield _headline(item)
    yield from _tree(item.tree, 0, everything=everything)


def _headline(item: RuleExplanation) -> str:
    rule = item.rule
    actions = ", ".join(spelt(action) for action in rule.actions)
    ends = {
        Status.DISABLED: "is disabled",
        Status.OTHER_KIND: f"is not for such posts; it applies to {', '.join(sorted(rule.applies_to))}",
        Status.EXPIRED: "has expired",
        Status.DID_NOT_HOLD: "does not match",
        Status.UNKNOWN: "is not known to match, so it does nothing",
        Status.EXEMPTED: f"is exempted: {item.exempted_by.name if item.exempted_by else ''} allows the post",
        Status.SHADOW: f"matches, in shadow: it would {actions}",
        Status.ACTS: f"matches: {actions}",
    }
    priority = f" (priority {rule.priority})" if rule.priority else ""
    return visible(f"{rule.name}{priority} {ends[item.status]}")


def _tree(branch: Branch, depth: int, *, everything: bool) -> Iterator[str]:
    reason = f" ({text})" if (text := why(branch)) else ""
    line = f"  {TRUTHS[branch.truth]:<{_COLUMN}}{'  ' * depth}{label(branch)}"
    yield cut(line + reason, _WIDEST)
    children = _children(branch)
    shown = children if everything else _deciding(branch, children)
    for child in shown:
        yield from _tree(child, depth + 1, everything=everything)
    if shown and (hidden := len(children) - len(shown)):
        yield f"  {'':<{_COLUMN}}{'  ' * (depth + 1)}… {hidden} more"


def _children(branch: Branch) -> Sequence[Branch]:
    """Its children, those of an `all` inside an `all` in its place."""
    if branch.kind is not Kind.ALL:
        return branch.children
    nested = ((child, child.kind is Kind.ALL and not child.name) for child in branch.children)
    return [item for child, inline in nested for item in (_children(child) if inline else (child,))]


def _deciding(branch: Branch, children: Sequence[Branch]) -> Sequence[Branch]:
    """The children that made the part what it is; none below a named condition, whose line says what it found."""
    if branch.name:
        return ()
    if branch.kind is Kind.ALL:
        return [child for child in children if child.truth is branch.truth]
    if branch.truth is Truth.UNKNOWN:
        return [child for child in children if child.truth is not Truth.FALSE]
    held = [child for child in children if child.truth is Truth.TRUE]
    return held if branch.kind is Kind.NONE or branch.truth is Truth.TRUE else children


def _brief(item: RuleExplanation) -> str:
    """A rule that did not hold in one line, with the first part that kept it from that."""
    part = next((part for part in item.conjuncts if part.truth is not Truth.TRUE), item.tree)
    reason = f" ({text})" if (text := why(part)) else ""
    head = f"{item.rule.name} does not match" + (", but all else held: " if item.nearly else ": ")
    return cut(f"{head}{label(part)}{reason}", _WIDEST)


def _distance(item: RuleExplanation) -> bool:
    return not item.nearly


def _set_aside(rules: Iterable[RuleExplanation]) -> Iterator[str]:
    """The rules that were not asked, in one line for each reason."""
    reasons = {
        Status.OTHER_KIND: ("is not for such posts", "are not for such posts"),
        Status.DISABLED: ("is disabled", "are disabled"),
        Status.EXPIRED: ("has expired", "have expired"),
    }
    statuses = [item.status for item in rules]
    for status, (one, many) in reasons.items():
        if number := statuses.count(status):
            yield f"{number} {f'rule {one}' if number == 1 else f'rules {many}'}"


def _verdict(explanation: Explanation, verdict: Verdict) -> str:
    matched = sum(item.status is Status.ACTS for item in explanation.rules)
    number = f"{matched} of {len(explanation.rules)} rules {'matches' if matched == 1 else 'match'}"
    steps = ", ".join(spelt(step.action) + (f" ({step.detail})" if step.detail else "") for step in verdict.steps)
    return visible(f"{number}; what happens: {steps or 'nothing'}")
