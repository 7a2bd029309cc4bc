"""`/warn`: a moderator gives the author of a message a strike."""

from bot.telegram.commands._moderation import ModerationCommand


class Warn(ModerationCommand):
    """Gives a strike, and does what the chat's ladder asks for with it."""
