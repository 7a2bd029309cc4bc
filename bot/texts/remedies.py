"""What somebody can do about a refusal of Telegram's."""

from bot.texts.catalogue import Texts


def remedy(t: Texts, refusal: str) -> str:
    """What to do about it, as one sentence; empty where nothing is known."""
    refusal = refusal.lower()
    return next((advice for words, advice in _remedies(t) if any(word in refusal for word in words)), "")


def _remedies(t: Texts) -> tuple[tuple[tuple[str, ...], str], ...]:
    return (
        (
            ("not enough rights", "need administrator rights", "chat_admin_required"),
            t.gettext("Make the bot an admin with the rights to delete messages and to ban users."),
        ),
        (
            ("message can't be deleted",),
            t.gettext("Give the bot the right to delete messages; what is over 48 hours old only a person can delete."),
        ),
        (
            ("is an administrator", "chat owner"),
            t.gettext("Only the owner of the chat can act on an admin."),
        ),
        (
            ("can't initiate conversation", "blocked by the user", "user is deactivated"),
            t.gettext("Ask the person to open a chat with the bot and to press Start."),
        ),
        (
            ("chat not found", "bot was kicked", "not a member", "have no rights to send", "upgraded to a supergroup"),
            t.gettext("Check that the bot is in that chat and may write there, and that the chat's id is right."),
        ),
    )
