"""`/untrust`: a moderator ends what `/trust` began."""

from bot.telegram.commands._moderation import ModerationCommand


class Untrust(ModerationCommand):
    """Lets somebody be trusted only as far as their own posts go."""
