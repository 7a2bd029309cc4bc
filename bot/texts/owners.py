"""What a chat's owner is told about cases that need one."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join, link


def called(t: Texts, ref: str, cause: str, url: str | None) -> Html:
    """A case needs its owner; `cause` is one of the words below, `url` leads to its card."""
    why = {
        "handed_over": t.gettext("A moderator handed case {ref} to you."),
        "admins_post": t.gettext("Case {ref}: members reported a message by an admin. Only you can decide about it."),
        "overdue": t.gettext("Case {ref} has waited too long. Nothing happens to the author by itself; please decide."),
        "second_refused": t.gettext("Case {ref}: a second moderator did not agree to a permanent ban. Please decide."),
        "second_missing": t.gettext("Case {ref}: nobody approved a permanent ban in time. Please decide."),
        "failed": t.gettext("Case {ref}: Telegram refused what was decided. The card says why."),
    }[cause]
    return join(" ", [fill(why, ref=bold(ref)), link(url, t.gettext("Open the card")) if url else Html()])


def mentioned(t: Texts, owner: int, text: Html) -> Html:
    """The same in a chat, addressed to the owner, who cannot be written to in private."""
    return join(" ", [link(f"tg://user?id={owner}", t.gettext("For the owner:")), text])
