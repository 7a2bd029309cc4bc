"""`/ban`: a moderator bans somebody."""

from bot.telegram.commands._moderation import ModerationCommand


class Ban(ModerationCommand):
    """Takes the message away and bans its author, for as long as the first word says."""
