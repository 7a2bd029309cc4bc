"""`/kick`: a moderator removes the author of a message."""

from bot.telegram.commands._moderation import ModerationCommand


class Kick(ModerationCommand):
    """Takes the message away and removes its author, who may come back."""
