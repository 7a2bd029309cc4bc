"""What moderators see of a case: its card, and where it hangs."""
