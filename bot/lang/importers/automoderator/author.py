"""The group `author`: what is asked of who wrote a post."""

from bot.lang.importers.automoderator.actions import is_action
from bot.lang.importers.automoderator.draft import Draft
from bot.lang.importers.automoderator.keys import Search, read_key
from bot.lang.importers.automoderator.reading import flag_of, scalars
from bot.lang.importers.automoderator.searches import add_alternatives
from bot.lang.importers.automoderator.values import patterns
from bot.lang.importers.notes import Reach
from bot.lang.importers.python_regex.translating import Manner
from bot.source.node import Mapping, Node

_ROLES = {"is_moderator": "admin", "is_contributor": "trusted"}
_SURFACES = ("sender_name", "username")
_NO_MEANING = {
    "account_age": "Telegram does not say how old an account is; `author: {joined: …}` is near to it",
    "is_gold": "Telegram has no Reddit gold",
    "is_submitter": "who began a thread is no condition here",
    "has_verified_email": "Telegram tells nobody's address",
    "contributor_quality": "Telegram has no such score",
    "satisfy_any_threshold": "there are no thresholds",
}


def add_author(draft: Draft, key: str, value: Node) -> None:
    """Add what the group asks; a plain name or a list is about the author's name."""
    if not isinstance(value, Mapping):
        _add_name(draft, Search(key, frozenset({"name"}), key.startswith("~"), ()), value)
        return
    for name, inner in value.entries:
        _add(draft, name.text.strip().lower(), inner)


def _add(draft: Draft, name: str, value: Node) -> None:
    key = f"author: {name}"
    search = read_key(name)
    if role := _ROLES.get(name):
        _add_role(draft, key, value, role)
    elif name.endswith("_karma"):
        draft.lost(key, "Telegram has no karma")
    elif is_action(name):
        draft.then.setdefault("react", None)
        draft.left_out(key, "Telegram has no flair")
    elif name == "satisfy_any_threshold":
        draft.left_out(key, _NO_MEANING[name])
    elif search and search.fields == {"name"}:
        _add_name(draft, Search(key, search.fields, search.negated, search.modifiers, search.unknown), value)
    elif search and "flair" in name:
        draft.lost(key, "Telegram has no flair")
    else:
        draft.lost(key, _NO_MEANING.get(name, "it has no counterpart in Telegram"))


def _add_role(draft: Draft, key: str, value: Node, role: str) -> None:
    flag = flag_of(value)
    if flag is None:
        draft.lost(key, "it must be `true` or `false`")
        return
    (draft.wanted if flag else draft.unwanted).append({"author": {"is": [role]}})
    if role == "admin":
        draft.kept(key, f"`{role}`")
    else:
        draft.near(key, f"`{role}`: whom moderators here, or clean posts, have approved")


def _add_name(draft: Draft, search: Search, value: Node) -> None:
    """Names that are spelled out are accounts at Reddit; parts of names can be looked for in Telegram's."""
    if search.said in (None, Manner.WHOLE) and not search.regex:
        draft.lost(search.key, "these are accounts at Reddit; name Telegram's with `author: {username: …}`")
        return
    found = patterns(search, [scalar.text for scalar in scalars(value)])
    conditions = found.conditions(search, _SURFACES)
    for text, why in found.refused:
        reach = Reach.WIDER if search.negated or not conditions else Reach.NARROWER
        draft.lost(search.key, f"`{text}`: {why}", reach)
    if conditions:
        add_alternatives(draft, conditions, negated=search.negated)
        draft.changed(search.key, f"{found.summary} in Telegram's name or @username")
