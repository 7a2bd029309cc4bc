"""Members of a chat: their states and rights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.fakeapi.users import User

COMMON_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
CHANNEL_RIGHTS = (*COMMON_RIGHTS, "can_post_messages", "can_edit_messages", "can_manage_direct_messages")
GROUP_RIGHTS = (*COMMON_RIGHTS, "can_pin_messages", "can_manage_topics", "can_manage_tags")

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


def rights_of(kind: str) -> tuple[str, ...]:
    """The rights an admin of such a chat can have."""
    return CHANNEL_RIGHTS if kind == "channel" else GROUP_RIGHTS


def chosen(names: Iterable[str], given: Mapping[str, Any] | None, *, default: bool) -> dict[str, bool]:
    """Each right with its value; those that are not given have the default."""
    given = given or {}
    return {name: bool(given.get(name, default)) for name in names}


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is in a chat.

    `status` is the Bot API's. `rights` are an admin's rights or a restricted member's permissions; `until` is in
    seconds since 1970 UTC, 0 for ever; `present` is whether a restricted user is in the chat.
    """

    user: User
    status: str = "member"
    rights: Mapping[str, bool] = field(default_factory=dict)
    until: int = 0
    present: bool = True
    anonymous: bool = False
    title: str | None = None

    @property
    def admin(self) -> bool:
        """Whether the chat is theirs to run."""
        return self.status in ("creator", "administrator")

    @property
    def inside(self) -> bool:
        """Whether they are in the chat."""
        return self.status not in ("left", "kicked") and self.present

    def may(self, right: str) -> bool:
        """Whether an admin has the right; the creator has all."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))

    def as_dict(self) -> dict[str, Any]:
        """The Bot API's `ChatMember`."""
        found: dict[str, Any] = {"user": self.user.as_dict(), "status": self.status}
        if self.admin:
            found["is_anonymous"] = self.anonymous
            if self.title:
                found["custom_title"] = self.title
        if self.status == "administrator":
            found["can_be_edited"] = False
            found |= self.rights
        elif self.status == "restricted":
            found |= self.rights
            found |= {"is_member": self.present, "until_date": self.until}
        elif self.status == "kicked":
            found["until_date"] = self.until
        return found
