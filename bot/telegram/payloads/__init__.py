"""What deep links lead to: one file a kind, found by the first word of what follows `/start`."""
