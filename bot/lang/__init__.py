"""The rule language: nodes to rule sets, or every diagnostic at once."""
