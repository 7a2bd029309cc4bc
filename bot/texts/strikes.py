"""What people are told about their strikes."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join
from bot.texts.moments import moment


def none(t: Texts) -> Html:
    """There are none."""
    return fill(t.gettext("You have no strikes."))


def chat(t: Texts, chat_id: int, title: str | None, count: int) -> Html:
    """The heading of one chat's; `count` of them are in effect."""
    template = t.ngettext("{chat}: {count} strike in effect", "{chat}: {count} strikes in effect", count)
    return fill(template, chat=bold(title) if title else code(chat_id), count=count)


def strike(t: Texts, at: int, expires: int, *, taken_back: bool, over: bool) -> Html:
    """When there was one, and until when it counts."""
    if taken_back:
        return fill(t.gettext("{at}: taken back"), at=moment(t, at))
    if over:
        return fill(t.gettext("{at}: counts no more"), at=moment(t, at))
    return fill(t.gettext("{at}: counts until {until}"), at=moment(t, at), until=moment(t, expires))


def why(t: Texts, rule: str | None, case: str | None) -> Html:
    """Which rule brought it, or who; and the case, whose statement says more."""
    by = fill(t.gettext("rule {rule}"), rule=code(rule)) if rule else fill(t.gettext("by a moderator"))
    return join(", ", [by, fill(t.gettext("case {ref}"), ref=code(case)) if case else Html()])


def line(when: Html, because: Html) -> Html:
    """One strike."""
    return Html(f"• {when} ({because})")


def more(t: Texts, count: int) -> Html:
    """How many older ones are not shown."""
    return fill(t.ngettext("and {count} older one", "and {count} older ones", count), count=count)
