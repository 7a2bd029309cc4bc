"""What is said with figures about moderation."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.core.case import State
from bot.core.picture import Picture, Series
from bot.core.statistics import BY_PEOPLE, DAY, Figures, Period
from bot.texts.catalogue import Texts
from bot.texts.durations import duration
from bot.texts.markup import Html, bold, fill, join
from bot.texts.moments import day
from bot.texts.numbers import grouped

MOST_SERIES = 6
"""Rules with a colour of their own; the rest share one."""


def stats_summary(t: Texts) -> str:
    """What `/stats` is for."""
    return t.gettext("figures about moderation: /stats 30d")


def how(t: Texts) -> Html:
    """The words after the command made no sense."""
    return fill(t.gettext("Say for how long: /stats 30d. From 1 to 366 days are possible."))


def caption(t: Texts, figures: Figures, title: str) -> Html:
    """The figures in words."""
    lines = [fill("{name}: {value}", name=name, value=bold(value)) for name, value in facts(t, figures)]
    return join("\n", [bold(title), fill("{span}", span=span(t, figures.period)), *lines])


def facts(t: Texts, figures: Figures) -> Sequence[tuple[str, str]]:
    """The key figures, each with its name."""
    took = figures.median_seconds
    upheld = figures.appeals_that(State.UPHELD)
    reversed_ = figures.appeals_that(State.REVERSED, State.PARTIALLY_REVERSED, State.UNDONE)
    return (
        (t.gettext("Actions"), grouped(figures.actions)),
        (t.gettext("Of them automatic"), _share(figures.automatic, figures.actions)),
        (t.gettext("Reports"), grouped(figures.reported)),
        (t.gettext("Median time to a decision"), "–" if took is None else duration(t, took)),
        (t.gettext("Appeals"), grouped(figures.appealed)),
        (t.gettext("Upheld / reversed"), f"{upheld} / {reversed_}"),
    )


def picture(t: Texts, figures: Figures, title: str) -> Picture:
    """The figures to look at."""
    return Picture(
        title=title,
        subtitle=span(t, figures.period),
        days=tuple(day(t, number * DAY) for number in figures.period.days),
        series=tuple(_series(t, figures)),
        facts=tuple(facts(t, figures)),
        nothing=t.gettext("Nothing had to be done in this time."),
    )


def span(t: Texts, period: Period) -> str:
    """From when to when, in whole days."""
    last = datetime.fromtimestamp(period.until - 1, UTC)
    return f"{day(t, period.since)} – {day(t, period.until - 1)} {last.year}, UTC"


def all_chats(t: Texts) -> str:
    """What stands for a title where the figures are of every chat."""
    return t.gettext("All chats")


def _series(t: Texts, figures: Figures) -> Sequence[Series]:
    rules = [rule for rule, _ in figures.by_rule()]
    own = rules if len(rules) <= MOST_SERIES + 1 else rules[:MOST_SERIES]
    series = [Series(_name(t, rule), tuple(figures.by_day(rule))) for rule in own]
    if len(own) == len(rules):
        return series
    rest = (sum(counts) for counts in zip(*(figures.by_day(rule) for rule in rules[MOST_SERIES:]), strict=True))
    return [*series, Series(t.gettext("other rules"), tuple(rest))]


def _name(t: Texts, rule: str) -> str:
    return t.gettext("moderators") if rule == BY_PEOPLE else rule


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
