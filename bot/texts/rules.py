"""A chat's rules in plain words."""

from collections.abc import Iterable, Sequence

from bot.core.action import Action
from bot.core.ruleset import Mode, Rule, RuleSet
from bot.texts.catalogue import Texts
from bot.texts.durations import lasting
from bot.texts.markup import Html, bold, code, fill, join, shorten, units, visible

ROOM = 4_000
"""UTF-16 units of one message, with some to spare."""

_MOST_OF_A_TEXT = 300


def rules_summary(t: Texts) -> str:
    """What `/rules` is for."""
    return t.gettext("the rules of a chat")


def pages(t: Texts, sets: Iterable[RuleSet]) -> Sequence[Html]:
    """The rules that act, set by set, in as few messages as they fit into."""
    blocks = [block for set_ in sets if (block := _of_set(t, set_))]
    if not blocks:
        return [fill(t.gettext("No rule is in force in this chat. Its moderators decide by themselves."))]
    foot = fill(
        t.gettext(
            "What a rule decides can be appealed against: the message that says so tells how. "
            "The signs after each rule are its name and version."
        )
    )
    head = fill(t.gettext("The rules that the bot applies in this chat:"))
    return _packed([head, *(line for block in blocks for line in block), foot])


def _of_set(t: Texts, set_: RuleSet) -> list[Html]:
    rules = [_line(t, rule) for rule in set_.rules if rule.mode is Mode.ENFORCE and not rule.exempts]
    return [Html("\n" + bold(shorten(set_.title or set_.name, _MOST_OF_A_TEXT))), *rules] if rules else []


def _line(t: Texts, rule: Rule) -> Html:
    said = shorten(rule.reason or rule.title or rule.name, _MOST_OF_A_TEXT)
    done = ", ".join(words for action in rule.actions if (words := consequence(t, action)))
    name = code(f"{rule.name}@{rule.version}")
    if not done:
        return fill("• {said} {name}", said=said, name=name)
    return fill("• {said} → {done}. {name}", said=said.rstrip("."), done=done, name=name)


def consequence(t: Texts, action: Action) -> str:
    """What an action comes to, for whom it concerns; empty for what is nobody's business."""
    seconds = getattr(action, "for_", None)
    words = {
        "delete": t.gettext("the message is removed"),
        "decline": t.gettext("the request to join is declined"),
        "remove_reaction": t.gettext("the reaction is removed"),
        "warn": t.gettext("the author is warned"),
        "kick": t.gettext("the author is removed from the chat"),
        "escalate": t.gettext("a moderator looks at it"),
        "purge": t.gettext("the author's recent messages are removed"),
        "mute": fill_plain(t.gettext("the author cannot write {duration}"), lasting(t, seconds)),
        "ban": fill_plain(t.gettext("the author is banned {duration}"), lasting(t, seconds)),
    }
    return words.get(action.name, "")


def fill_plain(template: str, duration: str) -> str:
    """A template of ours with a duration of ours in it."""
    return template.format(duration=duration)


def _packed(lines: Iterable[Html]) -> list[Html]:
    """The lines in as few messages as they fit into; none is cut."""
    messages: list[list[Html]] = [[]]
    room = ROOM
    for line in lines:
        needed = units(visible(line)) + 1
        if needed > room and messages[-1]:
            messages.append([])
            room = ROOM
        messages[-1].append(line)
        room -= needed
    return [Html(join("\n", message).strip()) for message in messages]
