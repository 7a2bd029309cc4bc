"""What rules can do about a post: one file an action, found by its name."""
