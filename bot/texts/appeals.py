"""Appeals: what appellants are asked and told, and what reviewers see.

What is said in private and on cards is HTML; what a press is answered is plain text of at most 200 characters.
"""

from bot.core.outcome import Outcome, Status
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, code, fill, join, sendable, shorten, units, visible
from bot.texts.moments import moment
from bot.texts.numbers import grouped
from bot.texts.remedies import remedy

LIMIT = 4096
"""UTF-16 units that a message may have once its HTML is read."""

MOST_OF_A_DETAIL = 300
MOST_OF_AN_ANSWER = 200


def summary(t: Texts) -> str:
    """What `/appeal` is for."""
    return t.gettext("object to a decision about your message")


def question(t: Texts, ref: str, chat: str | None, most: int) -> Html:
    """Asks an author for reasons. Its first line names the case, so that an answer to it can be told apart."""
    template = t.gettext(
        "What was wrong about the decision in {chat}? Answer this message with your reasons, at most {most} characters."
        "\n\nA moderator will read them, if possible one who did not decide. You can object once.",
    )
    return join("\n\n", [code(f"/appeal {ref}"), fill(template, chat=_chat(t, chat), most=most)])


def question_to_reporter(t: Texts, ref: str, chat: str | None, most: int) -> Html:
    """Asks a reporter why somebody should look again."""
    template = t.gettext(
        "Why should the moderators of {chat} look at the message again? Answer this message with your reasons, at most "
        "{most} characters.\n\nYou can ask once.",
    )
    return join("\n\n", [code(f"/appeal {ref}"), fill(template, chat=_chat(t, chat), most=most)])


def placeholder(t: Texts) -> str:
    """What stands in the empty field for the answer; at most 64 characters."""
    return shorten(t.gettext("Your reasons"), 64)


def how(t: Texts) -> Html:
    """The command without a case."""
    return fill(
        t.gettext(
            "Write which case you object to, and why: {example}\nThe case's name stands in the message that told you "
            "about the decision.",
        ),
        example=code("/appeal C-7K2M …"),
    )


def too_long(t: Texts, length: int, most: int) -> Html:
    """More words than fit."""
    template = t.gettext(
        "Your reasons have {length} characters, and {most} fit. Nothing was sent yet: please shorten them and answer "
        "the question once more.",
    )
    return fill(template, length=grouped(length), most=grouped(most))


def words_wanted(t: Texts) -> Html:
    """The answer had no text."""
    return fill(t.gettext("Please answer in words: only text is passed on to the moderators. Nothing was sent yet."))


def lodged(t: Texts, ref: str, due: int) -> Html:
    """The appeal is in."""
    template = t.gettext(
        "Your objection to {ref} was received. It is normally answered until {due}, and you will be told here what "
        "came of it. Until then the decision stays as it is.",
    )
    return fill(template, ref=bold(ref), due=moment(t, due))


def lodged_by_reporter(t: Texts, ref: str, due: int) -> Html:
    """A reporter asked again."""
    template = t.gettext("Your request about {ref} was received. The moderators normally look at it until {due}.")
    return fill(template, ref=bold(ref), due=moment(t, due))


def objection(t: Texts, kind: str, ref: str) -> Html:
    """Why there is nothing to appeal against, by `bot.cases.appeals.hearing.Objection`."""
    template = {
        "unknown": t.gettext("There is no case {ref}. Please check its name in the message that told you about it."),
        "not_yours": t.gettext("Case {ref} is not about a message of yours: only its author can object."),
        "undecided": t.gettext("Case {ref} is not decided yet. You can object once it is."),
        "nothing_done": t.gettext(
            "Nothing was done about your message in case {ref}, so there is nothing to object to."
        ),
        "acted": t.gettext("The moderators acted in case {ref}, so there is nothing to ask again."),
        "too_late": t.gettext("It is too late to object to {ref}: that is possible for 30 days after the decision."),
        "waits": t.gettext("{ref} was objected to already. The moderators still have to answer."),
        "reviewed": t.gettext("{ref} was objected to and looked at again already. That decision is final."),
        "busy": t.gettext("Case {ref} is changing just now. Please try again in a moment."),
    }[kind]
    return fill(template, ref=bold(ref))


