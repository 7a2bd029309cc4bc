"""Service messages: what happens in a chat rather than what somebody writes."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import ServiceKind, SurfaceName
from bot.telegram.reading.content import TASKS
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.entities import marked
from bot.telegram.reading.fields import Reader, Shape, each, fields, ignore, read_fields, silent, text, who
from bot.telegram.reading.media import FILE
from bot.telegram.reading.values import integer, mapping

_TITLE = text(SurfaceName.TITLE)
_GOODS = text(SurfaceName.MEDIA_TITLE)

_MEMBER: Shape = who(SurfaceName.SENDER_NAME, SurfaceName.USERNAME)
_KNOWN_MEMBER: Shape = dict.fromkeys(_MEMBER, silent)


def _member(draft: Draft, value: Any, message: Mapping[str, Any]) -> None:
    """Somebody who came or went; the names of the sender are read where all senders' are."""
    number = integer(mapping(value).get("id"))
    itself = number is not None and number == integer(mapping(message.get("from")).get("id"))
    read_fields(draft, value, _KNOWN_MEMBER if itself else _MEMBER)


def joiners(message: Mapping[str, Any]) -> tuple[int, ...]:
    """The ids of those who joined the chat by the message."""
    members = message.get("new_chat_members")
    if not isinstance(members, list):
        return ()
    ids = (integer(mapping(member).get("id")) for member in members)
    return tuple(number for number in ids if number is not None)


_MESSAGE_OF_GIFT: Shape = marked(SurfaceName.TEXT, "text", "entities")
_GIFT: Reader = fields({**_MESSAGE_OF_GIFT, "gift": fields({"sticker": fields(FILE)})})

_PART: Reader = fields({"name": _GOODS, "sticker": fields(FILE)})
_UNIQUE: Shape = {"base_name": _GOODS, "name": _GOODS, "model": _PART, "symbol": _PART, "backdrop": _PART}
_UNIQUE_GIFT: Reader = fields({**_MESSAGE_OF_GIFT, "gift": fields(_UNIQUE), "origin": silent})

_OPTION: Reader = fields(marked(SurfaceName.POLL, "option_text", "option_text_entities"))

SERVICE: Shape = {
    "new_chat_members": each(_member),
    "left_chat_member": _member,
    "new_chat_title": _TITLE,
    "forum_topic_created": fields({"name": _TITLE}),
    "forum_topic_edited": fields({"name": _TITLE}),
    "community_chat_added": fields({"community": fields({"name": _TITLE})}),
    "pinned_message": ignore,
    "checklist_tasks_added": fields({"tasks": TASKS}),
    "poll_option_added": _OPTION,
    "poll_option_deleted": _OPTION,
    "gift": _GIFT,
    "gift_upgrade_sent": _GIFT,
    "unique_gift": _UNIQUE_GIFT,
    "suggested_post_declined": fields({"comment": text(SurfaceName.TEXT)}),
    "suggested_post_refunded": fields({"reason": silent}),
    "web_app_data": fields({"button_text": text(SurfaceName.BUTTON), "data": text(SurfaceName.OTHER)}),
    "chat_background_set": fields({"type": fields({"theme_name": silent})}),
    "passport_data": ignore,  # encrypted
}
"""The service messages that hold text in named places; the others are left over."""

SPOKEN = frozenset({"poll_option_added", "checklist_tasks_added", "gift", "gift_upgrade_sent", "unique_gift"})
"""Service messages in which a member says something: they are judged as messages, or rules would not look at them."""

SERVICE_KEYS = (frozenset(SERVICE) - SPOKEN) | {
    "boost_added",
    "channel_chat_created",
    "chat_owner_changed",
    "chat_owner_left",
    "chat_shared",
    "checklist_tasks_done",
    "community_chat_joined",
    "community_chat_removed",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "giveaway_completed",
    "giveaway_created",
    "group_chat_created",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_photo",
    "paid_message_price_changed",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_paid",
    "supergroup_chat_created",
    "user_shared",
    "users_shared",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "write_access_allowed",
}
"""The keys by which a service message is known, as of Bot API 10.3."""

_TOLD: Mapping[str, ServiceKind] = {
    "new_chat_members": ServiceKind.JOINED,
    "left_chat_member": ServiceKind.LEFT,
    "pinned_message": ServiceKind.PINNED,
    "new_chat_title": ServiceKind.TITLE,
    "new_chat_photo": ServiceKind.PHOTO,
    "delete_chat_photo": ServiceKind.PHOTO,
    "forum_topic_created": ServiceKind.TOPIC,
    "forum_topic_edited": ServiceKind.TOPIC,
    "forum_topic_closed": ServiceKind.TOPIC,
    "forum_topic_reopened": ServiceKind.TOPIC,
    "general_forum_topic_hidden": ServiceKind.TOPIC,
    "general_forum_topic_unhidden": ServiceKind.TOPIC,
    "video_chat_scheduled": ServiceKind.VIDEO_CHAT,
    "video_chat_started": ServiceKind.VIDEO_CHAT,
    "video_chat_ended": ServiceKind.VIDEO_CHAT,
    "video_chat_participants_invited": ServiceKind.VIDEO_CHAT,
    "boost_added": ServiceKind.BOOST,
    "message_auto_delete_timer_changed": ServiceKind.TIMER,
}


def told(message: Mapping[str, Any]) -> ServiceKind | None:
    """What a service message tells of; None if it is none."""
    if SERVICE_KEYS.isdisjoint(message):
        return None
    return next((kind for key, kind in _TOLD.items() if key in message), ServiceKind.OTHER)
