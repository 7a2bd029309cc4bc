"""What owners are told about the settings of their chats."""

from bot.core.ladder import RungFault, WrongRung, spelled_ladder
from bot.core.settings import NAMES, ChatSettings
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, shorten

MOST_OF_A_WORD = 40

EXAMPLES = {
    "language": "language de",
    "ladder": "ladder warn, mute 1d, ban 7d, ban",
    "second_approver": "second_approver on",
    "report_button": "report_button on",
    "escalation_chat": "escalation_chat -1001234567890",
}
"""How each is changed."""


def meaning(t: Texts, name: str) -> str:
    """What a setting is, in a line."""
    return {
        "language": t.gettext("the language of what the bot says in the chat"),
        "ladder": t.gettext("what the first, second, … strike brings"),
        "second_approver": t.gettext("bans for good need a second moderator"),
        "report_button": t.gettext("a report button under each post of a channel"),
        "escalation_chat": t.gettext("where the chat's cases go"),
    }[name]


def value(t: Texts, settings: ChatSettings, name: str) -> Html:
    """What is set."""
    held = getattr(settings, name)
    if name == "ladder":
        return code(spelled_ladder(held))
    if isinstance(held, bool):
        return code("on" if held else "off")
    if held is None:
        return fill(t.gettext("the member's own") if name == "language" else t.gettext("as the operator has set it"))
    return code(held)


def listing(t: Texts, chat: str, settings: ChatSettings) -> Html:
    """All settings of a chat, and how they are changed."""
    lines = [
        fill("{name}: {value} - {meaning}", name=code(name), value=value(t, settings, name), meaning=meaning(t, name))
        for name in NAMES
    ]
    example = code(f"/settings {EXAMPLES['ladder']}")
    how = fill(
        t.gettext("To change one, write it in the group: {example}. With {default} it is as the operator has set it."),
        example=example,
        default=code("default"),
    )
    return join("\n\n", [fill(t.gettext("Settings of {chat}"), chat=bold(chat)), join("\n", lines), how])


def changed(t: Texts, settings: ChatSettings, name: str) -> Html:
    """It is so now."""
    return fill(t.gettext("{name} is now: {value}."), name=code(name), value=value(t, settings, name))


def unknown(t: Texts, word: str) -> Html:
    """There is no such setting."""
    names = join(", ", map(code, NAMES))
    return fill(
        t.gettext("There is no setting {word}. These are: {names}."),
        word=code(shorten(word, MOST_OF_A_WORD)),
        names=names,
    )


def how(t: Texts, name: str) -> Html:
    """The value is missing, or none of those that there are."""
    return fill(
        t.gettext("{name} - {meaning}. Write it like {example}."),
        name=code(name),
        meaning=meaning(t, name),
        example=code(f"/settings {EXAMPLES[name]}"),
    )


def not_language(t: Texts, word: str) -> Html:
    """It names no language."""
    return fill(
        t.gettext("{word} is not a language. Write {one}, {two} or {three}."),
        word=code(shorten(word, MOST_OF_A_WORD)),
        one=code("en"),
        two=code("de"),
        three=code("pt-br"),
    )


def not_ladder(t: Texts, fault: WrongRung) -> Html:
    """Something is wrong with a ladder."""
    template = {
        RungFault.EMPTY: t.gettext("A ladder has at least one step. Write it like {example}, or {off}."),
        RungFault.MANY: t.gettext("A ladder has at most 20 steps; the last one stands for all after it."),
        RungFault.UNKNOWN: t.gettext("{word} is no step of a ladder. Write it like {example}, or {off}."),
        RungFault.TIMELESS: t.gettext("{word}: only mute and ban have a duration."),
        RungFault.DURATION: t.gettext("{word} has no duration that I understand. Write it like {example}."),
        RungFault.TERM: t.gettext(
            "{word} is too short or too long: Telegram mutes and bans for 30 seconds to 366 days."
        ),
    }[fault.fault]
    word = code(shorten(fault.word, MOST_OF_A_WORD))
    return fill(template, word=word, example=code("warn, mute 1d, ban 7d, ban"), off=code("off"))


def not_a_chat(t: Texts) -> Html:
    """The chat for cases is none where the person is an admin."""
    return fill(t.gettext("Cases can only go to a chat in which the bot and you are admins. Check its id."))


def not_your_chat(t: Texts) -> Html:
    """The chat for cases belongs to somebody else."""
    return fill(t.gettext("A chat with cases is not moderated itself, so only its own owner can name it."))


def untranslated(t: Texts, language: str) -> Html:
    """There is no catalogue for it."""
    return fill(t.gettext("I do not speak {language} yet, so it will be English."), language=code(language))


def button(t: Texts, name: str, *, on: bool) -> str:
    """On the button that turns a setting on or off."""
    template = {
        "second_approver": t.gettext("Second moderator for bans: {state}"),
        "report_button": t.gettext("Report button: {state}"),
    }[name]
    return template.format(state=t.gettext("turn off") if on else t.gettext("turn on"))


def done(t: Texts) -> str:
    """Who pressed such a button is told: at most 200 characters."""
    return t.gettext("Changed.")


def owner_only(t: Texts) -> str:
    """The same, who may not."""
    return t.gettext("Only the owner of the chat and the operator of this bot can do that.")
