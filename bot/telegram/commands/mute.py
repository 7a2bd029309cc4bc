"""`/mute`: a moderator has somebody read only."""

from bot.telegram.commands._moderation import ModerationCommand


class Mute(ModerationCommand):
    """Takes the message away and mutes its author, for as long as the first word says."""
