"""What is remembered of posts, so that rules may count them: pure and synchronous, with bounded memory."""
