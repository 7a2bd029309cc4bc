"""Search checks: words, fragments, expressions and domains that a post must have, or must not."""

from collections.abc import Sequence

from bot.core.query import PatternKind
from bot.lang.importers.automoderator.draft import Condition, Draft
from bot.lang.importers.automoderator.keys import Search
from bot.lang.importers.automoderator.reading import scalars
from bot.lang.importers.automoderator.values import patterns
from bot.lang.importers.notes import Reach
from bot.lang.importers.python_regex.translating import Manner
from bot.matching.patterns import fault
from bot.source.node import Mapping, Node

_TEXT = frozenset({"title", "body", "url", "domain", "crosspost_title"})
_SURFACES = {"poll_option_text": ("poll",)}
_IDS, _FLAIR, _EMBEDLY = (
    "Reddit's ids mean nothing in Telegram",
    "Telegram has no flair",
    "embed.ly is not asked about Telegram's links",
)
_NO_MEANING = {
    "id": _IDS,
    "name": "Reddit's names mean nothing in Telegram",
    "crosspost_id": _IDS,
    "flair_text": _FLAIR,
    "flair_css_class": _FLAIR,
    "flair_template_id": _FLAIR,
    "media_author": _EMBEDLY,
    "media_author_url": _EMBEDLY,
    "media_title": _EMBEDLY,
    "media_description": _EMBEDLY,
}


def add_search(draft: Draft, search: Search, value: Node) -> None:
    """Add a check on what a post says."""
    if search.unknown:
        draft.changed(search.key, f"`{search.unknown[0]}` is no modifier that AutoModerator knows; passed over")
    meaningful = [field for field in search.fields if field in _TEXT or field in _SURFACES]
    strange = sorted(search.fields.difference(meaningful))
    if not meaningful:
        draft.lost(search.key, _NO_MEANING[strange[0]])
        return
    if strange:
        reach = Reach.WIDER if search.negated else Reach.NARROWER
        draft.lost(search.key, f"not looked for in `{strange[0]}`: {_NO_MEANING[strange[0]]}", reach)
    if isinstance(value, Mapping):
        draft.lost(search.key, "it must be a text or a list of texts")
        return
    values = [scalar.text for scalar in scalars(value)]
    if not values:
        draft.left_out(search.key, "it looks for nothing")
        return
    surfaces = () if set(meaningful) & _TEXT else _SURFACES[meaningful[0]]
    if search.fields == {"domain"} and search.said in (None, Manner.WHOLE) and not search.regex:
        _add_domains(draft, search, values)
    elif search.fields <= {"domain", "url"} and search.manner not in (Manner.WORD, Manner.PART):
        draft.lost(search.key, "how an address begins or ends is no condition here")
    else:
        _add_texts(draft, search, values, surfaces)


def add_alternatives(draft: Draft, conditions: Sequence[Condition], *, negated: bool) -> None:
    """Add conditions one of which must hold; none of which may, if `negated`."""
    if negated:
        draft.unwanted += conditions
    else:
        draft.wanted.append(conditions[0] if len(conditions) == 1 else {"any": list(conditions)})


def _add_texts(draft: Draft, search: Search, values: Sequence[str], surfaces: Sequence[str]) -> None:
    found = patterns(search, values)
    conditions = found.conditions(search, surfaces)
    for value, why in found.refused:
        reach = Reach.WIDER if search.negated or not conditions else Reach.NARROWER
        draft.lost(search.key, f"`{_short(value)}`: {why}", reach)
    for value in found.narrowed:
        reach = Reach.WIDER if search.negated else Reach.NARROWER
        draft.lost(search.key, f"`{_short(value)}`: repeats are found of Latin letters, digits and signs alone", reach)
    if conditions:
        add_alternatives(draft, conditions, negated=search.negated)
        draft.kept(search.key, found.summary)


def _add_domains(draft: Draft, search: Search, values: Sequence[str]) -> None:
    """A check on the domain alone: on where a post's links lead.

    At Reddit a post is a link, or belongs to the domain `self.SUBREDDIT`; here a post may have links or not.
    """
    own = [value for value in values if value == "self" or value.startswith("self.")]
    hosts = list(dict.fromkeys(value for value in values if value not in own and _is_host(value)))
    refused = [(value, "it is no host name") for value in values if value not in own and not _is_host(value)]
    if not search.negated:
        refused += [(value, "Telegram has no text posts of a subreddit") for value in own]
    for value, why in refused:
        reach = Reach.WIDER if search.negated or not hosts else Reach.NARROWER
        draft.lost(search.key, f"`{_short(value)}`: {why}", reach)
    if not hosts:
        return
    shown = f"{len(hosts)} domain{'' if len(hosts) == 1 else 's'}, each with its subdomains"
    add_alternatives(draft, [{"links": {"domain": hosts}}], negated=search.negated)
    draft.kept(search.key, shown)


def _is_host(value: str) -> bool:
    return "." in value and fault(PatternKind.DOMAIN, value) is None


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}…"  # noqa: PLR2004 - what fits a line
