"""What an author is told in the chat who gets a strike."""

from bot.core.post import Author
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill, link, shorten

MOST_OF_A_WARNING = 3_500
"""UTF-16 units, so that the name and the frame fit into a message as well."""

_MOST_OF_A_NAME = 100


def warning(t: Texts, author: Author, text: str | None) -> Html:
    """A warning that mentions its addressee; without a text of the chat's own it only refers to the rules."""
    said = shorten(text, MOST_OF_A_WARNING) if text else t.gettext("please keep to the rules of this chat.")
    return fill(t.gettext("{name}, this is a warning: {text}"), name=_mention(t, author), text=said)


def _mention(t: Texts, author: Author) -> Html:
    name = shorten(author.name or author.username or t.gettext("Member"), _MOST_OF_A_NAME)
    if author.id is not None and author.id > 0:
        return link(f"tg://user?id={author.id}", name)
    return link(f"https://t.me/{author.username}", name) if author.username else fill("{name}", name=name)
