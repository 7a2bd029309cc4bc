"""Pictures of figures, drawn in a process of their own: what draws them is heavy, and is needed once in a while.

`python -m bot.charts` reads a picture's description as JSON and writes a PNG; see `bot.core.picture`.
"""
