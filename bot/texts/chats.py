"""What is said by commands that are about one chat."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill, link


def which_chat(t: Texts, command: str) -> Html:
    """The command came in private and named no chat."""
    template = t.gettext(
        "Which chat? Send the command in the group, or name it: /{command} @name, or with a link to a message."
    )
    return fill(template, command=command)


def not_yours(t: Texts) -> Html:
    """The person is not in the chat, or the bot is not."""
    return fill(t.gettext("I do not know that chat, or you are not a member of it."))


def in_private(t: Texts, url: str) -> Html:
    """What the group is told when the person never wrote to the bot."""
    return link(url, t.gettext("Open the answer in a private chat with me"))


def admins_only(t: Texts) -> Html:
    """The person is no admin of the chat."""
    return fill(t.gettext("Only admins of the chat can see that."))
