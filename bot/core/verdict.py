"""What judging a post came to: every match, and the united actions."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.action import Action
from bot.core.finding import Evidence, Fact
from bot.core.post import Post
from bot.core.ruleset import Notice, Rule


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds for a post, and what in the post made it hold."""

    rule: Rule
    evidence: tuple[Evidence, ...] = ()


def reason_of(matches: Iterable[Match]) -> str | None:
    """Of matches by falling priority, the first reason there is; rules that exempt need none."""
    return next((match.rule.reason for match in matches if match.rule.reason and not match.rule.exempts), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the united actions, and the rule of highest priority that asked for it.

    `detail` says which actions could not apply, where this one stands in for them.
    """

    action: Action
    rule: Rule
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All matches by falling priority, and the steps in the order they run; what rules in shadow mode would do, apart.

    `held` are steps that are not taken because a rule is paused: see `bot.core.restraint`.

    `missing` are the facts about the author that the verdict depends on and that were not known: whoever can find them
    out should, and judge again.
    """

    post: Post
    matches: tuple[Match, ...] = ()
    shadows: tuple[Match, ...] = ()
    steps: tuple[Step, ...] = ()
    shadow_steps: tuple[Step, ...] = ()
    missing: frozenset[Fact] = frozenset()
    held: tuple[Step, ...] = ()

    @property
    def matched(self) -> bool:
        """Whether an enforced rule matched that does more than `allow` or `log`."""
        return any(step.action.name not in ("allow", "log") for step in self.steps)

    @property
    def leading(self) -> Rule | None:
        """The enforced rule of highest priority that matched and does more than exempt."""
        return next((match.rule for match in self.matches if not match.rule.exempts), None)

    @property
    def reason(self) -> str | None:
        """The reason that people are given: that of the first rule by priority that has one."""
        return reason_of(self.matches)

    @property
    def notice(self) -> Notice:
        """Who is told: as the first rule by priority says that says anything; else the author."""
        return next((match.rule.notice for match in self.matches if match.rule.notice), Notice.AUTHOR)
