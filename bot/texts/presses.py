"""What somebody who presses a card's button is told. Plain text of at most 200 characters, not HTML."""

from bot.core.measure import Decision, Measure
from bot.core.strikes import Rung
from bot.texts.catalogue import Texts
from bot.texts.durations import lasting
from bot.texts.markup import sendable, shorten
from bot.texts.moments import moment
from bot.texts.remedies import remedy

MOST = 200


def decided(t: Texts, measure: Measure) -> str:
    """It was done."""
    text = {
        Decision.DELETE: t.gettext("Deleted."),
        Decision.WARN: t.gettext("The author is warned. The message stays."),
        Decision.MUTE: t.gettext("Deleted, and the author is muted {duration}."),
        Decision.KICK: t.gettext("Deleted, and the author is removed from the chat."),
        Decision.BAN: t.gettext("Deleted, and the author is banned {duration}."),
        Decision.KEEP: t.gettext("Dismissed. The message stays."),
    }[measure.decision]
    return text.format(duration=lasting(t, measure.seconds))


def climbed(t: Texts, rung: Rung) -> str:
    """A warning brought more by the chat's ladder."""
    count = rung.strikes
    warned = t.ngettext(
        "The author is warned: {count} strike in effect.", "The author is warned: {count} strikes in effect.", count
    )
    also = {
        Decision.MUTE: t.gettext("So they are muted {duration}."),
        Decision.KICK: t.gettext("So they are removed from the chat."),
        Decision.BAN: t.gettext("So they are banned {duration}."),
    }.get(rung.measure.decision, "")
    return f"{warned} {also}".format(count=count, duration=lasting(t, rung.measure.seconds)).strip()


def decided_all(t: Texts, decision: Decision, posts: int, banned: int, spared: int) -> str:
    """The same of many posts; `spared` are authors whom nobody bans together with others."""
    if decision is Decision.KEEP:
        template = t.ngettext("Dismissed. {count} post stays.", "Dismissed. {count} posts stay.", posts)
        return template.format(count=posts)
    parts = [t.ngettext("Deleted {count} post.", "Deleted {count} posts.", posts).format(count=posts)]
    if decision is Decision.BAN:
        parts.append(t.ngettext("Banned {count} author.", "Banned {count} authors.", banned).format(count=banned))
    if decision is Decision.BAN and spared:
        left = t.ngettext("{count} member was spared.", "{count} members were spared.", spared)
        parts += [left.format(count=spared), t.gettext("Nobody bans trusted members and admins in bulk.")]
    return " ".join(parts)


def refused_by_telegram(t: Texts, detail: str) -> str:
    """It could not be done."""
    if not detail:
        return t.gettext("Telegram refused. The card says why.")
    advice = remedy(t, detail)
    room = MOST - len(advice) - 1
    told = t.gettext("Telegram refused: {detail}.").format(detail=sendable(detail))
    return f"{shorten(told, room)} {advice}".strip()


def still_at_it(t: Texts) -> str:
    """It takes longer than a press can wait."""
    return t.gettext("This takes a moment. The message will show what came of it.")


def nothing_to_hold(t: Texts) -> str:
    """An interim measure would change nothing."""
    return t.gettext("Nothing to hold: the author is muted or banned already, or the message is gone.")


def dismissed_after(t: Texts) -> str:
    """Nothing was wrong with a message that is removed already."""
    return t.gettext("Dismissed. The message was removed before; its author can have it posted again.")


def already_decided(t: Texts, name: str) -> str:
    """Somebody else was faster."""
    return _named(t.gettext("Already decided by {name}."), name)


def decided_by_rule(t: Texts) -> str:
    """A rule was faster."""
    return t.gettext("A rule has already decided this. Use /case to look at it again.")


def somebody_on_it(t: Texts, name: str, until: int) -> str:
    """Another moderator has taken the case."""
    return _named(t.gettext("{name} is on it until {moment}."), name, moment=moment(t, until))


def on_it_already(t: Texts) -> str:
    """The person has taken the case before."""
    return t.gettext("You are on it already.")


def taken(t: Texts, until: int) -> str:
    """The case is the person's for a while."""
    return t.gettext("You are on it until {moment}.").format(moment=moment(t, until))


def released(t: Texts) -> str:
    """The case is open to all again."""
    return t.gettext("Given back.")


def handed_over(t: Texts) -> str:
    """The owner has it."""
    return t.gettext("Handed to the owner, who has been told.")


def proposed(t: Texts) -> str:
    """A second moderator has to approve."""
    return t.gettext("A ban for good needs a second moderator here. It happens once somebody approves it.")


def waits_for_second(t: Texts, name: str) -> str:
    """Somebody has proposed something already."""
    return _named(t.gettext("{name} has proposed a ban: approve or refuse it."), name)


def not_alone(t: Texts) -> str:
    """Who proposed or decided something cannot be the one who checks it."""
    return t.gettext("This needs somebody else than you.")


def held(t: Texts, decision: Decision) -> str:
    """An interim measure is in force."""
    if decision is Decision.MUTE:
        return t.gettext("On hold: the author is muted for 24 hours, or until somebody decides.")
    return t.gettext("On hold: the message is removed. If nobody decides in 24 hours, that counts as a mistake.")


def confirmed(t: Texts) -> str:
    """What a rule did stays."""
    return t.gettext("Confirmed.")


def reversed_(t: Texts) -> str:
    """What was done is taken back."""
    return t.gettext("Taken back. The author is told.")


def nothing_left(t: Texts) -> str:
    """Post or author are gone."""
    return t.gettext("The message is gone already. There is nothing left to decide.")


def not_now(t: Texts) -> str:
    """The button does not fit to where the case stands."""
    return t.gettext("This is not possible any more. The card shows how the case stands.")


def handled_before(t: Texts) -> str:
    """The same press was handled before."""
    return t.gettext("That was done before.")


def busy(t: Texts) -> str:
    """The case changed too often meanwhile."""
    return t.gettext("This case is changing just now. Press again.")


def unknown_case(t: Texts) -> str:
    """The button belongs to nothing that is known."""
    return t.gettext("This case is no longer known.")


def unknown_button(t: Texts) -> str:
    """The button's data makes no sense."""
    return t.gettext("This button is no longer in use.")


def not_an_admin(t: Texts) -> str:
    """The person may not decide."""
    return t.gettext("Only admins of the chat concerned can decide.")


def admins_unknown(t: Texts) -> str:
    """Whether the person may decide cannot be found out."""
    return t.gettext("Telegram does not say who the admins of that chat are. Check that the bot is an admin there.")


def own_post(t: Texts) -> str:
    """The person is the author."""
    return t.gettext("This is your own message: somebody else has to decide.")


def reported_it(t: Texts) -> str:
    """The person reported the post."""
    return t.gettext("You reported this message: somebody else has to decide.")


def aimed_at(t: Texts) -> str:
    """The post addresses the person."""
    return t.gettext("This message is about you: somebody else has to decide.")


def owner_decides(t: Texts) -> str:
    """The post is an admin's."""
    return t.gettext("An admin wrote this message: only the owner of the chat decides about it.")


def no_sanction(t: Texts) -> str:
    """There is nobody to whom that could be done."""
    return t.gettext(
        "The author of this message cannot be warned, muted or banned: an admin, the chat itself or its channel."
    )


def told_below(t: Texts) -> str:
    """The answer is too long for an alert."""
    return t.gettext("The answer is in the chat.")


def _named(template: str, name: str, **values: str) -> str:
    room = MOST - len(template.format(name="", **values))
    return template.format(name=shorten(sendable(name), room), **values)
