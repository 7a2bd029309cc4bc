"""What a case's card says. Names, titles and reasons come from people: they are cut to size and escaped."""

from collections.abc import Collection, Mapping

from bot.core.case import State
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.post import SurfaceName
from bot.core.report import Reason
from bot.texts.catalogue import Texts
from bot.texts.durations import lasting
from bot.texts.markup import Html, bold, code, fill, join, link, shorten
from bot.texts.moments import moment
from bot.texts.reasons import reason_name
from bot.texts.remedies import remedy

MOST_OF_A_NAME = 100
MOST_OF_A_REASON = 300
MOST_OF_A_DETAIL = 150

_AGAINST = frozenset({State.ENFORCED, State.CONFIRMED, State.UPHELD, State.OMITTED})
_TAKEN_BACK = frozenset({State.REVERSED, State.PARTIALLY_REVERSED, State.UNDONE})


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


def reports_line(t: Texts, count: int, reasons: Mapping[Reason | None, int]) -> Html:
    """How many members reported it, and why, but never who."""
    line = fill(t.gettext("Reported by members: {count}"), count=count)
    named = [(reason, number) for reason, number in reasons.items() if reason is not None]
    named.sort(key=lambda item: -item[1])
    why = ", ".join(f"{reason_name(t, reason)} {number}" for reason, number in named)
    return join(" · ", [line, fill("{why}", why=why)])


def burst_line(t: Texts, count: int) -> Html:
    """Many of the reports came in concert."""
    template = t.gettext("Burst: {count} reports within minutes from people never seen writing here.")
    return bold(fill(template, count=count))


def discussed_line(t: Texts, url: str) -> Html:
    """Where a channel's post is discussed."""
    return link(url, t.gettext("Discussion"))


def unseen_line(t: Texts) -> Html:
    """What stands in place of a content that the bot was never shown."""
    return fill(t.gettext("The bot has not seen this message, only its link: open it below."))


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
    parts = (fill("{action}: {outcome}", action=action, outcome=outcome_words(t, outcome)) for action, outcome in done)
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
    return fill("{label}: {excerpt}", label=surface_name(t, name), excerpt=excerpt)


def decision_line(t: Texts, measure: Measure, by: Html, at: int, outcome: Outcome) -> Html:
    """Who decided what, and what became of it."""
    templates = {
        Decision.DELETE: t.gettext("Deleted by {name}, {moment} · {outcome}"),
        Decision.WARN: t.gettext("Author warned by {name}, {moment} · {outcome}"),
        Decision.MUTE: t.gettext("Author muted {duration} by {name}, {moment} · {outcome}"),
        Decision.KICK: t.gettext("Author removed by {name}, {moment} · {outcome}"),
        Decision.BAN: t.gettext("Author banned {duration} by {name}, {moment} · {outcome}"),
        Decision.KEEP: t.gettext("Dismissed by {name}, {moment} · {outcome}"),
    }
    failed = templates | {
        Decision.DELETE: t.gettext("Deletion wanted by {name}, {moment} · {outcome}"),
        Decision.WARN: t.gettext("Warning wanted by {name}, {moment} · {outcome}"),
        Decision.MUTE: t.gettext("Mute {duration} wanted by {name}, {moment} · {outcome}"),
        Decision.KICK: t.gettext("Removal wanted by {name}, {moment} · {outcome}"),
        Decision.BAN: t.gettext("Ban {duration} wanted by {name}, {moment} · {outcome}"),
    }
    template = (failed if outcome.status in (Status.FAILED, Status.UNKNOWN) else templates)[measure.decision]
    lasts = lasting(t, measure.seconds)
    line = fill(template, name=by, moment=moment(t, at), outcome=outcome_words(t, outcome), duration=lasts)
    advice = remedy(t, outcome.detail) if outcome.status is Status.FAILED else ""
    return join("\n", [line, fill("{advice}", advice=advice)])


def approval_line(t: Texts, by: Html) -> Html:
    """Who approved it."""
    return fill(t.gettext("Approved by {name}"), name=by)


def claimed_line(t: Texts, by: Html, until: int) -> Html:
    """Who has taken the case."""
    return fill(t.gettext("{name} is on it until {moment}"), name=by, moment=moment(t, until))


def held_line(t: Texts, interim: Collection[str], until: int) -> Html:
    """What is done meanwhile."""
    template = t.gettext("On hold until {moment}: the message is removed. If nobody decides, it may be posted again.")
    if "mute" in interim:
        template = t.gettext("On hold until {moment}: the author is muted. If nobody decides, that is lifted.")
    return fill(template, moment=moment(t, until))


def second_line(t: Texts, by: Html, until: int) -> Html:
    """Somebody else has to approve."""
    template = t.gettext("{name} proposes a ban for good. Another moderator approves or refuses it until {moment}.")
    return fill(template, name=by, moment=moment(t, until))


def automatic_line(t: Texts, at: int) -> Html:
    """A rule did it by itself."""
    return fill(t.gettext("Done by the rule itself, {moment}. Nobody has looked at it yet."), moment=moment(t, at))


def state_line(t: Texts, state: State, by: Html | None) -> Html:
    """Where the case stands; `by` is who looked at it last."""
    text = {
        State.ESCALATED: t.gettext("Handed to the owner"),
        State.ENFORCE_FAILED: t.gettext("Telegram refused what was decided"),
        State.CONFIRMED: t.gettext("Looked at, and it stays"),
        State.APPEALED: t.gettext("The decision was objected to"),
        State.UPHELD: t.gettext("Objected to; the decision stays"),
        State.OMITTED: t.gettext("Objected to, without an answer"),
        State.PARTIALLY_REVERSED: t.gettext("Partly taken back"),
        State.REVERSED: t.gettext("Taken back"),
        State.UNDONE: t.gettext("Taken back"),
        State.VOID: t.gettext("The message is gone; there is nothing to decide"),
    }.get(state, "")
    if by is None or not text:
        return fill("{text}", text=text)
    return fill(t.gettext("{text} · {name}"), text=text, name=by)


def history_line(t: Texts, posts: int, strikes: int, ended: Mapping[State, int]) -> Html:
    """What is known of the author in this chat; empty if nothing is."""
    parts = []
    if posts:
        parts.append(t.ngettext("{count} message", "{count} messages", posts).format(count=posts))
    if strikes:
        parts.append(t.ngettext("{count} strike", "{count} strikes", strikes).format(count=strikes))
    if cases := sum(ended.values()):
        parts.append(t.ngettext("{count} other case", "{count} other cases", cases).format(count=cases))
        against = sum(ended.get(state, 0) for state in _AGAINST)
        dismissed, back = ended.get(State.CLOSED_NO_ACTION, 0), sum(ended.get(state, 0) for state in _TAKEN_BACK)
        how = [
            t.gettext("{count} against the author").format(count=against) if against else "",
            t.gettext("{count} dismissed").format(count=dismissed) if dismissed else "",
            t.gettext("{count} taken back").format(count=back) if back else "",
        ]
        if detail := ", ".join(filter(None, how)):
            parts[-1] += f" ({detail})"
    return fill(t.gettext("Seen before: {history}"), history=", ".join(parts)) if parts else Html()


def outcome_words(t: Texts, outcome: Outcome) -> str:
    """What became of something."""
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


def surface_name(t: Texts, name: SurfaceName) -> str:
    """What a part of a post is called."""
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
