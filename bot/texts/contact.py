"""Who answers for what. Addresses are those that Telegram's terms and its page on the Digital Services Act name."""

from collections.abc import Sequence

from bot.core.post import Author
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, link, shorten

MOST_PEOPLE = 10
_MOST_OF_A_NAME = 64

ABUSE = "abuse@telegram.org"
CHILDREN = "stopCA@telegram.org"
FORM = "https://telegram.org/dsa-report"
REGULATION = "@EURegulation"
AUTHORITIES = "dsa.telegram@edsr.eu"


def contact_summary(t: Texts) -> str:
    """What `/contact` is for."""
    return t.gettext("whom to turn to: the chat, Telegram, authorities")


def doors(t: Texts, people: Sequence[Author]) -> Html:
    """All three; `people` are the chat's admins, its owner first, as far as they are known."""
    return join("\n\n", [_of_chat(t, people), _of_telegram(t), _of_authorities(t)])


def _of_chat(t: Texts, people: Sequence[Author]) -> Html:
    title = bold(t.gettext("The rules of a chat"))
    text = fill(
        t.gettext(
            "The admins of a channel or group decide about it. Report a message by /report as a reply, or send me its "
            "link. What was decided about your own message you can appeal against: /mycases."
        )
    )
    named = join(", ", [_person(person) for person in people[:MOST_PEOPLE]])
    admins = fill(t.gettext("Its admins: {names}"), names=named) if named else Html()
    return join("\n", [title, text, admins])


def _of_telegram(t: Texts) -> Html:
    title = bold(t.gettext("Telegram itself"))
    text = fill(
        t.gettext(
            "For what is illegal, or breaks Telegram's own terms: press the message, then Report, in the app. "
            "Or write to {abuse}; about the abuse of children to {children}. In the European Union there is the form "
            "{form} and the bot {regulation}. I cannot report to Telegram in your name."
        ),
        abuse=ABUSE,
        children=CHILDREN,
        form=link(FORM, FORM.removeprefix("https://")),
        regulation=REGULATION,
    )
    return join("\n", [title, text])


def _of_authorities(t: Texts) -> Html:
    title = bold(t.gettext("Authorities"))
    text = fill(
        t.gettext("Orders of authorities of the European Union go to Telegram's representative: {address}."),
        address=AUTHORITIES,
    )
    return join("\n", [title, text])


def _person(person: Author) -> Html:
    name = shorten(person.name or person.username or str(person.id), _MOST_OF_A_NAME)
    if person.username:
        return link(f"https://t.me/{person.username}", name)
    return link(f"tg://user?id={person.id}", name)
