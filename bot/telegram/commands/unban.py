"""`/unban`: a moderator ends a ban."""

from bot.telegram.commands._moderation import ModerationCommand


class Unban(ModerationCommand):
    """Lifts a ban, whoever imposed it. What else was decided stays."""
