"""A picture's description from standard input as JSON, the picture to standard output as PNG."""

import sys

from bot.charts.drawing import draw
from bot.core.picture import picture_of

if __name__ == "__main__":
    sys.stdout.buffer.write(draw(picture_of(sys.stdin.read())))
