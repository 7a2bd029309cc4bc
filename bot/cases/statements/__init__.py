"""Statements of reasons: what authors are told, and how they are reached."""
