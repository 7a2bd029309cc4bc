"""What the bot keeps about people, and how they see and delete it."""

from bot.core import retention
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, bold, fill, join

Counts = tuple[tuple[str, int], ...]


def privacy_summary(t: Texts) -> str:
    """What `/privacy` is for."""
    return t.gettext("what is kept about you, and for how long")


def mydata_summary(t: Texts) -> str:
    """What `/mydata` is for."""
    return t.gettext("get a file with what is kept about you")


def deletemydata_summary(t: Texts) -> str:
    """What `/deletemydata` is for."""
    return t.gettext("delete what is kept about you")


def policy(t: Texts) -> Html:
    """The answer to `/privacy`."""
    kept = [
        t.gettext("Messages that break no rule are not stored. Until one is checked it waits encrypted on the disk."),
        t.gettext(
            "Of a message that a rule or a report is about, the text is kept encrypted, so that moderators can decide "
            "and you can appeal: {texts} days after the decision. Pictures and files are not copied."
        ),
        t.gettext("For {recent} days the numbers of recent messages, without their text, so that spam can be cleared."),
        t.gettext("Who reported something is never told to the author or the group; it is kept for {reporters} days."),
        t.gettext("A strike counts for 90 days and stands in the records for {strikes} days."),
        t.gettext("What was decided, without any text, is kept for {decisions} days."),
    ]
    facts = {
        "texts": retention.TEXTS,
        "recent": retention.RECENT_MESSAGES,
        "reporters": retention.REPORTERS,
        "strikes": retention.STRIKES,
        "decisions": retention.DECISIONS,
    }
    lines = [fill("• {line}", line=line.format_map(facts)) for line in kept]
    ends = [
        fill(t.gettext("The admins of your chats decide what is allowed there; nobody else is given anything.")),
        fill(t.gettext("/mydata sends you all of it as a file. /deletemydata deletes it. /contact says who answers.")),
    ]
    return join("\n\n", [bold(t.gettext("What I keep about people")), join("\n", lines), *ends])


def mydata_caption(t: Texts, count: int) -> Html:
    """What goes with the file; `count` is how many entries it has."""
    template = t.ngettext(
        "All that is kept about you: {count} entry.", "All that is kept about you: {count} entries.", count
    )
    return fill(template, count=count)


def confirm_deleting(t: Texts) -> Html:
    """The question before anything is deleted."""
    return fill(
        t.gettext(
            "This deletes the texts of your messages that were moderated, your reports, the words of your appeals and "
            "the counts of your posts, so that you are new everywhere again. It cannot be undone, and an appeal "
            "without the text is hard to decide. What an open case needs stays until it is closed; what was decided, "
            "without texts, and strikes stay as /privacy says."
        ),
    )


def delete_button(t: Texts) -> str:
    """The button that deletes."""
    return t.gettext("Delete my data")


def deleted(t: Texts, count: int) -> str:
    """It was done; plain text. `count` is how many entries went."""
    template = t.ngettext("Deleted: {count} entry.", "Deleted: {count} entries.", count)
    return template.format(count=count)


def not_your_data(t: Texts) -> str:
    """Somebody pressed another one's button; plain text."""
    return t.gettext("This button is for somebody else's data. Send /deletemydata yourself.")
