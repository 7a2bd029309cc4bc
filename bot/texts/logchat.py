"""What the log chat is told. For operators, so it speaks the words of the log."""

from collections.abc import Mapping

from bot.core.outcome import Outcome
from bot.core.verdict import Verdict
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, code, fill, join, shorten

MOST_OF_A_TITLE = 40


def acted(verdict: Verdict, outcomes: Mapping[str, Outcome]) -> Html:
    """A line about a post that a rule acted on; `outcomes` are by action."""
    post = verdict.post
    chat = shorten(post.chat.title or str(post.chat.id), MOST_OF_A_TITLE)
    rule = verdict.leading.name if verdict.leading else "-"
    done = ", ".join(f"{action} {outcome.status}" for action, outcome in outcomes.items())
    return join(
        " · ", (fill("{chat}", chat=chat), code(post.message_id or post.kind), code(rule), fill("{done}", done=done))
    )


def left_out(t: Texts, count: int) -> Html:
    """More happened than fits."""
    template = t.ngettext("… and {count} more, see {command}", "… and {count} more, see {command}", count)
    return fill(template, count=count, command=code("ombud log"))
