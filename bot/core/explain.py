"""Why rules hold for a post or do not: every condition with its answer. Pure, like judging, and of the same opinion.

Judging stops at the first condition that decides, and touches no rule that nothing calls. Here every condition of every
rule is asked, so this is for people who want to know, not for every post.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.condition import Condition, Context
from bot.core.finding import Finding, Truth
from bot.core.history import Past
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.post import Post
from bot.core.query import Index
from bot.core.ruleset import Mode, Rule, RuleSet


class Kind(StrEnum):
    """What a part of a rule's `if` is."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    COUNT = "count"
    CONDITION = "condition"


class Status(StrEnum):
    """What became of a rule, the first that is true."""

    DISABLED = "disabled"
    OTHER_KIND = "other_kind"
    EXPIRED = "expired"
    DID_NOT_HOLD = "did_not_hold"
    UNKNOWN = "unknown"
    EXEMPTED = "exempted"
    SHADOW = "shadow"
    ACTS = "acts"


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a rule's `if`, and its answer.

    `condition` is set where `kind` is a condition, and `account` then says what it saw; `least` where it is a count;
    `name` where it is a named condition of the set.
    """

    kind: Kind
    finding: Finding
    children: tuple["Branch", ...] = ()
    condition: Condition | None = None
    account: str = ""
    least: int = 0
    name: str = ""

    @property
    def truth(self) -> Truth:
        """Whether it held."""
        return self.finding.truth

    def walk(self) -> Iterator["Branch"]:
        """It, and every part below."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """A rule, the answer of each of its conditions, and what became of it; `exempted_by` allows what it matches."""

    rule: Rule
    tree: Branch
    status: Status
    exempted_by: Rule | None = None

    @property
    def conjuncts(self) -> Sequence[Branch]:
        """The parts that must all hold."""
        return list(_conjuncts(self.tree))

    @property
    def nearly(self) -> bool:
        """Whether only one part kept it from holding, though another found something in the post."""
        parts = self.conjuncts
        off = [part for part in parts if part.truth is not Truth.TRUE]
        found = any(part.finding.evidence for part in parts)
        return self.status is Status.DID_NOT_HOLD and len(off) == 1 and found


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every rule for one post, by falling priority."""

    post: Post
    rules: tuple[RuleExplanation, ...]


def explain(post: Post, past: Past, rules: Iterable[Rule], index: Index, sets: Iterable[RuleSet] = ()) -> Explanation:
    """Why each rule holds for the post or does not; `index` must know the queries of all these rules.

    `past` is what was counted before the post, as for `Judge.judge`; disabled rules may be among the rules. `sets` give
    the names of conditions.
    """
    names = {id(node): name for set_ in sets for name, node in set_.named}
    view = _View(Context(post, index.scan(post), past), names)
    ordered = sorted(rules, key=lambda rule: -rule.priority)
    trees = [view.branch(rule.condition) for rule in ordered]
    bar = next(
        (rule for rule, tree in zip(ordered, trees, strict=True) if rule.exempts and _enforced(rule, tree, post)), None
    )
    return Explanation(
        post, tuple(_explained(rule, tree, post, bar) for rule, tree in zip(ordered, trees, strict=True))
    )


def _explained(rule: Rule, tree: Branch, post: Post, bar: Rule | None) -> RuleExplanation:
    status = _status(rule, tree, post)
    if bar and rule.priority < bar.priority and status in (Status.SHADOW, Status.ACTS, Status.UNKNOWN):
        return RuleExplanation(rule, tree, Status.EXEMPTED, bar)
    return RuleExplanation(rule, tree, status)


def _status(rule: Rule, tree: Branch, post: Post) -> Status:
    if rule.mode is Mode.DISABLED:
        return Status.DISABLED
    if post.kind not in rule.applies_to:
        return Status.OTHER_KIND
    if rule.expires is not None and post.date >= rule.expires:
        return Status.EXPIRED
    if tree.truth is not Truth.TRUE:
        return Status.UNKNOWN if tree.truth is Truth.UNKNOWN else Status.DID_NOT_HOLD
    return Status.SHADOW if rule.mode is Mode.SHADOW else Status.ACTS


def _enforced(rule: Rule, tree: Branch, post: Post) -> bool:
    return _status(rule, tree, post) is Status.ACTS


def _conjuncts(branch: Branch) -> Iterator[Branch]:
    whole = branch.kind is not Kind.ALL or branch.name
    if whole:
        yield branch
    for child in () if whole else branch.children:
        yield from _conjuncts(child)


class _View:
    """One post, and the names of nodes by their identity: equal ones may have several."""

    def __init__(self, context: Context, names: Mapping[int, str]) -> None:
        self._context, self._names = context, names

    def branch(self, node: Node) -> Branch:
        # Each node answers for itself, so that this can never say anything else than judging does.
        finding = node.evaluate(self._context)
        name = self._names.get(id(node), "")
        if isinstance(node, Leaf):
            account = node.condition.account(self._context)
            return Branch(Kind.CONDITION, finding, condition=node.condition, account=account, name=name)
        children = node.children if isinstance(node, All | Count | NoneOf) else ()
        branches = tuple(map(self.branch, children))
        if isinstance(node, Count):
            kind = Kind.ANY if node.at_least == 1 else Kind.COUNT
            return Branch(kind, finding, branches, least=node.at_least, name=name)
        return Branch(Kind.ALL if isinstance(node, All) else Kind.NONE, finding, branches, name=name)
