"""Who may decide a case. Pure."""

from collections.abc import Collection
from enum import StrEnum

from bot.cases.measures import can_ban
from bot.core.case import Case, Decision
from bot.core.post import Post


class Refusal(StrEnum):
    """Why a press moves nothing; the values are the words of the log."""

    NOT_AN_ADMIN = "refused: not an admin of the chat"
    ADMINS_UNKNOWN = "refused: the admins of the chat are not known"
    OWN_POST = "refused: the author of the post"
    NO_BAN = "refused: the author cannot be banned"


def refusal(
    case: Case,
    post: Post,
    decision: Decision,
    presser_id: int,
    *,
    admins: Collection[int] | None,
    operators: Collection[int],
    me: int,
) -> Refusal | None:
    """Why this person may not decide this about the case; None if they may.

    `admins` are those of the chat concerned, None if Telegram does not say; `me` is the bot.
    """
    if presser_id not in operators:
        if admins is None:
            return Refusal.ADMINS_UNKNOWN
        if presser_id not in admins:
            return Refusal.NOT_AN_ADMIN
    if presser_id == case.author_id:
        return Refusal.OWN_POST
    if decision is Decision.BAN and (not can_ban(post) or case.author_id in (*(admins or ()), me)):
        return Refusal.NO_BAN
    return None
