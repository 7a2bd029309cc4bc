"""What moderators are told about their commands. Plain text of at most 200 characters, but for `Html`."""

from bot.texts.catalogue import Texts
from bot.texts.durations import lasting
from bot.texts.markup import Html, code, fill, sendable, shorten
from bot.texts.remedies import remedy

MOST = 200
MOST_OF_A_WORD = 40
MOST_OF_A_NAME = 60
MOST_OF_A_REASON = 200

EXAMPLES = {
    "warn": "/warn please be kind",
    "mute": "/mute 1d calm down",
    "kick": "/kick",
    "ban": "/ban 7d advertising",
    "unban": "/unban",
    "del": "/del",
    "trust": "/trust",
    "untrust": "/untrust",
}
"""How each command is given as a reply."""


def summary(t: Texts, command: str) -> str:
    """What a command is for."""
    return {
        "warn": t.gettext("for moderators, as a reply: give the author a strike"),
        "mute": t.gettext("for moderators, as a reply or with a name: the author cannot write, /mute 1d for a day"),
        "kick": t.gettext("for moderators, as a reply: remove the author, who may come back"),
        "ban": t.gettext("for moderators, as a reply or with a name: ban the author, /ban 7d for a week"),
        "unban": t.gettext("for moderators, as a reply or with a name: end a ban"),
        "del": t.gettext("for moderators, as a reply: delete the message"),
        "trust": t.gettext("for moderators, as a reply or with a name: treat a member as a trusted one"),
        "untrust": t.gettext("for moderators, as a reply or with a name: end what /trust began"),
        "mystrikes": t.gettext("your strikes, and until when they count"),
        "settings": t.gettext("for the owner of a chat: see and change its settings"),
    }[command]


def refused(t: Texts, why: str, command: str) -> str:
    """Why a command does nothing, by the name of the reason."""
    needed = t.gettext("delete messages") if command == "del" else t.gettext("ban users")
    return {
        "NOT_AN_ADMIN": t.gettext("Only admins of the chat can do that."),
        "ADMINS_UNKNOWN": t.gettext("Telegram does not say who the admins are. Check that the bot is an admin here."),
        "NO_RIGHT": t.gettext("You need the right to {right} in this chat.").format(right=needed),
        "NOBODY": t.gettext("Nobody knows who wrote this message."),
        "BOT": t.gettext("This message is from the bot itself."),
        "YOURSELF": t.gettext("This is your own message."),
        "CHANNEL_POST": t.gettext("This is a post of the linked channel. It can be deleted in the channel."),
        "ANONYMOUS": t.gettext("This was posted in the name of the chat by an anonymous admin."),
        "ADMIN": t.gettext("The author is an admin. Only the owner can take an admin's rights away, in Telegram."),
        "A_CHANNEL": t.gettext("A channel can only be banned, and only for good: /ban without a duration."),
    }[why]


def one_of_many(t: Texts, ref: str) -> str:
    """The message is one of a spree, which is one case."""
    return t.gettext("This is one of many messages in case {ref}. Decide about all of them on its card.").format(
        ref=ref
    )


def failed(t: Texts, detail: str) -> str:
    """Telegram refused."""
    advice = remedy(t, detail)
    told = t.gettext("Telegram refused: {detail}.").format(detail=sendable(detail))
    return f"{shorten(told, MOST - len(advice) - 1)} {advice}".strip()


def unbanned(t: Texts) -> str:
    """The ban is over."""
    return t.gettext("The ban is lifted.")


def not_banned(t: Texts) -> str:
    """There was none."""
    return t.gettext("They are not banned.")


def trusted(t: Texts) -> str:
    """It is done."""
    return t.gettext("They are trusted here now. /untrust ends it.")


def untrusted(t: Texts) -> str:
    """It is done."""
    return t.gettext("They are trusted no more than anybody else.")


def in_group(t: Texts, command: str) -> Html:
    """The command came in private."""
    return fill(
        t.gettext("This command is given in the group, as a reply to a message: {example}"),
        example=code(EXAMPLES[command]),
    )


def no_target(t: Texts, command: str, *, by_name: bool) -> Html:
    """The command was no reply and named nobody."""
    template = t.gettext("Reply to a message with the command: {example}")
    if by_name:
        template = t.gettext("Reply to a message with the command, or name somebody by their id: {example}")
    return fill(template, example=code(EXAMPLES[command]))


def unknown_person(t: Texts, name: str) -> Html:
    """Nobody of that name is known."""
    return fill(
        t.gettext("Telegram does not say who {name} is. Reply to a message of theirs, or give their id."),
        name=code(shorten(name, MOST_OF_A_WORD)),
    )


def no_duration(t: Texts, word: str) -> Html:
    """A word that should be a duration is none."""
    return fill(
        t.gettext("{word} is no duration. Write it like {one}, {two} or {three}."),
        word=code(shorten(word, MOST_OF_A_WORD)),
        one=code("30m"),
        two=code("2h"),
        three=code("7d"),
    )


def wrong_term(t: Texts, word: str) -> Html:
    """Telegram cannot do it for so long."""
    return fill(
        t.gettext("{word} is too short or too long: Telegram mutes and bans for 30 seconds to 366 days."),
        word=code(shorten(word, MOST_OF_A_WORD)),
    )


def question(t: Texts, command: str, name: str | None, seconds: int | None) -> Html:
    """What an anonymous admin is asked to confirm."""
    who = shorten(name or t.gettext("the author"), MOST_OF_A_NAME)
    template = {
        "warn": t.gettext("Warn {name}?"),
        "mute": t.gettext("Mute {name} {duration}?"),
        "kick": t.gettext("Remove {name}, who may come back?"),
        "ban": t.gettext("Ban {name} {duration}?"),
        "del": t.gettext("Delete this message of {name}?"),
        "unban": t.gettext("Lift the ban of {name}?"),
        "trust": t.gettext("Trust {name}?"),
        "untrust": t.gettext("End the trust in {name}?"),
    }[command]
    asked = fill(template, name=who, duration=lasting(t, seconds))
    rest = t.gettext("The command does not say which admin gave it: an admin has to confirm.")
    return Html(f"{asked}\n{fill(rest)}")


def confirm_button(t: Texts) -> str:
    """On the button that confirms."""
    return t.gettext("Confirm")


def cancel_button(t: Texts) -> str:
    """On the button that does not."""
    return t.gettext("Cancel")


def cancelled(t: Texts) -> str:
    """Who cancelled is told."""
    return t.gettext("Nothing was done.")
