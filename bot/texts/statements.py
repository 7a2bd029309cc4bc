"""Statements of reasons: what an author is told of a decision about a message of theirs, and in what words."""

from bot.core.case import CaseOrigin, State
from bot.core.measure import Decision
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, link, shorten
from bot.texts.moments import date_of, moment

MOST_OF_A_TITLE = 100
MOST_OF_A_REASON = 1_000


def heading(t: Texts, ref: str, chat: str | None) -> Html:
    """Which case it is, and where."""
    name = bold(fill(t.gettext("Case {ref}"), ref=ref))
    return join(" · ", [name, fill("{chat}", chat=shorten(chat, MOST_OF_A_TITLE)) if chat else Html()])


def done(t: Texts, action: str, at: int, until: int | None) -> Html:
    """What was done about a post of that time, by an action's name; empty for what nobody has to be told."""
    if action in ("mute", "ban") and until is not None:
        template = {
            "mute": t.gettext("You were muted until {until}: you can read, but not write."),
            "ban": t.gettext("You were banned from the chat until {until}."),
        }[action]
        return fill(template, until=bold(date_of(t, until)))
    template = {
        "delete": t.gettext("Your message of {moment} was removed."),
        "purge": t.gettext("Your recent messages in the chat were removed."),
        "decline": t.gettext("Your request to join was declined."),
        "remove_reaction": t.gettext("Your reaction of {moment} was removed."),
        "warn": t.gettext("You got a warning. It counts for 90 days."),
        "mute": t.gettext("You were muted without an end: you can read, but not write."),
        "kick": t.gettext("You were removed from the chat. You may come back."),
        "ban": t.gettext("You were banned from the chat without an end."),
    }.get(action, "")
    return fill(template, moment=moment(t, at))


def about(t: Texts, at: int) -> Html:
    """Which message it is about, where nothing was done yet."""
    return fill(t.gettext("It is about your message of {moment}."), moment=moment(t, at))


def quote(text: Html) -> Html:
    """The author's own words."""
    return fill("<blockquote>{text}</blockquote>", text=text) if text else Html()


def why(t: Texts, name: str | None, version: str | None, title: str, reason: str | None) -> Html:
    """Under which rule. Without one the moderators decided by what they know of the chat's rules."""
    if name is None:
        return fill(t.gettext("Why: the moderators found that it breaks the rules of this chat."))
    rule = code(f"{name}@{version}" if version else name)
    known = join(" ", [bold(shorten(title, MOST_OF_A_TITLE)) if title else Html(), fill("({rule})", rule=rule)])
    said = fill("{reason}", reason=shorten(reason.strip(), MOST_OF_A_REASON)) if reason else Html()
    return join(" ", [fill(t.gettext("Why: rule {rule}."), rule=known), said])


def said(t: Texts, words: str) -> Html:
    """What the moderator gave as the reason."""
    return fill(t.gettext("The moderator wrote: {words}"), words=shorten(words, MOST_OF_A_REASON))


def decided_by(t: Texts, origin: CaseOrigin, *, automated: bool) -> Html:
    """Whether a machine or a person found it, and which of them decided."""
    if automated:
        return fill(t.gettext("It was found and decided by an automatic rule. No person has looked at it yet."))
    return fill(
        {
            CaseOrigin.RULE: t.gettext("It was found by an automatic rule, and decided by a moderator."),
            CaseOrigin.REPORT: t.gettext("It was found through a report, and decided by a moderator."),
            CaseOrigin.MODERATOR: t.gettext("It was found and decided by a moderator."),
        }[origin]
    )


def looked_at(t: Texts) -> Html:
    """A rule has acted, and people were asked to decide."""
    return fill(
        t.gettext(
            "An automatic rule did this. A moderator looks at it as well, and you will be told what they decide.",
        ),
    )


def held(t: Texts, lapses_at: int | None) -> Html:
    """It is no decision."""
    if lapses_at is None:
        return fill(t.gettext("This is not a decision: a moderator is still looking at it."))
    template = t.gettext(
        "This is not a decision: a moderator is still looking at it. It ends by itself on {moment} if nobody decides."
    )
    return fill(template, moment=date_of(t, lapses_at))


def lapsed(t: Texts) -> Html:
    """An interim measure is over, in the author's favour."""
    return fill(t.gettext("Nobody decided in time, so what was done for the time being has ended."))


