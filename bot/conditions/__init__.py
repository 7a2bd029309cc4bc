"""What rules can ask of a post: one file a condition, found by its name."""
