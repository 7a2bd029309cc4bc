"""The rule language: files to rules in force, or every diagnostic at once."""
