"""One press: who wants what of which case, what the log says of it, and what its actions come to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cases.measures import measures
from bot.core.case import Case, Decision, State
from bot.core.log import LogEntry
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Post

WELL = frozenset({Status.DONE, Status.SIMULATED, Status.SKIPPED})
"""Outcomes that leave nothing to be done."""


@dataclass(frozen=True, slots=True)
class Presser:
    """Who pressed; `language` as Telegram gives it."""

    id: int
    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the presser is told: plain text of at most 200 characters; an alert has to be closed."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One press. `at` in seconds since 1970 UTC; `callback_id` is Telegram's name for it."""

    presser: Presser
    case: Case
    post: Post
    decision: Decision
    callback_id: str
    at: float

    def entry(self, action: str, number: int = 0) -> LogEntry:
        """The log's row for the press itself, or with a `number` for a further action that it brings about."""
        suffix = f":{number}" if number else ""
        return LogEntry(
            key=f"case:{self.case.ref}:press:{self.callback_id}{suffix}",
            at=self.at,
            chat_id=self.case.chat_id,
            message_id=self.case.message_id,
            user_id=self.case.author_id,
            action=action,
            rule=self.case.rule,
            rule_version=self.case.rule_version,
            actor=str(self.presser.id),
            case=self.case.ref,
        )

    def entries(self) -> dict[str, LogEntry]:
        """A row for each action, by action: first that of the decision itself."""
        further = [action.name for action in measures(self.decision) if action.name != self.decision]
        actions = [self.decision.value, *further]
        return {action: self.entry(action, number) for number, action in enumerate(actions)}

    def made(self, case: Case) -> bool:
        """Whether the case stands decided as this press would have decided it."""
        decided = (case.decision, case.decided_by) == (self.decision, self.presser.id)
        return decided and case.state in (State.DECIDED, State.ENFORCED, State.CLOSED_NO_ACTION)


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The first outcome that is not as wanted, or the last."""
    return next((outcome for outcome in outcomes if outcome.status not in WELL), outcomes[-1] if outcomes else DONE)


def united(outcomes: Mapping[str, Outcome]) -> Outcome:
    """What became of a decision as a whole: of what failed, every reason."""
    failed = [(action, outcome) for action, outcome in outcomes.items() if outcome.status not in WELL]
    if not failed:
        return Outcome(worst(list(outcomes.values())).status)
    detail = "; ".join(f"{action}: {outcome.detail}" for action, outcome in failed)
    return Outcome(Status.FAILED, detail)
