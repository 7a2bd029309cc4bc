"""Where the bot is and what it may do there, as far as others have to know it."""

GIVEN_UP = "the bot is not in the chat any more"
"""What the log says of actions that nobody will carry out."""

WAITING = 7 * 86_400
"""Seconds. Nothing that is older can be waiting: Telegram keeps updates for a day, and messages can go for two."""
