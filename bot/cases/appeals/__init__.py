"""Objections to decisions, their review, and posting texts again."""
