"""What every store must do alike: when a post joins a case, how a case changes, how posts are counted. Pure."""

from dataclasses import replace
from typing import NamedTuple

from bot.core.case import AWAITING, UNDECIDED, Case, Spree
from bot.core.errors import StaleVersion
from bot.core.standing import Standing


def joins(latest: Case, latest_revision: int, new: Case) -> bool:
    """Whether a new case about a post is the post's latest one over again.

    A case that waits for a moderator takes every revision of its post in. Any other takes only revisions up to
    `latest_revision`, the highest it took in while it was: those are updates that Telegram delivered again.
    """
    return latest.state in AWAITING or new.revision <= latest_revision


def takes(case: Case, last_at: float, new: Case, spree: Spree) -> bool:
    """Whether a case takes another post into its spree, the last of which joined at `last_at`."""
    soon = abs(new.opened_at - last_at) <= spree.gap
    return case.state in UNDECIDED and case.rule == new.rule and soon and case.posts < spree.most


def saved(stored: Case, read: Case, changed: Case) -> Case:
    """The case as it is kept after a step; what others change meanwhile stays as they have it.

    Raises `StaleVersion` if `read` is out of date.
    """
    if stored.version != read.version:
        raise StaleVersion(f"case {stored.ref} was changed by somebody else; it is {stored.state} now")
    return replace(
        changed,
        version=stored.version + 1,
        reports=stored.reports,
        card=stored.card,
        posts=stored.posts,
        authors=stored.authors,
    )


class Tally(NamedTuple):
    """An author's standing in a chat after the post `last_message_id`, the highest that was counted."""

    standing: Standing
    last_message_id: int


def counted(tally: Tally | None, message_id: int, at: int) -> tuple[Standing, Tally]:
    """The standing before a post, and the tally after it.

    A post that is not newer than the last one was counted before: it is an edit, or delivered again.
    """
    if tally is None:
        return Standing(), Tally(Standing().next(at), message_id)
    if message_id <= tally.last_message_id:
        return _before(tally.standing), tally
    return tally.standing, Tally(tally.standing.next(at), message_id)


def together(old: Tally, new: Tally | None) -> Tally:
    """The tally of a chat that became another one, where posts may have been counted by then."""
    standing, there = old.standing, Standing() if new is None else new.standing
    since = there.clean_since if standing.clean_since is None else standing.clean_since
    both = Standing(standing.posts + there.posts, standing.clean_posts + there.clean_posts, since)
    return Tally(both, 0 if new is None else new.last_message_id)


def _before(standing: Standing) -> Standing:
    clean = max(standing.clean_posts - 1, 0)
    return Standing(max(standing.posts - 1, 0), clean, standing.clean_since if clean else None)
