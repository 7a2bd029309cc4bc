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
from bot.core.post import Post
from bot.core.query import Index
from bot.core.ruleset import Rule
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
        *("file_name", "mime", "mime_type", "question", "phone_number", "performer", "author_signature", "links"),
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
            if post := _read(item, read_post, report):
                _check(written.rule, as_member(post), index, item.span, report, expected=key == "match")
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


def _check(rule: Rule, post: Post, index: Index, place: Span, report: Diagnostics, *, expected: bool) -> None:
    applies = post.kind in rule.applies_to
    finding = rule.condition.evaluate(Context(post, index.scan(post))) if applies else DID_NOT_HOLD
    if (finding.truth is Truth.TRUE) is expected:
        return
    if not applies:
        hint = f"`applies_to` leaves out posts of the kind `{post.kind}`"
    else:
        hint = _why_not(finding) if expected else _why(finding)
    fault = "the rule does not match this example" if expected else "the rule matches this example"
    report.error("example-failed", fault, place, hint)


def _why_not(finding: Finding) -> str:
    if finding.truth is not Truth.UNKNOWN:
        return "change the rule, or move the example under `ignore`"
    if not finding.missing:
        return "it depends on something that the example does not say"
    return f"it depends on what the example does not say: {', '.join(f'`{fact}`' for fact in sorted(finding.missing))}"


def _why(finding: Finding) -> str:
    if not finding.evidence:
        return "change the rule, or move the example under `match`"
    first = finding.evidence[0]
    return f"because of `{first.text}` in its {first.surface}"


def _read(node: Node, read_post: ReadPost | None, report: Diagnostics) -> Post | None:
    if isinstance(node, Scalar) and node.value is not None:
        return read_given({"text": node.text})
    mapping = as_mapping(node, "an example", report, "begin each example with `- text: …`")
    if mapping is None:
        return None
    posts = mapping.get("posts")
    if posts is None:
        return _read_one(mapping, read_post, report)
    check_keys(mapping, ("posts",), "an example of several posts", report)
    read = [_read(item, read_post, report) for item in as_items(posts, "`posts`", report) or ()]
    return read[-1] if read and all(read) else None


def _read_one(mapping: Mapping, read_post: ReadPost | None, report: Diagnostics) -> Post | None:
    given = plain(mapping)
    if "message_id" not in given and "update_id" not in given:
        before = len(report.found)
        _check_short_keys(mapping, report)
        if len(report.found) > before:
            return None
    try:
        return read_given(given, read_post)
    except UnreadableUpdate as error:
        report.error("wrong-example", f"this is not a post: {error}", mapping.span, "see `ombud check` for its form")
        return None


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
