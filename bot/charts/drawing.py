"""Draws a picture with matplotlib. Imported by the process that draws, and by no other."""

import io
from collections.abc import Sequence

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ticker import MaxNLocator

from bot.core.picture import Picture

WIDTH, HEIGHT, RESOLUTION = 9.6, 6.0, 125
"""Inches, and dots an inch: 1,200 x 750, which Telegram shows without scaling."""

MOST_LABELS = 10
MOST_SIGNS = 48
INK, PALE, PAPER = "#1f2933", "#7b8794", "#ffffff"
COLOURS = ("#2f6db3", "#e07b39", "#3a9a6b", "#b8484b", "#7a5ea8", "#c9a227", "#9aa5b1")
"""Told apart by people who do not see all colours, in this order; the last one is for the rest."""


def draw(picture: Picture) -> bytes:
    """The picture as a PNG. Signs that the font does not have, such as emoji, are left out."""
    rcParams["text.parse_math"] = False
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=RESOLUTION, facecolor=PAPER)
    figure.text(0.05, 0.93, _legible(picture.title), fontsize=17, fontweight="bold", color=INK)
    figure.text(0.05, 0.885, picture.subtitle, fontsize=10.5, color=PALE)
    _bars(figure.add_axes((0.06, 0.13, 0.60, 0.70)), picture)
    _facts(figure.add_axes((0.70, 0.10, 0.28, 0.76)), picture.facts)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _bars(axes: Axes, picture: Picture) -> None:
    places = range(len(picture.days))
    below = [0] * len(picture.days)
    for number, series in enumerate(picture.series):
        colour = COLOURS[min(number, len(COLOURS) - 1)]
        axes.bar(places, series.values, bottom=below, color=colour, width=0.8, label=_legible(series.name), linewidth=0)
        below = [low + value for low, value in zip(below, series.values, strict=True)]
    axes.set_axisbelow(True)
    axes.grid(axis="y", color="#e4e7eb", linewidth=0.8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.tick_params(colors=PALE, labelsize=9, length=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    shown = _spread(len(picture.days))
    axes.set_xticks(shown, [picture.days[place] for place in shown])
    if any(below):
        axes.set_ylim(0, max(below) * 1.25)
        axes.legend(loc="upper left", ncols=2, fontsize=8.5, frameon=False, labelcolor=INK, handlelength=1.0)
    else:
        axes.set_ylim(0, 1)
        axes.set_yticks([])
        axes.text(0.5, 0.5, picture.nothing, ha="center", transform=axes.transAxes, color=PALE, fontsize=12)


def _facts(axes: Axes, facts: Sequence[tuple[str, str]]) -> None:
    axes.axis("off")
    step = 1.0 / max(len(facts), 6)
    for number, (name, value) in enumerate(facts):
        top = 1.0 - number * step
        axes.text(0.0, top, value, fontsize=15, fontweight="bold", color=INK, va="top")
        axes.text(0.0, top - 0.42 * step, name, fontsize=9.5, color=PALE, va="top", wrap=True)


def _legible(text: str) -> str:
    """The text without what the font has no sign for, cut where it would not fit."""
    signs = get_font(findfont("DejaVu Sans"))
    kept = "".join(sign for sign in text if signs.get_char_index(ord(sign))).strip()
    return kept if len(kept) <= MOST_SIGNS else f"{kept[: MOST_SIGNS - 1]}…"


def _spread(count: int) -> Sequence[int]:
    """At most `MOST_LABELS` places of so many, evenly spread, the last among them."""
    every = -(-count // MOST_LABELS)
    return sorted(range(count - 1, -1, -every)) if count else []
