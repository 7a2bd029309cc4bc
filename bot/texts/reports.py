"""What somebody who reports a message is told, in private."""

from bot.core.report import Reason, ReportState
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, link, shorten
from bot.texts.moments import moment
from bot.texts.reasons import reason_name

MOST_OF_A_TITLE = 100


def received(t: Texts, ref: str, chat: str | None) -> Html:
    """The report is in."""
    template = t.gettext(
        "Report received: {ref}. The moderators of {chat} will look at the message; normally you get an answer within "
        "24 h. Its author is not told who reported it.",
    )
    return fill(template, ref=bold(ref), chat=_chat(t, chat))


def question(t: Texts) -> Html:
    """What stands before the buttons with the reasons."""
    return fill(t.gettext("What is wrong with the message? Your report counts in any case."))


def reason_line(t: Texts, reason: Reason) -> Html:
    """What the reporter said."""
    return fill(t.gettext("Reason: {reason}"), reason=reason_name(t, reason))


def repeated(t: Texts, ref: str) -> Html:
    """The same person reported it before."""
    return fill(t.gettext("You reported this message before: {ref}. A report counts once."), ref=bold(ref))


def decided(t: Texts, *, acted: bool | None) -> Html:
    """The decision that stands; `acted` is None where there was nothing left to decide."""
    if acted is None:
        return fill(t.gettext("The moderators have already decided about this message: it was gone by then."))
    if acted:
        return fill(t.gettext("The moderators have already decided about this message: it broke the rules."))
    return fill(t.gettext("The moderators have already decided about this message: they found no violation."))


def other_reason(t: Texts) -> Html:
    """What stands before the reasons for which a decided case may be looked at again."""
    return fill(t.gettext("Is something else wrong with it? Then say what, and they will look again:"))


def limited(t: Texts) -> Html:
    """Somebody reported too much."""
    return fill(
        t.gettext("You have sent many reports in a short time. This one was not taken. Please try again in an hour."),
    )


def own_message(t: Texts) -> Html:
    """A person reported a message of their own."""
    return fill(t.gettext("This is your own message. You can delete it yourself."))


def bot_message(t: Texts) -> Html:
    """A person reported a message of the bot's."""
    return fill(t.gettext("This message is from the bot itself. Please tell an admin of the chat about it."))


def how_in_group(t: Texts) -> Html:
    """The command was no reply."""
    return fill(t.gettext("To report a message, reply to it with /report. You can add a few words: /report spam"))


def how_in_private(t: Texts) -> Html:
    """The command came in private, with nothing to report."""
    return fill(
        t.gettext(
            "To report a message: reply to it in its group with /report, or forward it to me, or send me its link. "
            "The author is not told who reported.",
        ),
    )


def not_here(t: Texts) -> Html:
    """The bot does not look after that chat, or the person is not in it; which of them is not said."""
    return fill(
        t.gettext(
            "I cannot take a report about that message: I do not look after its chat, or you are not a member of it. "
            "You can always report it to Telegram: open its menu and choose Report.",
        ),
    )


def no_origin(t: Texts) -> Html:
    """A forward that does not tell which message it is of."""
    return fill(
        t.gettext(
            "This forward does not tell me where the message stands. Send me its link instead (open its menu and "
            "choose Copy link), or reply to it in the group with /report.",
        ),
    )


def outcome(t: Texts, ref: str, state: ReportState, chat: str | None, *, changed: bool) -> Html:
    """What came of a report; `changed`: something else was said before."""
    template = {
        ReportState.ACTIONED: t.gettext("{ref}, reviewed: the message in {chat} broke the rules, and was dealt with."),
        ReportState.VOID: t.gettext("{ref}: the message in {chat} was gone before anybody decided about it."),
    }.get(state, t.gettext("{ref}, reviewed: the moderators of {chat} found no violation."))
    told = fill(template, ref=bold(ref), chat=_chat(t, chat))
    if not changed:
        return told
    return fill("{first}\n{told}", first=fill(t.gettext("The decision on your report was changed.")), told=told)


def ask_again(t: Texts) -> str:
    """The button of a reporter who wants another person to look."""
    return t.gettext("Ask again")


def unfounded(t: Texts, ref: str, *, suspended: bool) -> Html:
    """A moderator found the report manifestly unfounded."""
    if suspended:
        template = t.gettext(
            "{ref}: a moderator found this report manifestly unfounded, and it is not the first. What you report in "
            "the next 24 h is kept, but moves nothing.",
        )
    else:
        template = t.gettext(
            "{ref}: a moderator found this report manifestly unfounded. Please report only what breaks the rules: "
            "after another such report yours will move nothing for 24 h.",
        )
    return fill(template, ref=bold(ref))


def no_reports(t: Texts) -> Html:
    """The answer to `/myreports` where there are none."""
    return fill(t.gettext("You have not reported anything that I still know of."))


def report_list(t: Texts) -> Html:
    """What stands above a person's reports."""
    return bold(fill(t.gettext("Your reports, the latest first:")))


def report_item(t: Texts, ref: str, at: int, reason: Reason | None, state: ReportState) -> Html:
    """One of a person's reports."""
    why = reason_name(t, reason) if reason else t.gettext("no reason given")
    return fill("{ref} · {at} · {why}: {state}", ref=bold(ref), at=moment(t, at), why=why, state=_state(t, state))


def in_chat(t: Texts, url: str) -> Html:
    """The line in a group for reporters who cannot be written to; it names nobody and no message."""
    return fill(
        t.gettext("A report was received. Did you send it? {details}"),
        details=link(url, t.gettext("See what comes of it")),
    )


def as_a_chat(t: Texts, url: str) -> Html:
    """The same for those who write in the name of a chat."""
    return fill(
        t.gettext("A report was received. Who writes in the name of a chat gets no answer here: {details}"),
        details=link(url, t.gettext("write to me in private")),
    )


def report_button(t: Texts) -> str:
    """The button under a channel's posts."""
    return t.gettext("Report")


def summary(t: Texts) -> str:
    """What `/myreports` is for."""
    return t.gettext("what came of your reports")


def _state(t: Texts, state: ReportState) -> str:
    return {
        ReportState.LINKED: t.gettext("not decided yet"),
        ReportState.ACTIONED: t.gettext("broke the rules"),
        ReportState.NO_ACTION: t.gettext("no violation"),
        ReportState.INVALID: t.gettext("manifestly unfounded"),
        ReportState.VOID: t.gettext("the message was gone"),
    }[state]


def _chat(t: Texts, title: str | None) -> str:
    return shorten(title, MOST_OF_A_TITLE) if title else t.gettext("the chat")
