"""Telegram: updates in, calls out."""
