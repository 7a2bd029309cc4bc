"""What somebody who reports a message is told, in private."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, shorten

MOST_OF_A_TITLE = 100


def received(t: Texts, ref: str, chat: str | None) -> Html:
    """The report is in."""
    template = t.gettext(
        "Report received: {ref}. The moderators of {chat} will look at the message. "
        "Its author is not told who reported it.",
    )
    return fill(template, ref=bold(ref), chat=_chat(t, chat))


def repeated(t: Texts, ref: str) -> Html:
    """The same person reported it before."""
    return fill(t.gettext("You reported this message before: {ref}. A report counts once."), ref=bold(ref))


def decided(t: Texts, ref: str) -> Html:
    """The moderators have decided already."""
    return fill(t.gettext("The moderators have already decided about this message: {ref}."), ref=bold(ref))


def own_message(t: Texts) -> Html:
    """A person reported a message of their own."""
    return fill(t.gettext("This is your own message. You can delete it yourself."))


def bot_message(t: Texts) -> Html:
    """A person reported a message of the bot's."""
    return fill(t.gettext("This message is from the bot itself. Please tell an admin of the chat about it."))


def how_in_group(t: Texts) -> Html:
    """The command was no reply."""
    return fill(t.gettext("To report a message, reply to it with /report. You can add a few words: /report spam"))


def how_in_private(t: Texts) -> Html:
    """The command came in private."""
    return fill(
        t.gettext(
            "Messages are reported where they stand: reply to the message in its group with /report. "
            "The command is removed at once, and the author is not told who reported.",
        ),
    )


def _chat(t: Texts, title: str | None) -> str:
    return shorten(title, MOST_OF_A_TITLE) if title else t.gettext("the chat")
