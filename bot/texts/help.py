"""What the bot says about itself."""

from collections.abc import Iterable

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill, join


def greeting(t: Texts) -> Html:
    """The answer to `/start`."""
    return fill(
        t.gettext(
            "This bot helps the admins of channels and groups to keep their rules. It checks what is posted, removes "
            "what a rule forbids, and asks the moderators where a person has to decide.\n\n"
            "Members can report a message: reply to it with /report.\n"
            "Admins: add the bot to your channel or group as an admin with the rights to delete messages and to ban "
            "users.\n\n"
            "/help lists what you can do here.",
        ),
    )


def command_list(t: Texts, commands: Iterable[tuple[str, str]]) -> Html:
    """The answer to `/help`: names of commands and what each is for."""
    lines = (fill("/{name} - {summary}", name=name, summary=summary) for name, summary in commands)
    return join("\n", [fill(t.gettext("Commands:")), *lines])


def not_understood(t: Texts) -> Html:
    """The answer to a private message that means nothing to the bot."""
    return fill(
        t.gettext(
            "I did not understand that. To report a post, forward it to me or send me its link. "
            "/help lists what you can do here.",
        ),
    )


def start_summary(t: Texts) -> str:
    """What `/start` is for."""
    return t.gettext("what this bot does")


def help_summary(t: Texts) -> str:
    """What `/help` is for."""
    return t.gettext("what you can tell this bot")


def report_summary(t: Texts) -> str:
    """What `/report` is for."""
    return t.gettext("in a group, as a reply: report a message to the moderators")
