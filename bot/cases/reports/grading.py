"""What a report does to its case besides counting: how grave it is, whether it begins anew, who has it. Pure."""

from collections.abc import Collection
from dataclasses import replace

from bot.core.case import AWAITING, Case, State
from bot.core.deadlines import answer_within
from bot.core.post import Post, PostKind, Role
from bot.core.report import CATEGORIES, Reason, graver, severity_of
from bot.core.ruleset import Category
from bot.core.transitions import BOT, TABLE, advanced


def graded(case: Case, reason: Reason | None, now: int) -> Case | None:
    """The case as what is alleged makes it: graver, sooner due, with a category; None if it changes nothing."""
    if reason is None or case.state not in AWAITING:
        return None
    changed = case if case.category is not None else replace(case, category=CATEGORIES[reason])
    if graver(severity_of(reason), case.severity):
        due = now + answer_within(severity_of(reason))
        due = due if case.due_at is None else min(due, case.due_at)
        changed = replace(changed, severity=severity_of(reason), due_at=due)
    return None if changed == case else changed


def anew(case: Case, reason: Reason | None, before: Collection[Reason], now: int) -> Case | None:
    """The case begun again, because something else is alleged than what was decided about; None if it stays closed.

    `before` are the reasons of the reports so far. Nothing that was undone or done is done again by that.
    """
    if reason is None or reason is Reason.OTHER or reason in before:
        return None
    category = CATEGORIES[reason]
    if category is case.category and category is not Category.OTHER_VIOLATION_TC:
        return None
    if State.OPEN not in TABLE[case.state] or case.state in AWAITING:
        return None
    severity = severity_of(reason)
    return advanced(
        case, State.OPEN, BOT, now, category=category, severity=severity, due_at=now + answer_within(severity)
    )


def is_an_admins(post: Post, admins: Collection[int], owner: int | None) -> bool:
    """Whether an admin of the chat wrote the post, so that the owner has to decide about it.

    What the owner wrote the other admins decide about, and so with what a channel itself posts.
    """
    author = post.author
    if post.kind is PostKind.CHANNEL_POST or author.known(Role.LINKED_CHANNEL) or author.id is None:
        return False
    return author.known(Role.ANONYMOUS) is True or (author.id in admins and author.id != owner)


def handed_over(case: Case, now: int) -> Case | None:
    """The case in the owner's hands; None if it is past that."""
    return advanced(case, State.ESCALATED, BOT, now) if case.state is State.OPEN else None
