"""What a case's card says. Names, titles and reasons come from people: they are cut to size and escaped."""

from bot.core.case import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import SurfaceName
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, link, shorten
from bot.texts.moments import moment
from bot.texts.remedies import remedy

MOST_OF_A_NAME = 100
MOST_OF_A_REASON = 300
MOST_OF_A_DETAIL = 150


def named(name: str, url: str | None) -> Html:
    """A name, leading somewhere if there is a place."""
    short = shorten(name, MOST_OF_A_NAME)
    return link(url, short) if url else fill("{name}", name=short)


def heading(t: Texts, ref: str) -> Html:
    """Which case it is."""
    return bold(fill(t.gettext("Case {ref}"), ref=ref))


def chat_line(t: Texts, chat: Html) -> Html:
    """Where the post stands."""
    return fill(t.gettext("Chat: {chat}"), chat=chat)


def author_line(t: Texts, name: Html, username: str | None, author_id: int | None) -> Html:
    """Who published it."""
    handle = fill("@{name}", name=shorten(username, MOST_OF_A_NAME)) if username else Html()
    parts = [name, handle, Html() if author_id is None else code(author_id)]
    return fill(t.gettext("Author: {author}"), author=join(" · ", parts) or t.gettext("unknown"))


def rule_line(t: Texts, title: str, name: str, version: str | None) -> Html:
    """Which rule it matched."""
    parts = [bold(shorten(title, MOST_OF_A_NAME)) if title else Html(), code(shorten(name, MOST_OF_A_NAME))]
    if version:
        parts.append(fill(t.gettext("version {version}"), version=code(version)))
    return fill(t.gettext("Rule: {rule}"), rule=join(" · ", parts))


def reason_line(t: Texts, reason: str) -> Html:
    """Why the rule exists."""
    return fill(t.gettext("Reason: {reason}"), reason=shorten(reason, MOST_OF_A_REASON))


def reports_line(t: Texts, count: int) -> Html:
    """How many members reported it, and never who."""
    return fill(t.gettext("Reported by members: {count}"), count=count)


def spree_line(t: Texts, more: int, authors: int, since: int) -> Html:
    """How many posts like it there were."""
    posts = t.ngettext("and {count} more post like it", "and {count} more posts like it", more)
    people = t.ngettext("{count} author in all", "{count} authors in all", authors)
    return fill(
        t.gettext("… {posts} since {moment}; {people}"),
        posts=posts.format(count=more),
        people=people.format(count=authors),
        moment=moment(t, since),
    )


def origin_line(t: Texts, origin: Html) -> Html:
    """The channel post that this is the automatic forward of."""
    return fill(t.gettext("Channel post: {origin}"), origin=origin)


def remark_line(t: Texts, remark: str) -> Html:
    """Why an action of the rule could not apply."""
    return fill(t.gettext("Not applied: {remark}"), remark=shorten(remark, MOST_OF_A_REASON))


def done_line(t: Texts, done: tuple[tuple[str, Outcome], ...]) -> Html:
    """What the bot did before people were asked."""
    parts = (fill("{action}: {outcome}", action=action, outcome=_outcome(t, outcome)) for action, outcome in done)
    return fill(t.gettext("Already: {actions}"), actions=join(", ", parts))


def withheld_line(t: Texts, message_id: int | None, at: int) -> Html:
    """What stands in place of a content that is not kept."""
    template = t.gettext("Message {id} of {moment}. Its content is not kept and not shown.")
    return fill(template, id=code(message_id), moment=moment(t, at))


def post_line(t: Texts, url: str) -> Html:
    """Where to look at the post."""
    return link(url, t.gettext("Open the message"))


def more_line(t: Texts, count: int) -> Html:
    """How many parts of the post are not shown."""
    return fill(t.ngettext("{count} more part", "{count} more parts", count), count=count)


def surface_line(t: Texts, name: SurfaceName, excerpt: Html) -> Html:
    """A part of the post besides its text."""
    return fill("{label}: {excerpt}", label=_surface(t, name), excerpt=excerpt)


def decision_line(t: Texts, decision: Decision, by: Html, at: int, outcome: Outcome) -> Html:
    """Who decided what, and what became of it."""
    templates = {
        Decision.DELETE: t.gettext("Deleted by {name}, {moment} · {outcome}"),
        Decision.BAN: t.gettext("Author banned by {name}, {moment} · {outcome}"),
        Decision.KEEP: t.gettext("Kept by {name}, {moment} · {outcome}"),
    }
    failed = {
        Decision.DELETE: t.gettext("Deletion wanted by {name}, {moment} · {outcome}"),
        Decision.BAN: t.gettext("Ban wanted by {name}, {moment} · {outcome}"),
        Decision.KEEP: templates[Decision.KEEP],
    }
    template = (failed if outcome.status in (Status.FAILED, Status.UNKNOWN) else templates)[decision]
    line = fill(template, name=by, moment=moment(t, at), outcome=_outcome(t, outcome))
    advice = remedy(t, outcome.detail) if outcome.status is Status.FAILED else ""
    return join("\n", [line, fill("{advice}", advice=advice)])


def button(t: Texts, decision: Decision, posts: int = 1, authors: int = 1) -> str:
    """What stands on a button, which decides about so many posts by so many authors."""
    if posts > 1:
        return {
            Decision.DELETE: t.gettext("Delete all {count}").format(count=posts),
            Decision.BAN: t.ngettext("Ban author", "Ban all {count} authors", authors).format(count=authors),
            Decision.KEEP: t.gettext("Keep all"),
        }[decision]
    return {
        Decision.DELETE: t.gettext("Delete"),
        Decision.BAN: t.gettext("Ban author"),
        Decision.KEEP: t.gettext("Keep"),
    }[decision]


def _outcome(t: Texts, outcome: Outcome) -> str:
    word = {
        Status.PENDING: t.gettext("pending"),
        Status.DONE: t.gettext("done"),
        Status.FAILED: t.gettext("failed"),
        Status.SKIPPED: t.gettext("skipped"),
        Status.SIMULATED: t.gettext("simulated"),
        Status.EXPIRED: t.gettext("expired"),
        Status.UNKNOWN: t.gettext("unknown"),
    }[outcome.status]
    return f"{word} ({shorten(outcome.detail, MOST_OF_A_DETAIL)})" if outcome.detail else word


def _surface(t: Texts, name: SurfaceName) -> str:
    return {
        SurfaceName.TEXT: t.gettext("text"),
        SurfaceName.QUOTE: t.gettext("quote"),
        SurfaceName.REPLY: t.gettext("reply"),
        SurfaceName.FORWARD: t.gettext("forwarded from"),
        SurfaceName.BUTTON: t.gettext("button"),
        SurfaceName.LINK: t.gettext("link"),
        SurfaceName.POLL: t.gettext("poll"),
        SurfaceName.FILE_NAME: t.gettext("file"),
        SurfaceName.CONTACT: t.gettext("contact"),
        SurfaceName.VENUE: t.gettext("place"),
        SurfaceName.CHECKLIST: t.gettext("checklist"),
        SurfaceName.STORY: t.gettext("story"),
        SurfaceName.MEDIA_TITLE: t.gettext("title"),
        SurfaceName.VIA: t.gettext("via"),
        SurfaceName.SENDER_NAME: t.gettext("name"),
        SurfaceName.USERNAME: t.gettext("username"),
        SurfaceName.BIO: t.gettext("bio"),
        SurfaceName.TITLE: t.gettext("title"),
        SurfaceName.OTHER: t.gettext("other text"),
    }[name]
