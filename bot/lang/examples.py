"""The examples of rules: posts that a rule has to match, and posts that it has to leave alone.

A rule is judged alone: other rules, its mode and `expires` do not count, `applies_to` does. Of several `posts` the last
decides.
"""

from collections.abc import Iterator
from typing import Any

from bot.core.assumption import as_member
from bot.core.condition import Context
from bot.core.errors import UnreadableUpdate
from bot.core.finding import DID_NOT_HOLD, Finding, Truth
from bot.core.history import NO_PAST
from bot.core.post import Post
from bot.core.query import Index
from bot.core.ruleset import Rule
from bot.history.memory import past_of_last
from bot.lang.reasons import kept_from
from bot.lang.rule import Written
from bot.lang.shapes import as_items, as_mapping, check_keys
from bot.lang.short import AUTHOR_KEYS, CHAT_KEYS, POST_KEYS, ReadPost, read_given
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence, Span

KEYS = ("match", "ignore")
MOST_EXAMPLES = 1_000

# Where these keys stand in a post their value is text, however it is spelled.
_TEXT_KEYS = frozenset(
    {
        *("text", "caption", "quote", "url", "name", "username", "first_name", "last_name", "title", "language"),
        *(
            "file_name",
            "file_unique_id",
            "album",
            "bio",
            "mime",
            "mime_type",
            "question",
            "phone_number",
            "performer",
            "author_signature",
            "links",
        ),
    }
)


def check_examples(written: Written, index: Index, read_post: ReadPost | None, report: Diagnostics) -> int:
    """Report every example of the rule that fails or makes no sense. Returns how many were judged."""
    judged = 0
    for key, node in _examples(written, report):
        items = as_items(node, f"`{key}`", report, "begin each example with `- text: …`") or ()
        if len(items) > MOST_EXAMPLES:
            fault = f"`{key}` has more than {MOST_EXAMPLES:,} examples"
            report.error("too-many-examples", fault, node.span, "keep those that differ")
            continue
        for item in items:
            if posts := _read(item, read_post, report):
                _check(written.rule, posts, index, item.span, report, expected=key == "match")
                judged += 1
    return judged


def _examples(written: Written, report: Diagnostics) -> Iterator[tuple[str, Node]]:
    node = written.node.get("examples")
    mapping = as_mapping(node, "`examples`", report, "list them under `match` and `ignore`") if node else None
    if mapping is None:
        return
    check_keys(mapping, KEYS, "`examples`", report)
    for key in KEYS:
        if value := mapping.get(key):
            yield key, value


def _check(rule: Rule, posts: list[Post], index: Index, place: Span, report: Diagnostics, *, expected: bool) -> None:
    post = posts[-1]
    applies = post.kind in rule.applies_to
    finding, past = DID_NOT_HOLD, NO_PAST
    if applies:
        needs = [need for leaf in rule.condition.leaves() for need in leaf.needs()]
        past = past_of_last(posts, needs)
        finding = rule.condition.evaluate(Context(post, index.scan(post), past))
    if (finding.truth is Truth.TRUE) is expected:
        return
    if not applies:
        hint = f"`applies_to` leaves out posts of the kind `{post.kind}`"
    else:
        hint = _why_not(finding, kept_from(rule, post, past, index)) if expected else _why(finding)
    fault = "the rule does not match this example" if expected else "the rule matches this example"
    report.error("example-failed", fault, place, hint)


def _why_not(finding: Finding, kept: str | None) -> str:
    if finding.truth is not Truth.UNKNOWN:
        return kept or "change the rule, or move the example under `ignore`"
    if not finding.missing:
        return "it depends on something that the example does not say"
    return f"it depends on what the example does not say: {', '.join(f'`{fact}`' for fact in sorted(finding.missing))}"


def _why(finding: Finding) -> str:
    if not finding.evidence:
        return "change the rule, or move the example under `match`"
    first = finding.evidence[0]
    return f"because of `{first.text}` in its {first.surface}"


def _read(node: Node, read_post: ReadPost | None, report: Diagnostics) -> list[Post] | None:
    """The example's posts, of which the last decides."""
    posts = node.get("posts") if isinstance(node, Mapping) else None
    if posts is None:
        one = _read_one(node, read_post, report)
        return [one] if one else None
    assert isinstance(node, Mapping)
    check_keys(node, ("posts",), "an example of several posts", report)
    read: list[Post] = []
    for number, item in enumerate(as_items(posts, "`posts`", report) or (), 1):
        post = _read_one(item, read_post, report, number, read[-1] if read else None)
        if post is None:
            return None
        read.append(post)
    return read or None


def _read_one(
    node: Node, read_post: ReadPost | None, report: Diagnostics, number: int = 1, before: Post | None = None
) -> Post | None:
    """A post. A short one that gives no id or date is the message of that number, of the date of the one before it."""
    if isinstance(node, Scalar) and node.value is not None:
        given: dict[str, Any] = {"text": node.text}
    else:
        mapping = as_mapping(node, "an example", report, "begin each example with `- text: …`")
        if mapping is None or not _fits(mapping, report):
            return None
        given = plain(mapping)
    if before is not None and given.get("date") is None:
        given = {**given, "date": before.date}
    try:
        return as_member(read_given(given, read_post, number))
    except UnreadableUpdate as error:
        report.error("wrong-example", f"this is not a post: {error}", node.span, "see `ombud check` for its form")
        return None


def _fits(mapping: Mapping, report: Diagnostics) -> bool:
    """Whether a short post has no other keys than it may; an Update or a Message has its own."""
    if mapping.get("message_id") is not None or mapping.get("update_id") is not None:
        return True
    before = len(report.found)
    _check_short_keys(mapping, report)
    return len(report.found) == before


def _check_short_keys(mapping: Mapping, report: Diagnostics) -> None:
    check_keys(mapping, POST_KEYS, "a short post", report)
    for key, known in (("author", AUTHOR_KEYS), ("chat", CHAT_KEYS)):
        value = mapping.get(key)
        if isinstance(value, Mapping):
            check_keys(value, known, f"`{key}`", report)


def plain(node: Node, *, as_text: bool = False) -> Any:
    """A node as JSON values. Scalars under keys that hold text keep their spelling in the source."""
    if isinstance(node, Mapping):
        return {key.text: plain(value, as_text=key.text in _TEXT_KEYS) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item, as_text=as_text) for item in node.items]
    return node.text if as_text and node.value is not None else node.value