def nothing_wrong(t: Texts) -> Html:
    """A moderator looked, and closed the case."""
    return fill(
        t.gettext(
            "A moderator looked at it and found nothing wrong. What was done before is taken back, as far as Telegram "
            "allows.",
        ),
    )


def how_to_appeal(t: Texts, ref: str, until: int) -> Html:
    """Until when and how to object."""
    template = t.gettext(
        "Is this wrong? You can object until {until}: press Appeal, or send /appeal {ref} to this bot. "
        "Another person will look at it."
    )
    return fill(template, until=bold(date_of(t, until)), ref=ref)


def too_late(t: Texts, until: int) -> Html:
    """The time is over."""
    return fill(t.gettext("The time to object ended on {until}."), until=date_of(t, until))


def under_review(t: Texts, at: int | None) -> Html:
    """The author objected, and waits for an answer."""
    if at is None:
        return fill(t.gettext("You objected. A moderator has yet to decide about that."))
    return fill(t.gettext("You objected on {moment}. A moderator has yet to decide about that."), moment=moment(t, at))


def reviewed(t: Texts, state: State, *, objected: bool) -> Html:
    """What a review came to."""
    return fill(
        {
            State.UPHELD: t.gettext("Your objection was looked at: the decision stays. This is final."),
            State.PARTIALLY_REVERSED: t.gettext("Your objection was looked at: the decision was taken back in part."),
            State.OMITTED: t.gettext("Your objection was closed without a decision."),
        }.get(
            state,
            t.gettext("Your objection was looked at: the decision was taken back.")
            if objected
            else t.gettext("A moderator looked at it again, and took the decision back."),
        )
    )


def same_person(t: Texts) -> Html:
    """Who decided has looked at their own decision."""
    return fill(t.gettext("It was reviewed by the same person, because the chat has no other moderator."))


def taken_back(t: Texts, action: str, until: int | None) -> Html:
    """What a reversal means for something that was done, by an action's name; `until` is when it ends now."""
    if until is not None and action in ("mute_for_less", "ban_for_less"):
        template = {
            "mute_for_less": t.gettext("You are muted until {until} only."),
            "ban_for_less": t.gettext("You are banned until {until} only."),
        }[action]
        return fill(template, until=date_of(t, until))
    removed = t.gettext("A removed message does not come back by itself; the moderators can post it again for you.")
    return fill(
        {
            "delete": removed,
            "warn": t.gettext("The warning does not count any more."),
            "mute": t.gettext("You are not muted any more."),
            "ban": t.gettext("You are not banned any more."),
        }.get(action, "")
    )


def appeal_button(t: Texts) -> str:
    """What stands on the button."""
    return t.gettext("Appeal")


def line(t: Texts, decision: Decision | None, rule: str | None, url: str) -> Html:
    """What everybody in the chat may read: no names, and the way to the statement for the one it is about."""
    details = link(url, t.gettext("details"))
    if decision is None:
        return fill(t.gettext("There is news about a message in this chat. Author: {details}"), details=details)
    if rule:
        return fill(_under(t, decision), rule=shorten(rule, MOST_OF_A_TITLE), details=details)
    return fill(_by_moderators(t, decision), details=details)


def not_yours(t: Texts) -> Html:
    """Somebody else asked, or there is no such case: nobody learns which."""
    return fill(t.gettext("Only the person a case is about can see it. Your own cases: /mycases"))


def _under(t: Texts, decision: Decision) -> str:
    return {
        Decision.WARN: t.gettext("A member was warned under the rule “{rule}”. Author: {details}"),
        Decision.MUTE: t.gettext("A member was muted under the rule “{rule}”. Author: {details}"),
        Decision.KICK: t.gettext("A member was removed under the rule “{rule}”. Author: {details}"),
        Decision.BAN: t.gettext("A member was banned under the rule “{rule}”. Author: {details}"),
    }.get(decision, t.gettext("A message was removed under the rule “{rule}”. Author: {details}"))


def _by_moderators(t: Texts, decision: Decision) -> str:
    return {
        Decision.WARN: t.gettext("A member was warned by a moderator. Author: {details}"),
        Decision.MUTE: t.gettext("A member was muted by a moderator. Author: {details}"),
        Decision.KICK: t.gettext("A member was removed by a moderator. Author: {details}"),
        Decision.BAN: t.gettext("A member was banned by a moderator. Author: {details}"),
    }.get(decision, t.gettext("A message was removed by a moderator. Author: {details}"))
