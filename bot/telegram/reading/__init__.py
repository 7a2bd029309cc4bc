"""The parts of the reader of raw updates: one file for each meaning that a field can have. The front is `read.py`.

A `Shape` says for each known key of an object how its value is read; what no shape names falls to `leftover`, so no
text is overlooked, whatever Telegram adds.
"""
