"""A *report*: a member asks for a post to be looked at, and hears what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.ruleset import Category, Severity


class Reason(StrEnum):
    """Why somebody reports a post, as the buttons offer it."""

    SPAM = "spam"
    SCAM = "scam"
    VIOLENCE = "violence"
    HATE = "hate"
    SEXUAL = "sexual"
    CHILDREN = "children"
    GOODS = "goods"
    PRIVACY = "privacy"
    COPYRIGHT = "copyright"
    SELF_HARM = "self_harm"
    OTHER = "other"


CATEGORIES: dict[Reason, Category] = {
    Reason.SPAM: Category.OTHER_VIOLATION_TC,
    Reason.SCAM: Category.SCAMS_AND_FRAUD,
    Reason.VIOLENCE: Category.VIOLENCE,
    Reason.HATE: Category.ILLEGAL_OR_HARMFUL_SPEECH,
    Reason.SEXUAL: Category.OTHER_VIOLATION_TC,
    Reason.CHILDREN: Category.PROTECTION_OF_MINORS,
    Reason.GOODS: Category.UNSAFE_AND_PROHIBITED_PRODUCTS,
    Reason.PRIVACY: Category.DATA_PROTECTION_AND_PRIVACY_VIOLATIONS,
    Reason.COPYRIGHT: Category.INTELLECTUAL_PROPERTY_INFRINGEMENTS,
    Reason.SELF_HARM: Category.SELF_HARM,
    Reason.OTHER: Category.OTHER_VIOLATION_TC,
}


SEVERITIES: dict[Reason, Severity] = {
    Reason.SPAM: Severity.LOW,
    Reason.VIOLENCE: Severity.HIGH,
    Reason.CHILDREN: Severity.CRITICAL,
    Reason.SELF_HARM: Severity.HIGH,
}
"""How grave what is alleged would be; of any other reason, medium."""


class ReportState(StrEnum):
    """What became of a report."""

    LINKED = "linked"
    """It was received, acknowledged and belongs to its case, which is not decided."""

    ACTIONED = "actioned"
    NO_ACTION = "no_action"
    INVALID = "invalid"
    """Manifestly unfounded, says a moderator."""

    VOID = "void"
    """There was nothing to decide any more."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `ref` is `R-` and four or more signs; `at` and `notified_at` in seconds since 1970 UTC.

    `words` are the reporter's own. `weighs` is False for one that is kept but moves nothing, because its reporter
    misused reports. `notified_at` is when the reporter was told the outcome, or nobody could be told. `fresh`: the
    reporter had never been seen writing in the chat.
    """

    ref: str
    case: str
    reporter_id: int
    at: int
    reason: Reason | None = None
    words: str = ""
    weighs: bool = True
    state: ReportState = ReportState.LINKED
    notified_at: int | None = None
    fresh: bool = False

    @property
    def unexplained(self) -> bool:
        """Whether its reporter may still say why."""
        return self.reason is None and self.state is ReportState.LINKED


@dataclass(frozen=True, slots=True)
class ReporterRecord:
    """What became of somebody's resolved reports; `invalid_at` is when one was last found to be unfounded."""

    resolved: int = 0
    actioned: int = 0
    invalid: int = 0
    invalid_at: int | None = None

    @property
    def weight(self) -> float:
        """What a report of theirs weighs in the queue: 1, and from six resolved reports on 0 to 2 by their accuracy.

        It puts cases in order, and decides nothing.
        """
        if self.resolved < ENOUGH:
            return 1.0
        share = self.actioned / self.resolved
        return 1 + (share - PIVOT) / (1 - PIVOT if share > PIVOT else PIVOT)

    def suspended(self, now: float) -> bool:
        """Whether their reports move nothing for now: the first unfounded one brings a warning, each later one 24 h."""
        return self.invalid > 1 and self.invalid_at is not None and now < self.invalid_at + SUSPENSION


ENOUGH = 6
"""Resolved reports from which on a reporter's accuracy counts."""

PIVOT = 0.7
"""The share of reports with consequences at which accuracy is neither good nor bad."""

SUSPENSION = 86_400


def severity_of(reason: Reason | None) -> Severity:
    """How grave it would be."""
    return Severity.MEDIUM if reason is None else SEVERITIES.get(reason, Severity.MEDIUM)


def graver(one: Severity, other: Severity) -> bool:
    """Whether the one is graver than the other."""
    order = list(Severity)
    return order.index(one) > order.index(other)
