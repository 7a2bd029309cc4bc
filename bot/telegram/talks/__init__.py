"""What people can send to the bot in private besides commands: one file a kind of message."""
