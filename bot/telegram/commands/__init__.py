"""What people can tell the bot: one file a command, found by its name."""
