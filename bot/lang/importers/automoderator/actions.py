"""What AutoModerator does about a post to what we do."""

from collections.abc import Mapping

from bot.lang.importers.automoderator.draft import Draft
from bot.lang.importers.automoderator.reading import text_of
from bot.lang.importers.automoderator.texts import has_placeholders, headline, plainly
from bot.lang.importers.notes import Reach
from bot.source.node import Node

MARK = "👀"
_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "remove": ("delete",),
    "spam": ("delete",),
    "filter": ("delete", "escalate"),
    "report": ("escalate",),
}
_LABELS = frozenset({"set_flair", "set_nsfw", "set_spoiler", "set_original_content", "overwrite_flair"})
_SETTINGS = ("set_", "overwrite_")
_SAID = ("comment", "message", "modmail")
_WITH_SAID = ("comment_", "message_", "modmail_", "action_reason", "report_reason")


def is_action(key: str) -> bool:
    """Whether a key does something, rather than asks."""
    if key.endswith("_karma"):
        return False
    return key == "action" or key in _SAID or key.startswith((*_SETTINGS, *_WITH_SAID))


def add_actions(draft: Draft, entries: Mapping[str, Node]) -> None:
    """Add all that a rule does."""
    action = (text_of(entries["action"]) or "").lower() if "action" in entries else ""
    if action == "approve":
        _approve(draft, entries)
    elif action in _ACTIONS:
        draft.then.update(dict.fromkeys(_ACTIONS[action]))
        draft.kept("action", f"`{action}` is {' and '.join(f'`{name}`' for name in _ACTIONS[action])}")
    elif action:
        draft.changed("action", f"`{action}` is no action that AutoModerator knows; the moderators decide")
        draft.then["escalate"] = None
    _say(draft, {key: text for key in _SAID if key in entries and (text := text_of(entries[key]))})
    if "allow" not in draft.then:
        _set(draft, [key for key in entries if key.startswith(_SETTINGS)])
    _explain(draft, entries)


def _approve(draft: Draft, entries: Mapping[str, Node]) -> None:
    """Nothing is held back in Telegram, so an approval is nothing beside whatever else the rule does."""
    if any(key in _SAID for key in entries):
        draft.left_out("action", "nothing waits for approval in Telegram")
        return
    draft.then["allow"] = None
    draft.lost(
        "action",
        "nothing waits for approval in Telegram; `allow` exempts from other rules, so look at its `priority` before "
        "you enforce it",
        Reach.SAME,
    )


def _say(draft: Draft, said: Mapping[str, str]) -> None:
    """What is said to moderators, to the author or to everybody."""
    if "modmail" in said:
        draft.then["escalate"] = None
        draft.changed("modmail", "the moderators get a case, without this text")
    for key in ("comment", "message"):
        if key not in said:
            continue
        text = plainly(said[key])
        what = "the same text" if not has_placeholders(said[key]) else "the text, without its placeholders"
        if not text:
            draft.left_out(key, "it says nothing here")
        elif "delete" in draft.then:
            draft.reason = draft.reason or text
            draft.changed(key, f"`reason`: {what}")
        elif key == "comment" or not draft.then:
            draft.then["reply"] = text
            where = "" if key == "comment" else ", in the chat, because a bot cannot write to people first"
            draft.changed(key, f"`reply`: {what}{where}")
        else:
            draft.left_out(key, "a bot cannot write to people first")


def _set(draft: Draft, keys: list[str]) -> None:
    """Flair and other marks: where a rule does nothing else, the post gets a mark that Telegram has."""
    if draft.then.get("react", MARK) is None:  # asked for by the group `author`
        keys = [*keys, "set_flair"]
        del draft.then["react"]
    marks = [key for key in keys if key in _LABELS]
    for key in keys:
        if draft.then and key in marks:
            draft.left_out(key, "Telegram has no such mark")
    if marks and not draft.then:
        draft.then["react"] = MARK
        draft.changed(marks[0], f"`react: {MARK}`, for Telegram has no such mark")
    for key in keys:
        if key in marks:
            continue
        if draft.then:
            draft.left_out(key, "no rule of ours does it")
        else:
            draft.then["escalate"] = None
            draft.changed(key, "no rule of ours does it; the moderators decide")


def _explain(draft: Draft, entries: Mapping[str, Node]) -> None:
    reason = next((text for key in ("action_reason", "report_reason") if (text := _text(entries, key))), "")
    if reason and "allow" not in draft.then:
        draft.reason = draft.reason or headline(reason) or None
    for key in entries:
        if key.startswith(("comment_", "message_", "modmail_")):
            draft.left_out(key, "there is no such thing here")


def _text(entries: Mapping[str, Node], key: str) -> str:
    return (text_of(entries[key]) or "") if key in entries else ""
