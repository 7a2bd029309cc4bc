"""What waits for moderators."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.case import State
from bot.core.ruleset import Severity
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, link, shorten
from bot.texts.moments import moment

MOST_OF_A_TITLE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One case; `url` leads to its card, `due_at` is when the owner is called."""

    ref: str
    chat: str
    state: State
    severity: Severity
    reports: int = 0
    rule: str | None = None
    url: str | None = None
    claimer: str | None = None
    claimed_until: int | None = None
    due_at: int | None = None


def summary(t: Texts) -> str:
    """What `/queue` is for."""
    return t.gettext("what waits for a decision in your chats")


def listing(t: Texts, lines: Iterable[Line], more: int) -> Html:
    """The cases that wait."""
    shown = [_line(t, line) for line in lines]
    if not shown:
        return fill(t.gettext("Nothing waits for a decision."))
    head = bold(t.gettext("Waiting for a decision"))
    rest = fill(t.ngettext("and {count} more", "and {count} more", more), count=more) if more > 0 else Html()
    return join("\n", [head, *shown, rest])


def _line(t: Texts, line: Line) -> Html:
    grave = {Severity.HIGH: t.gettext("severe"), Severity.CRITICAL: t.gettext("very severe")}.get(line.severity, "")
    reports = t.ngettext("{count} report", "{count} reports", line.reports).format(count=line.reports)
    parts = [
        link(line.url, line.ref) if line.url else bold(line.ref),
        fill("{chat}", chat=shorten(line.chat, MOST_OF_A_TITLE)),
        fill("{rule}", rule=shorten(line.rule, MOST_OF_A_TITLE)) if line.rule else Html(),
        fill("{reports}", reports=reports) if line.reports else Html(),
        fill("{grave}", grave=grave),
        _where(t, line),
    ]
    return join(" · ", parts)


def _where(t: Texts, line: Line) -> Html:
    """Who is on it, or what it waits for."""
    if line.state is State.CLAIMED and line.claimer is not None:
        template = t.gettext("{name} is on it until {moment}")
        return fill(template, name=shorten(line.claimer, MOST_OF_A_TITLE), moment=moment(t, line.claimed_until or 0))
    told = {
        State.ESCALATED: t.gettext("handed to the owner"),
        State.HELD: t.gettext("on hold"),
        State.AWAITING_SECOND: t.gettext("a second moderator is needed"),
        State.APPEALED: t.gettext("objected to"),
    }.get(line.state)
    if told is None and line.due_at is not None:
        return fill(t.gettext("due {moment}"), moment=moment(t, line.due_at))
    return fill("{told}", told=told or "")
