"""What somebody who presses a card's button is told. Plain text of at most 200 characters, not HTML."""

from bot.core.case import Decision
from bot.texts.catalogue import Texts
from bot.texts.markup import sendable, shorten
from bot.texts.remedies import remedy

MOST = 200


def decided(t: Texts, decision: Decision) -> str:
    """It was done."""
    return {
        Decision.DELETE: t.gettext("Deleted."),
        Decision.BAN: t.gettext("Deleted, and the author is banned."),
        Decision.KEEP: t.gettext("Kept."),
    }[decision]


def decided_all(t: Texts, decision: Decision, posts: int, banned: int, spared: int) -> str:
    """The same of many posts; `spared` are authors whom nobody bans together with others."""
    if decision is Decision.KEEP:
        return t.ngettext("Kept {count} post.", "Kept {count} posts.", posts).format(count=posts)
    parts = [t.ngettext("Deleted {count} post.", "Deleted {count} posts.", posts).format(count=posts)]
    if decision is Decision.BAN:
        parts.append(t.ngettext("Banned {count} author.", "Banned {count} authors.", banned).format(count=banned))
    if decision is Decision.BAN and spared:
        left = t.ngettext("{count} member was spared.", "{count} members were spared.", spared)
        parts.append(f"{left.format(count=spared)} {t.gettext('Nobody bans trusted members and admins in bulk.')}")
    return " ".join(parts)


def refused_by_telegram(t: Texts, detail: str) -> str:
    """It could not be done."""
    advice = remedy(t, detail)
    room = MOST - len(advice) - 1
    told = t.gettext("Telegram refused: {detail}.").format(detail=sendable(detail))
    return f"{shorten(told, room)} {advice}".strip()


def already_decided(t: Texts, name: str) -> str:
    """Somebody else was faster."""
    return shorten(t.gettext("Already decided by {name}.").format(name=sendable(name)), MOST)


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


def no_ban(t: Texts) -> str:
    """There is nobody who could be banned."""
    return t.gettext("The author of this message cannot be banned: an admin, the chat itself or its channel.")
