"""Telling an owner which right the bot lacks, and how to give it."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill


def missing_right(t: Texts, right: str, chat: str) -> Html:
    """A message to the owner. `right` is the Bot API's name of it, `chat` the chat's title or id."""
    what, switch = _named(t, right)
    template = t.gettext(
        "In {chat} I cannot {what}: I lack the right to. Please open the chat's settings, Administrators, choose "
        "me, and switch on “{switch}”. I go on by myself once I have it."
    )
    return fill(template, chat=chat, what=what, switch=switch)


def _named(t: Texts, right: str) -> tuple[str, str]:
    """What the right lets one do, and what Telegram's apps call it."""
    named = {
        "can_delete_messages": (t.gettext("delete messages"), t.gettext("Delete Messages")),
        "can_restrict_members": (t.gettext("ban or mute anybody"), t.gettext("Ban Users")),
        "can_invite_users": (t.gettext("answer requests to join"), t.gettext("Invite Users via Link")),
    }
    return named.get(right, (right, right))
