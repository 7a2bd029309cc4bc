"""How the tables came to be. A new revision is one more file in `versions`, and `HEAD` in `bot.storage.schema`.

A revision that was released never changes, so these files import nothing of Ombud.
"""
