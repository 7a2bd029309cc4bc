"""What Telegram says of a member before a sanction, so that it takes back none that is in force."""

from collections.abc import Mapping
from typing import Any

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.post import Post

Member = Mapping[str, Any]
"""A `ChatMember` of the Bot API."""

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""All that a member can be allowed: what is left out of a call is denied, but nobody would read it there."""

BANNED = "kicked"
RESTRICTED = "restricted"


def question(post: Post, key: str) -> Call:
    """Ask what the author is in the chat."""
    return Call("getChatMember", {"chat_id": post.chat.id, "user_id": post.author.id}, f"{key}:member", idempotent=True)


def member(answer: Outcome) -> Member | None:
    """The member that Telegram tells of; None if it does not tell."""
    return answer.result if answer.done and isinstance(answer.result, Mapping) else None


def permissions(known: Any) -> tuple[tuple[str, bool], ...] | None:
    """What a restricted member may do, as Telegram tells; None for whatever the chat allows, or if nobody told."""
    if not isinstance(known, Mapping) or known.get("status") != RESTRICTED:
        return None
    return tuple((permission, bool(known.get(permission))) for permission in PERMISSIONS)


def permitted_until(known: Any) -> int | None:
    """When a member's restriction ends, in seconds since 1970 UTC; None for never, or if nobody told."""
    if not isinstance(known, Mapping) or known.get("status") != RESTRICTED:
        return None
    return known.get("until_date") or None


def restriction(post: Post, permissions: Mapping[str, bool], until: int | None, key: str) -> Call:
    """Leave the author these permissions alone; without end if `until` is None or 0."""
    params: dict[str, Any] = {
        "chat_id": post.chat.id,
        "user_id": post.author.id,
        "permissions": dict(permissions),
        "use_independent_chat_permissions": True,
    }
    if until:
        params["until_date"] = until
    return Call("restrictChatMember", params, key, idempotent=True)


def outlasts(of: Member, until: int | None) -> bool:
    """Whether the member's restriction or ban ends later than one until then would; None is without end."""
    end = of.get("until_date") or None
    return until is not None and (end is None or end > until)


def skipped(why: str) -> Outcome:
    """Nothing has to be done."""
    return Outcome(Status.SKIPPED, why)
