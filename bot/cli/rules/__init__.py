"""Check, test and describe rules."""
