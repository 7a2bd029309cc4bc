"""Expressions in the syntax of Python's `re` to expressions of ours, which know neither look-around nor memory."""
