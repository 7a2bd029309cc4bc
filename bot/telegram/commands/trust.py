"""`/trust`: a moderator vouches for a member."""

from bot.telegram.commands._moderation import ModerationCommand


class Trust(ModerationCommand):
    """Makes somebody trusted in the chat, whatever was seen of them."""
