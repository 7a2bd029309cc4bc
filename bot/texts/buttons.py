"""What stands on the buttons of a case's card: a word or two."""

from bot.core.measure import Decision, Measure
from bot.texts.catalogue import Texts
from bot.texts.durations import duration


def decision(t: Texts, measure: Measure, posts: int = 1, authors: int = 1) -> str:
    """A button that decides about so many posts by so many authors."""
    if posts > 1:
        return {
            Decision.DELETE: t.gettext("Delete all {count}").format(count=posts),
            Decision.BAN: t.ngettext("Ban author", "Ban all {count} authors", authors).format(count=authors),
            Decision.KEEP: t.gettext("Dismiss all"),
        }[measure.decision]
    if measure.decision in (Decision.MUTE, Decision.BAN):
        return t.gettext("For good") if measure.seconds is None else duration(t, measure.seconds)
    return {
        Decision.DELETE: t.gettext("Delete"),
        Decision.WARN: t.gettext("Warn"),
        Decision.KICK: t.gettext("Remove"),
        Decision.KEEP: t.gettext("Dismiss"),
    }[measure.decision]


def mute_menu(t: Texts) -> str:
    """Leads to the durations of a mute."""
    return t.gettext("Mute…")


def ban_menu(t: Texts) -> str:
    """Leads to the durations of a ban."""
    return t.gettext("Ban…")


def hold_menu(t: Texts) -> str:
    """Leads to what can be done while nobody has decided."""
    return t.gettext("Hold…")


def back(t: Texts) -> str:
    """Leads back to the first buttons."""
    return t.gettext("Back")


def hold_button(t: Texts, interim: str) -> str:
    """Something that can be done while nobody has decided."""
    return {
        "mute": t.gettext("Mute the author for 24 h"),
        "delete": t.gettext("Remove, can be posted again"),
    }[interim]


def op(t: Texts, name: str) -> str:
    """Every other button, by what it does."""
    return {
        "take": t.gettext("Take"),
        "release": t.gettext("Give back"),
        "escalate": t.gettext("Hand to owner"),
        "approve": t.gettext("Approve"),
        "refuse": t.gettext("Refuse"),
        "confirm": t.gettext("Confirm"),
        "reverse": t.gettext("Reverse"),
        "why": t.gettext("Why?"),
    }[name]


def reports(t: Texts) -> str:
    """The list of the case's reports."""
    return t.gettext("Reports…")
