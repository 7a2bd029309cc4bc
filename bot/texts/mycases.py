"""What `/mycases` answers."""

from collections.abc import Sequence

from bot.core.case import State
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, link, shorten

MOST_OF_A_TITLE = 60


def summary(t: Texts) -> str:
    """What `/mycases` is for."""
    return t.gettext("what was decided about your own messages, and how to object")


def listing(t: Texts, entries: Sequence[Html], more: int) -> Html:
    """The whole answer; `more` cases are older."""
    if not entries:
        return fill(t.gettext("There is no case about you. If one of your messages is removed, you find out why here."))
    rest = t.ngettext("… and {count} older case", "… and {count} older cases", more).format(count=more) if more else ""
    return join("\n\n", [fill(t.gettext("Cases about your messages, the latest first:")), *entries, fill(rest)])


def entry(t: Texts, ref: str, chat: str | None, done: Html, state: State, url: str) -> Html:  # noqa: PLR0917 - the parts of one line
    """One case."""
    title = fill("{title}", title=shorten(chat, MOST_OF_A_TITLE)) if chat else Html()
    head = join(" · ", [bold(ref), title, fill("{state}", state=_state(t, state))])
    return join("\n", [head, join(" ", [done, link(url, t.gettext("details"))])])


def _state(t: Texts, state: State) -> str:
    return {
        State.ENFORCED: t.gettext("decided"),
        State.CONFIRMED: t.gettext("decided"),
        State.CLOSED_NO_ACTION: t.gettext("nothing wrong"),
        State.APPEALED: t.gettext("you objected"),
        State.UPHELD: t.gettext("looked at again: it stays"),
        State.PARTIALLY_REVERSED: t.gettext("taken back in part"),
        State.REVERSED: t.gettext("taken back"),
        State.UNDONE: t.gettext("taken back"),
        State.OMITTED: t.gettext("objection closed"),
        State.VOID: t.gettext("closed"),
    }.get(state, t.gettext("a moderator looks at it"))