def answer_to_reporter(t: Texts, ref: str, outcome: str) -> Html:
    """What came of a reporter's asking again."""
    template = {
        "upheld": t.gettext("{ref}: somebody has looked at the message again. The decision stays: no violation."),
        "reversed": t.gettext("{ref}: you were right to ask. The moderators will decide about the message once more."),
        "omitted": t.gettext("{ref}: your request was not considered."),
    }.get(outcome, "")
    return fill(template, ref=bold(ref))


# What reviewers see.


def heading(t: Texts, ref: str) -> Html:
    """Whose decision is in question."""
    return bold(fill(t.gettext("Appeal · Case {ref}"), ref=ref))


def by_author(t: Texts) -> Html:
    """Who objects."""
    return fill(t.gettext("The author objects:"))


def by_reporter(t: Texts) -> Html:
    """Who asks again."""
    return fill(t.gettext("Somebody who reported the message asks to look at it again:"))


def wanted(t: Texts, due: int) -> Html:
    """Who is to look at it, and until when."""
    return fill(t.gettext("Somebody who did not decide should look at it until {due}."), due=moment(t, due))


def call(t: Texts, ref: str, lead: Html, words: str, foot: Html) -> Html:
    """The whole message for reviewers; words that are too long for it are cut."""
    head = join("\n", [heading(t, ref), lead])
    room = LIMIT - units(visible(head)) - units(visible(foot)) - len("\n\n")
    quoted = fill("<blockquote>{words}</blockquote>", words=shorten(words, room))
    return join("\n", [head, quoted, foot])


def label(t: Texts, op: str) -> str:
    """What stands on a button."""
    return {
        "uphold": t.gettext("Uphold"),
        "reverse": t.gettext("Reverse"),
        "partly": t.gettext("Partly…"),
        "omit": t.gettext("Omit"),
        "again": t.gettext("Try again"),
        "back": t.gettext("Back"),
        "decide": t.gettext("Take this back"),
        "repost": t.gettext("Post it again"),
    }[op]


def part(t: Texts, name: str, *, chosen: bool) -> str:
    """What can be taken back by itself, with a mark if it is chosen."""
    text = {
        "text": t.gettext("Allow the text"),
        "strike": t.gettext("Take the warning back"),
        "mute": t.gettext("Unmute"),
        "mute_for_less": t.gettext("Mute for 1 more day only"),
        "ban": t.gettext("Unban"),
        "ban_for_less": t.gettext("Ban for 1 more day only"),
    }[name]
    return f"{'☑' if chosen else '☐'} {text}"


def reviewed(t: Texts, outcome: str, name: Html, at: int) -> Html:
    """What a reviewer decided."""
    template = {
        "upheld": t.gettext("Upheld by {name}, {moment}"),
        "partially_reversed": t.gettext("Partly reversed by {name}, {moment}"),
        "reversed": t.gettext("Reversed by {name}, {moment}"),
        "omitted": t.gettext("Not considered, says {name}, {moment}"),
    }[outcome]
    return fill(template, name=name, moment=moment(t, at))


def same_person(t: Texts) -> Html:
    """The reviewer had decided as well."""
    return fill(t.gettext("Reviewed by the same person who decided: there was nobody else."))


def results(t: Texts, outcomes: dict[str, Outcome]) -> Html:
    """What became of undoing it, and what cannot be undone."""
    words = {
        Status.DONE: t.gettext("done"),
        Status.FAILED: t.gettext("failed"),
        Status.SKIPPED: t.gettext("not needed"),
        Status.UNKNOWN: t.gettext("unknown"),
    }
    lines = []
    for action, outcome in outcomes.items():
        detail = f" ({shorten(outcome.detail, MOST_OF_A_DETAIL)})" if outcome.detail else ""
        word = words.get(outcome.status, outcome.status.value)
        lines.append(fill("{action}: {word}{detail}", action=_undone(t, action), word=word, detail=detail))
        if outcome.status is Status.FAILED and (advice := remedy(t, outcome.detail)):
            lines.append(fill("{advice}", advice=advice))
    return join("\n", lines)


def answered(t: Texts, outcome: str) -> str:
    """What the reviewer is told."""
    return {
        "upheld": t.gettext("The decision stays."),
        "partially_reversed": t.gettext("Partly reversed."),
        "reversed": t.gettext("Reversed."),
        "omitted": t.gettext("Not considered."),
        "undone": t.gettext("Reversed."),
        "open": t.gettext("Reversed: the case is open again."),
    }[outcome]


