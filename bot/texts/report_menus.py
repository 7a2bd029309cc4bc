"""What moderators see of the reports of a case: why, never from whom."""

from collections.abc import Mapping

from bot.core.report import Reason
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, shorten
from bot.texts.presses import MOST
from bot.texts.reasons import reason_name

MOST_OF_WORDS = 200


def heading(t: Texts, case: str, count: int) -> Html:
    """Whose reports follow, and how many count."""
    line = t.ngettext("{case}: {count} report counts", "{case}: {count} reports count", count)
    return bold(fill(line, case=case, count=count))


def reasons_line(t: Texts, counts: Mapping[Reason, int]) -> Html:
    """How often which reason was given."""
    parts = [fill("{name} {count}", name=reason_name(t, reason), count=count) for reason, count in counts.items()]
    return fill(t.gettext("Reasons: {reasons}"), reasons=join(", ", parts)) if parts else Html()


def burst_line(t: Texts, count: int) -> Html:
    """Many came in concert."""
    template = t.gettext(
        "Burst: {count} of them came within a few minutes, from people who have never been seen writing here.",
    )
    return fill(template, count=count)


def light_line(t: Texts, count: int) -> Html:
    """Some do not count."""
    line = t.ngettext("{count} more does not count.", "{count} more do not count.", count)
    return fill(line, count=count)


def item(t: Texts, ref: str, reason: Reason | None, words: str, reporter: str) -> Html:
    """One report; `reporter` says how reliable its reporter was so far."""
    why = reason_name(t, reason) if reason else t.gettext("no reason given")
    head = fill("{ref} · {why} · {reporter}", ref=bold(ref), why=why, reporter=reporter)
    return fill("{head}\n«{words}»", head=head, words=shorten(words, MOST_OF_WORDS)) if words else head


def record(t: Texts, resolved: int, actioned: int) -> str:
    """What came of somebody's reports so far."""
    if not resolved:
        return t.gettext("first report")
    line = t.ngettext(
        "{actioned} of {resolved} report was right", "{actioned} of {resolved} reports were right", resolved
    )
    return line.format(actioned=actioned, resolved=resolved)


def unfounded_button(t: Texts, ref: str) -> str:
    """The report is manifestly unfounded."""
    return t.gettext("{ref} unfounded").format(ref=ref)


def discard_button(t: Texts, ref: str) -> str:
    """Nothing of its reporter's counts any longer."""
    return t.gettext("Discard all of {ref}'s sender").format(ref=ref)


def burst_button(t: Texts, count: int) -> str:
    """The burst no longer counts."""
    return t.gettext("Discard burst ({count})").format(count=count)


def found_unfounded(t: Texts, *, suspended: bool) -> str:
    """The reporter was told."""
    if suspended:
        return t.gettext("Noted. What its sender reports in the next 24 h will move nothing.")
    return t.gettext("Noted. Its sender was warned.")


def noted_before(t: Texts) -> str:
    """Nothing was left to do."""
    return t.gettext("That was done before.")


def discarded(t: Texts, count: int) -> str:
    """They no longer count."""
    return t.ngettext("{count} report no longer counts.", "{count} reports no longer count.", count).format(count=count)


def listed(t: Texts) -> str:
    """The list hangs."""
    return t.gettext("The reports are listed below.")


def no_longer_known(t: Texts) -> str:
    """There is no such report."""
    return t.gettext("This report is no longer known.")


def thanks(t: Texts) -> str:
    """The reporter said why."""
    return shorten(t.gettext("Thank you. The moderators see your reason."), MOST)


def too_late(t: Texts) -> str:
    """The reason changes nothing any more."""
    return shorten(t.gettext("The moderators have already decided about this message."), MOST)


def own_post(t: Texts) -> str:
    """The moderator wrote the post."""
    return t.gettext("This is about your own message: somebody else has to do that.")
