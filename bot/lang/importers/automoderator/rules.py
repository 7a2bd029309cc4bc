"""One rule of AutoModerator to one of ours, as a mapping that can be written."""

from typing import Any

from bot.lang.importers.automoderator.actions import add_actions, is_action
from bot.lang.importers.automoderator.author import add_author
from bot.lang.importers.automoderator.draft import Condition, Draft
from bot.lang.importers.automoderator.facts import FACTS, NO_MEANING
from bot.lang.importers.automoderator.keys import read_key
from bot.lang.importers.automoderator.reading import Source, flag_of, number_of, text_of
from bot.lang.importers.automoderator.searches import add_search
from bot.lang.importers.automoderator.standards import add_standard
from bot.source.node import Mapping, Node
from bot.source.suggest import closest

_REMOVALS = ("remove", "spam", "filter", "report")
_KNOWN = (*FACTS, *NO_MEANING, "title", "body", "domain", "url", "author", "action", "comment", "message", "modmail")
_SOME_TEXT: Condition = {"length": {"at_least": 1}}
_AUTHORS = ("author", "~author")


def draft_of(source: Source) -> Draft:
    """All that is known of the rule."""
    draft = Draft()
    for key, value in source.entries:
        _add(draft, key, value)
    add_actions(draft, dict(source.entries))
    action = next((text_of(value) for key, value in source.entries if key == "action"), None)
    conditions = [*draft.wanted, *draft.unwanted]
    if conditions and all("author" in condition for condition in conditions):
        draft.unsure = True  # whoever is approved at Reddit is not yet approved here
    elif draft.unwanted and not draft.wanted:
        draft.changed("if", "it asks only for what is not there: every post with a text that lacks it matches")
    if draft.exempts_moderators is None and (action or "").lower() in _REMOVALS:
        draft.exempts_moderators = True
        draft.kept("moderators_exempt", "not given: the rule leaves moderators alone")
    return draft


def obstacle(draft: Draft) -> str | None:
    """Why nothing can be imported; None if something can."""
    if not (draft.wanted or draft.unwanted):
        if draft.unsure:
            return "none of its conditions has a counterpart in Telegram"
        return "it would match every post"
    if not draft.then:
        return "it does nothing"
    return None


def rule_of(draft: Draft, id_: str, title: str) -> dict[str, Any]:
    """The rule, key by key, as it will be written."""
    rule: dict[str, Any] = {"id": id_}
    if title:
        rule["title"] = title
    if draft.unsure or "allow" in draft.then:
        rule["mode"] = "shadow"
    if draft.priority:
        rule["priority"] = draft.priority
    if draft.applies_to:
        rule["applies_to"] = list(draft.applies_to)
    rule["if"] = _condition(draft)
    if draft.exempts_moderators:
        rule["unless"] = {"author": {"is": ["admin"]}}
    rule["then"] = ["allow"] if "allow" in draft.then else [_step(name, draft.then[name]) for name in draft.then]
    if draft.reason and "allow" not in draft.then:
        rule["reason"] = draft.reason
    return rule


def _add(draft: Draft, key: str, value: Node) -> None:
    if key in FACTS:
        FACTS[key](draft, key, value)
    elif key in _AUTHORS:
        add_author(draft, key, value)
    elif key == "standard":
        add_standard(draft, key, value)
    elif key == "priority":
        draft.priority = number_of(value)
    elif key == "moderators_exempt":
        draft.exempts_moderators = flag_of(value)
    elif is_action(key):
        pass  # all of them together, at the end
    elif key.lstrip("~") in NO_MEANING:
        _add_group(draft, key, value)
    elif search := read_key(key):
        add_search(draft, search, value)
    else:
        meant = closest(key.partition("(")[0].strip(" ~"), _KNOWN)
        hint = f"; did you mean `{meant}`?" if meant else ""
        draft.lost(key, f"it is no key that AutoModerator knows{hint}")


def _add_group(draft: Draft, key: str, value: Node) -> None:
    """A condition without meaning; a group that only does something is none."""
    if isinstance(value, Mapping) and all(is_action(name.text.strip().lower()) for name, _ in value.entries):
        if value.entries:
            draft.then.setdefault("react", None)
        draft.left_out(key, "Telegram has no flair")
        return
    draft.lost(key, NO_MEANING[key.lstrip("~")])


def _condition(draft: Draft) -> Condition:
    """What is under `if`. Reddit's posts all have a title, so a rule about what is not there asks for some text."""
    wanted = draft.wanted or [_SOME_TEXT]
    parts = [*wanted, *([{"none": draft.unwanted}] if draft.unwanted else [])]
    names = [name for part in parts for name in part]
    if len(set(names)) == len(names):
        return {name: value for part in parts for name, value in part.items()}
    return {"all": parts}


def _step(name: str, argument: Any) -> Any:
    return name if argument is None else {name: argument}
