"""Escalation: a rule asks for people to decide."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cases.cards.board import Board
from bot.cases.opening import Openings
from bot.core.case import AWAITING, Case, CaseOrigin, Spree
from bot.core.outcome import DONE, Outcome
from bot.core.post import Post
from bot.core.redaction import must_be_withheld, redacted
from bot.core.verdict import Verdict

SPREE = Spree()
"""Raids come in sprees: a card for each post would use up what may be sent, and bury every other case."""


class CaseEscalations:
    """Opens cases for verdicts and hangs their cards; see `bot.core.ports.Escalations`."""

    def __init__(self, openings: Openings, board: Board) -> None:
        self._openings, self._board = openings, board

    async def escalate(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> tuple[Outcome, str | None]:
        """Open or join the post's case; done once its card hangs. Handling the same update again sends nothing."""
        verdict = withheld(verdict)
        case = await self._openings.open(verdict.post, CaseOrigin.RULE, verdict.leading, SPREE)
        if case.state not in AWAITING:
            return replace(DONE, detail=f"case {case.ref} was decided before"), case.ref
        if _is_another(case, verdict.post):
            return await self._board.recount(case.ref), case.ref
        outcome = await self._board.show(case.ref, verdict, outcomes, renew=_tells_news(case, verdict))
        return outcome, case.ref


def withheld(verdict: Verdict) -> Verdict:
    """The verdict without the post's content, if a rule that matched, even one in shadow mode, forbids keeping it."""
    forbidden = must_be_withheld((*verdict.matches, *verdict.shadows))
    return replace(verdict, post=redacted(verdict.post)) if forbidden else verdict


def _is_another(case: Case, post: Post) -> bool:
    """Whether the case is about a post before this one, of the same spree; the parts of an album are one post."""
    return case.posts > 1 and case.message_id != post.message_id


def _tells_news(case: Case, verdict: Verdict) -> bool:
    """Whether the verdict knows what the case's card does not show: a rule beside reports, or an edit of the post."""
    return case.origin is CaseOrigin.REPORT or verdict.post.revision != case.revision
