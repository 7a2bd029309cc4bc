"""What is said about pauses."""

from bot.core.pause import ALL_CHATS, Pause
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, shorten
from bot.texts.moments import moment

MOST_OF_A_NAME = 100
MOST_OF_A_REASON = 400


def panic_summary(t: Texts) -> str:
    """What `/panic` is for."""
    return t.gettext("for the owner of a chat: rules stop acting by themselves there and ask the moderators, for a day")


def calm_summary(t: Texts) -> str:
    """What `/calm` is for."""
    return t.gettext("for the owner of a chat: end what /panic began")


def paused(t: Texts, pause: Pause) -> Html:
    """The answer to `/panic`."""
    until = t.gettext("somebody ends it") if pause.until is None else moment(t, pause.until)
    where = t.gettext("In all chats") if pause.chat_id == ALL_CHATS else t.gettext("In this chat")
    template = t.gettext(
        "{where} ({chat}) rules delete, warn, mute and ban nothing and nobody by themselves until {until}: "
        "what they find goes to the moderators. /calm ends it.",
    )
    return fill(template, where=where, chat=_place(t, pause.chat_id), until=until)


def resumed(t: Texts, chat_id: int, count: int) -> Html:
    """The answer to `/calm`; `count` is how many pauses it ended."""
    if not count:
        return fill(t.gettext("Nothing was paused in {chat}."), chat=_place(t, chat_id))
    return fill(t.gettext("Rules act by themselves again in {chat}."), chat=_place(t, chat_id))


def still_paused(t: Texts, count: int) -> Html:
    """What an owner cannot end."""
    template = t.ngettext(
        "{count} pause of the operator's for all chats is still in force.",
        "{count} pauses of the operator's for all chats are still in force.",
        count,
    )
    return fill(template, count=count)


def owner_only(t: Texts) -> Html:
    """The person may not give such orders."""
    return fill(t.gettext("Only the owner of the chat and the operator of this bot can do that."))


def owner_unknown(t: Texts) -> Html:
    """Who the owner is cannot be found out."""
    return fill(
        t.gettext("Telegram does not say who owns that chat. Check its id, and that the bot is an admin there."),
    )


def as_yourself(t: Texts) -> Html:
    """The order came in the name of a chat."""
    return fill(
        t.gettext(
            "Who posts in the name of the chat cannot be told from other admins: "
            "turn anonymity off, or send the command to the bot in private with the id of the chat.",
        ),
    )


def which_chat(t: Texts, command: str) -> Html:
    """The order came in private and names no chat."""
    template = t.gettext(
        "Say which chat: {example}, or a link to a message in it. Words behind it are kept as the reason.",
    )
    return fill(template, example=code(f"/{command} -1001234567890"))


def rule_paused(t: Texts, pause: Pause) -> Html:
    """The circuit breaker paused a rule."""
    where = t.gettext("all chats") if pause.chat_id == ALL_CHATS else f"{pause.chat_id}"
    lines = [
        fill(t.gettext("A rule was paused: {rule}"), rule=bold(shorten(pause.rule, MOST_OF_A_NAME))),
        fill(t.gettext("Where: {where}"), where=code(where)),
        fill(t.gettext("Why: {why}."), why=shorten(pause.why, MOST_OF_A_REASON)),
        fill(
            t.gettext(
                "What it matches is not deleted, and nobody is banned: it goes to the moderators. The rule acts again "
                "once it has matched nothing for an hour, or when you say that it is right. If it is wrong, correct "
                "it: a new version is not paused.",
            ),
        ),
    ]
    return join("\n", lines)


def go_button(t: Texts) -> str:
    """On the button that lets the rule act again."""
    return t.gettext("The rule is right")


def stay_button(t: Texts) -> str:
    """On the button that keeps it paused."""
    return t.gettext("Keep it paused")


def goes_on(t: Texts) -> str:
    """What who pressed is told: at most 200 characters."""
    return t.gettext("The rule acts by itself again.")


def stays(t: Texts) -> str:
    """The same."""
    return t.gettext("The rule stays paused until somebody ends it with /calm.")


def not_for_you(t: Texts) -> str:
    """The same."""
    return t.gettext("Only admins of the chat concerned can decide.")


def not_paused(t: Texts) -> str:
    """The same."""
    return t.gettext("This rule is not paused any more.")


def ruled(t: Texts, goes: bool, name: str) -> Html:
    """What became of the pause, at the end of the message."""
    template = t.gettext("{name}: the rule is right.") if goes else t.gettext("{name}: it stays paused.")
    return fill(template, name=shorten(name, MOST_OF_A_NAME))


def _place(t: Texts, chat_id: int) -> Html:
    return code(t.gettext("all chats") if chat_id == ALL_CHATS else chat_id)
