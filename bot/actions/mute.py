"""`mute`: the author may read, but not write."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.actions._target import protected
from bot.actions._term import check_term, longer, term
from bot.core.action import Action, Call, Effect
from bot.core.arguments import Duration, argument
from bot.core.post import Post, Role

# All that there are: what is left out would be denied as well, but nobody would read it here.
_NOTHING = {
    "can_send_messages": False,
    "can_send_audios": False,
    "can_send_documents": False,
    "can_send_photos": False,
    "can_send_videos": False,
    "can_send_video_notes": False,
    "can_send_voice_notes": False,
    "can_send_polls": False,
    "can_send_other_messages": False,
    "can_add_web_page_previews": False,
    "can_react_to_messages": False,
    "can_edit_tag": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_pin_messages": False,
    "can_manage_topics": False,
}


@dataclass(frozen=True)
class Mute(Action):
    """Lets the author read and nothing else. Telegram does that only in supergroups. Example: `mute: {for: 1d}`."""

    rank: ClassVar[int] = 40
    sanction: ClassVar[bool] = True

    for_: Duration | None = argument("How long, 30 s to 366 days; without end, if it is not given.", example="1d")

    def __post_init__(self) -> None:
        check_term(self.for_, "mute")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        params: dict[str, Any] = {
            "chat_id": post.chat.id,
            "user_id": post.author.id,
            "permissions": dict(_NOTHING),
            "use_independent_chat_permissions": True,
        }
        if self.for_ is not None:
            params["until_date"] = term(self.for_, now)
        return (Call("restrictChatMember", params, self.key(post), idempotent=True),)

    def stricter(self, other: Self) -> Self:
        return other if longer(other.for_, self.for_) else self

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        if post.author.known(Role.CHANNEL):
            return "Telegram can ban a channel, but not mute it"
        return None if post.chat.type == "supergroup" else "Telegram mutes only in supergroups"
