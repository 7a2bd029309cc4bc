"""Turn the rules of another bot into a rule set."""
