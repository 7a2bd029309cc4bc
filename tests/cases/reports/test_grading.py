from dataclasses import replace

import pytest

from bot.cases.reports.grading import anew, graded, handed_over, is_an_admins
from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Decision
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.core.report import Reason
from bot.core.ruleset import Category, Severity

OPEN = Case("C-7K2M", -100, 5, 0, CaseOrigin.REPORT, 1_000, due_at=87_400)
CLOSED = replace(OPEN, state=State.CLOSED_NO_ACTION, decision=Decision.KEEP, decided_by=2, decided_at=2_000)


def test_a_graver_reason_makes_the_case_due_sooner() -> None:
    changed = graded(OPEN, Reason.CHILDREN, 2_000)
    assert changed is not None
    assert (changed.severity, changed.due_at) == (Severity.CRITICAL, 5_600)
    assert changed.category is Category.PROTECTION_OF_MINORS


def test_a_lesser_reason_makes_nothing_less_grave() -> None:
    grave = replace(OPEN, severity=Severity.HIGH, category=Category.VIOLENCE, due_at=4_600)
    assert graded(grave, Reason.SPAM, 2_000) is None
    assert graded(grave, None, 2_000) is None
    late = graded(grave, Reason.CHILDREN, 3_000)
    assert late is not None
    assert (late.severity, late.due_at, late.category) == (Severity.CRITICAL, 4_600, Category.VIOLENCE)


def test_a_decided_case_is_not_graded() -> None:
    assert graded(CLOSED, Reason.CHILDREN, 2_000) is None


def test_something_else_is_alleged() -> None:
    again = anew(CLOSED, Reason.SCAM, {Reason.SPAM}, 3_000)
    assert again is not None
    assert (again.state, again.decision, again.decided_by) == (State.OPEN, None, None)
    assert (again.category, again.severity, again.due_at) == (Category.SCAMS_AND_FRAUD, Severity.MEDIUM, 89_400)


@pytest.mark.parametrize(
    ("case", "reason", "before"),
    [
        (CLOSED, Reason.SPAM, {Reason.SPAM}),
        (CLOSED, Reason.OTHER, set()),
        (CLOSED, None, set()),
        (replace(CLOSED, category=Category.SCAMS_AND_FRAUD), Reason.SCAM, set()),
        (replace(CLOSED, state=State.ENFORCED, decision=Decision.DELETE), Reason.SCAM, set()),
        (replace(CLOSED, state=State.VOID), Reason.SCAM, set()),
        (replace(CLOSED, state=State.APPEALED), Reason.SCAM, set()),
        (OPEN, Reason.SCAM, set()),
    ],
)
def test_the_decision_stands(case: Case, reason: Reason | None, before: set[Reason]) -> None:
    assert anew(case, reason, before, 3_000) is None


def test_an_admins_post_is_for_the_owner() -> None:
    post = Post(1, PostKind.MESSAGE, Chat(-100, "supergroup"), Author(3), 0)
    assert is_an_admins(post, {1, 3}, owner=1)
    assert not is_an_admins(post, {1, 3}, owner=3), "the other admins decide about the owner's"
    assert not is_an_admins(post, {1}, owner=1)
    assert is_an_admins(replace(post, author=Author(-100, roles={Role.ANONYMOUS: True})), {1}, owner=1)
    assert not is_an_admins(replace(post, author=Author()), {1}, owner=1)
    assert not is_an_admins(replace(post, kind=PostKind.CHANNEL_POST, author=Author(-100)), {1}, owner=1)


def test_only_a_case_that_nobody_has_is_handed_over() -> None:
    given = handed_over(OPEN, 3_000)
    assert given is not None
    assert given.state is State.ESCALATED
    assert handed_over(replace(OPEN, state=State.CLAIMED), 3_000) is None
