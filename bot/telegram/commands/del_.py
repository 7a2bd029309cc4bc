"""`/del`: a moderator deletes a message."""

from bot.telegram.commands._moderation import ModerationCommand


class Del(ModerationCommand):
    """Deletes the message, and with it the other parts of its album."""
