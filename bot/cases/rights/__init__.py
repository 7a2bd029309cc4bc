"""Rights that the bot lacks in a chat, and what is made up for when it gets them."""
