"""What the log chat is told of the log itself."""

from bot.texts.catalogue import Texts
from bot.texts.markup import Html, code, fill


def head(t: Texts, line: str) -> Html:
    """A head of the log, to be kept where nobody can change it."""
    template = t.gettext(
        "State of the log. Whoever keeps this line can prove later that nothing before it was changed:\n{line}\n"
        "To check: {command}"
    )
    return fill(template, line=code(line), command=code("ombud db verify --head '…'"))


def changed(t: Texts) -> Html:
    """Somebody else wrote to the log."""
    template = t.gettext("⚠️ The log of actions was changed by another program than this bot. {command} says where.")
    return fill(template, command=code("ombud db verify"))
