"""What was done about a case, for moderators."""

from collections.abc import Iterable

from bot.core.outcome import Outcome
from bot.texts.cards import outcome_words
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, shorten
from bot.texts.moments import moment

MOST_OF_A_LINE = 120


def listing(t: Texts, lines: Iterable[Html]) -> Html:
    """The whole of it."""
    return join("\n", [bold(t.gettext("What was done")), *lines])


def opened(t: Texts, at: int) -> Html:
    """When the case began."""
    return fill(t.gettext("{moment} · opened"), moment=moment(t, at))


def left_out(t: Texts, count: int) -> Html:
    """How many lines are not shown."""
    return fill(t.ngettext("… {count} entry more", "… {count} entries more", count), count=count)


def line(t: Texts, at: int, actor: str, action: str, outcome: Outcome) -> Html:
    """Who did what when, and what became of it."""
    told = shorten(outcome_words(t, outcome), MOST_OF_A_LINE)
    return fill("{moment} · {actor} · {action}: {told}", moment=moment(t, at), actor=actor, action=action, told=told)


def bot(t: Texts) -> str:
    """The bot did it by itself."""
    return t.gettext("the bot")


def member(t: Texts) -> str:
    """A member did it, of whom nobody is told who it is."""
    return t.gettext("a member")


def author(t: Texts) -> str:
    """The author of the post did it."""
    return t.gettext("the author")


def summary(t: Texts) -> str:
    """What `/case` is for."""
    return t.gettext("show a case, e.g. /case C-7K2M")


def how(t: Texts) -> Html:
    """The command had no name of a case behind it."""
    return fill(t.gettext("Write which case you mean: /case C-7K2M. Its name stands on its card."))


def unknown(t: Texts, ref: str) -> Html:
    """There is no such case, or it is none of the person's business."""
    return fill(t.gettext("There is no case {ref} in the chats that you moderate."), ref=bold(shorten(ref, 40)))
