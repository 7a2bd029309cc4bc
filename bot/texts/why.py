"""Why a rule found a post, for moderators."""

from collections.abc import Iterable

from bot.core.finding import Evidence
from bot.core.post import SurfaceName
from bot.texts.cards import surface_name
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, shorten

MOST_OF_A_SPAN = 100
MOST_OF_A_REASON = 1_000


def rule_line(title: str, name: str, version: str | None) -> Html:
    """Which rule."""
    rule = fill("{name} · {version}", name=name, version=version or "?")
    return join(" · ", [bold(title), code(rule)] if title else [code(rule)])


def reason_line(reason: str) -> Html:
    """Why the rule exists."""
    return fill("{reason}", reason=shorten(reason, MOST_OF_A_REASON))


def found_line(t: Texts, evidence: Evidence, text: str) -> Html:
    """What in the post made it hold."""
    template = t.gettext("Found in {surface}: “{text}”")
    surface = surface_name(t, SurfaceName(evidence.surface))
    return fill(template, surface=surface, text=shorten(text, MOST_OF_A_SPAN))


def more_line(t: Texts, count: int) -> Html:
    """What else was found."""
    return fill(t.ngettext("and {count} more place", "and {count} more places", count), count=count)


def changed(t: Texts) -> Html:
    """The rule is not there any more as it was."""
    return fill(t.gettext("This rule was changed or removed since; what it found is not known any more."))


def nothing_marked(t: Texts) -> Html:
    """The rule holds, but not because of any words."""
    return fill(t.gettext("It looks at more than words: at the author, at media or at what was sent before."))


def withheld(t: Texts) -> Html:
    """The content is not kept."""
    return fill(t.gettext("The content of the message is not kept and not shown."))


def no_rule(t: Texts) -> Html:
    """Members reported it."""
    return fill(t.gettext("No rule found this message: members reported it."))


def lines(parts: Iterable[Html]) -> Html:
    """All of it."""
    return join("\n", parts)
