"""Ombud: a Telegram moderation bot with due process."""

__version__ = "0.1.0"