def not_undone(t: Texts, detail: str) -> str:
    """Telegram refused to undo it."""
    advice = remedy(t, detail)
    told = t.gettext("Reversed, but Telegram refused: {detail}.").format(detail=sendable(detail))
    return f"{shorten(told, MOST_OF_AN_ANSWER - len(advice) - 1)} {advice}".strip()


def decided_it(t: Texts) -> str:
    """The one who decided is to look at an appeal against it."""
    return t.gettext("You made this decision: somebody else has to review it.")


def own_appeal(t: Texts) -> str:
    """The appellant is to look at the appeal."""
    return t.gettext("This is your own appeal: somebody else has to review it.")


def already_reviewed(t: Texts, name: str) -> str:
    """Somebody else was faster."""
    return shorten(t.gettext("Already reviewed by {name}.").format(name=sendable(name)), MOST_OF_AN_ANSWER)


def no_appeal(t: Texts) -> str:
    """There is no appeal to be decided."""
    return t.gettext("There is no appeal to be decided any more.")


def choose_first(t: Texts) -> str:
    """Nothing is chosen of what can be taken back."""
    return t.gettext("Choose first what is to be taken back.")


# Posting a text again.


def offer(t: Texts, ref: str, chat: str | None, *, purged: bool) -> Html:
    """To an author whose deleted text broke no rule."""
    template = t.gettext(
        "{ref}: your message in {chat} broke no rule after all. Telegram cannot bring it back, but I can post it there "
        "again, with your name.",
    )
    more = t.gettext("Other messages of yours that were removed with it cannot be brought back.") if purged else ""
    return join("\n", [fill(template, ref=bold(ref), chat=_chat(t, chat)), fill("{more}", more=more)])


def offer_meanwhile(t: Texts, ref: str, chat: str | None) -> Html:
    """To an author whose text was deleted for the time being, and nobody decided against it in time."""
    template = t.gettext(
        "{ref}: your message in {chat} was removed for the time being, and nobody has decided against it. Telegram "
        "cannot bring it back, but I can post it there again, with your name.",
    )
    return fill(template, ref=bold(ref), chat=_chat(t, chat))


def offer_to_admins(t: Texts, ref: str) -> Html:
    """To the admins of a channel whose post broke no rule."""
    return fill(
        t.gettext("{ref}: the channel's post broke no rule after all. I can post it again."),
        ref=bold(ref),
    )


def reposted_head(t: Texts, name: str | None) -> Html:
    """What stands above a text that is posted again."""
    if not name:
        return fill(t.gettext("Reposted after review:"))
    return fill(t.gettext("Reposted after review, originally by {name}:"), name=bold(shorten(name, 100)))


def repost_answer(t: Texts, kind: str, detail: str = "") -> str:
    """What who pressed the button is told, by `bot.cases.appeals.reposting.Reposted`."""
    told = {
        "posted": t.gettext("Posted again."),
        "before": t.gettext("It was posted again before."),
        "not_yours": t.gettext("Only the author can have this posted again."),
        "not_an_admin": t.gettext("Only admins of the channel can have this posted again."),
        "gone": t.gettext("The text is no longer kept."),
        "not_allowed": t.gettext("It cannot be posted again: the decision about it stands."),
        "muted": t.gettext("You cannot write in that chat at present, so it is not posted there."),
        "failed": t.gettext("Telegram refused: {detail}.").format(detail=sendable(detail)),
    }[kind]
    return shorten(told, MOST_OF_AN_ANSWER)


def _undone(t: Texts, action: str) -> str:
    """What was to be undone, by the log's word."""
    return {
        "unban": t.gettext("unban"),
        "shorten_ban": t.gettext("shorter ban"),
        "unmute": t.gettext("unmute"),
        "shorten_mute": t.gettext("shorter mute"),
        "take_back_strike": t.gettext("warning taken back"),
        "restore_trust": t.gettext("earlier good messages count again"),
        "delete": t.gettext("message"),
        "purge": t.gettext("further messages"),
        "kick": t.gettext("removal"),
    }.get(action, action)


def _chat(t: Texts, title: str | None) -> str:
    return shorten(title, 100) if title else t.gettext("the chat")
