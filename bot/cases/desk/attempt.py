"""One press or command of a moderator's: who wants what of which case, and what the log says of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cases.measures.measures import measures
from bot.core.case import Case
from bot.core.log import LogEntry
from bot.core.measure import Decision, Measure
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Post

WELL = frozenset({Status.DONE, Status.SIMULATED, Status.SKIPPED})
"""Outcomes that leave nothing to be done."""


@dataclass(frozen=True, slots=True)
class Presser:
    """Who pressed, or gave a command; `language` as Telegram gives it."""

    id: int
    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the presser is told: plain text of at most 200 characters; an alert has to be closed.

    `moved`: whether something came of it, or had before.
    """

    text: str
    alert: bool = False
    moved: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """One decision that somebody makes by an `action`. `at` in seconds since 1970 UTC; `key` names it for ever."""

    presser: Presser
    case: Case
    post: Post
    measure: Measure
    key: str
    action: str
    at: float
    words: str = ""

    @property
    def decision(self) -> Decision:
        """What is decided, however long it lasts."""
        return self.measure.decision

    def entry(self, action: str, number: int = 0) -> LogEntry:
        """The log's row for the decision itself, or with a `number` for a further action that it brings about."""
        return entry_of(self.case, self.presser, self.key, action, self.at, number)

    def entries(self) -> dict[str, LogEntry]:
        """A row for each action, by action: first that of what the person did."""
        further = [action.name for action in measures(self.measure) if action.name != self.action]
        actions = [self.action, *further]
        return {action: self.entry(action, number) for number, action in enumerate(actions)}


def entry_of(case: Case, person: Presser, key: str, action: str, at: float, number: int = 0) -> LogEntry:  # noqa: PLR0917 - all that a row needs
    """The log's row for something that a person does about a case."""
    return LogEntry(
        key=f"{key}:{number}" if number else key,
        at=at,
        chat_id=case.chat_id,
        message_id=case.message_id,
        user_id=case.author_id,
        action=action,
        rule=case.rule,
        rule_version=case.rule_version,
        actor=str(person.id),
        case=case.ref,
    )


def explained(words: str, detail: str) -> str:
    """A row's detail: why somebody did it, in their own words, and what came of it."""
    return "; ".join(filter(None, (words, detail)))


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
