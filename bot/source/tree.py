"""libyaml's events to nodes, within limits that hold while the events are read: nothing is built that breaks them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence, Span, Value
from bot.source.scalars import resolve

MAX_NODES = 250_000
"""Nodes of a file, after its aliases are expanded."""
MAX_CHARACTERS = 5 * 1024 * 1024
"""Characters of all scalars of a file, after its aliases are expanded."""
MAX_DEPTH = 50
"""Lists and mappings inside each other, after aliases are expanded."""
MAX_FAULTS = 100
"""After so many diagnostics the rest of the file is not read."""

_STANDARD = "tag:yaml.org,2002:"
_SCALAR_TAGS: dict[str, tuple[type, ...]] = {
    f"{_STANDARD}null": (type(None),),
    f"{_STANDARD}bool": (bool,),
    f"{_STANDARD}int": (int,),
    f"{_STANDARD}float": (int, float),
}
_TEXT_TAGS = frozenset({"!", f"{_STANDARD}str"})
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_GLUED_COMMENT = re.compile(r"[ \t]+(#[^\s#!]+)")


class _Mark(Protocol):
    """A place as libyaml gives it, from 0; `index` in characters of the text."""

    line: int
    column: int
    index: int


class Unfinished(Exception):
    """The rest of the file is not worth reading; the diagnostics say why."""


@dataclass(slots=True)
class _Anchored:
    """A node that aliases may stand for; `node` is None while it is still being read."""

    span: Span
    node: Node | None = None
    nodes: int = 0
    characters: int = 0
    height: int = 0
    used: bool = False


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read."""

    start: yaml.CollectionStartEvent
    span: Span
    anchored: _Anchored | None
    items: list[Node] = field(default_factory=list)
    height: int = 1


@dataclass(slots=True)
class _OpenMapping(_Open):
    """A mapping; `key` waits for its value, which is dropped if the key was refused."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
    expects_value: bool = False


def build(
    events: Iterable[yaml.Event], text: str, file: str, diagnostics: Diagnostics, *, last_wins: bool = False
) -> Node:
    """The tree of a stream's only document; an empty stream is null. Raises `Unfinished` after a diagnostic."""
    builder = _Builder(text, file, diagnostics, last_wins=last_wins)
    for event in events:
        builder.take(event)
    return builder.finish()


class _Builder:
    def __init__(self, text: str, file: str, diagnostics: Diagnostics, *, last_wins: bool) -> None:
        self._text, self._file, self._diagnostics, self._last_wins = text, file, diagnostics, last_wins
        self._tolerated = len(diagnostics.found) + MAX_FAULTS
        self._root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._unused: list[_Anchored] = []
        self._nodes = self._characters = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._take_start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._take_end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._take_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            hint = "put the second document into a file of its own"
            self._error(
                "many-documents", "a file holds one document, here a second one starts", self._span(event), hint
            )
            raise Unfinished

    def finish(self) -> Node:
        """The tree, once all events are taken."""
        for anchored in self._unused:
            if not anchored.used:
                message, hint = "nothing uses this anchor", "put the text in quotes if it starts with `&`"
                self._diagnostics.warning("unused-anchor", message, anchored.span, hint)
        return Scalar(Span(self._file, 1, 1), "", None) if self._root is None else self._root

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        text = event.value
        self._count(span, 1, len(text))
        node = Scalar(span, text, self._value(event, span))
        if event.implicit[0]:
            self._warn_of_glued_comment(_mark(event.end_mark))
        if event.anchor is not None:
            anchored = self._anchor(event.anchor, span)
            anchored.node, anchored.nodes, anchored.characters = node, 1, len(text)
        self._add(node, 0)

    def _take_start(self, event: yaml.CollectionStartEvent) -> None:
        span = self._span(event)
        if len(self._open) == MAX_DEPTH:
            self._too_deep(span)
        self._count(span, 1, 0)
        opens_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", f"{_STANDARD}{'map' if opens_mapping else 'seq'}"):
            self._refuse_tag(span)
        anchored = None
        if event.anchor is not None:
            anchored = self._anchor(event.anchor, span)
            # What the counters show at the end, less this, is what the node holds.
            anchored.nodes, anchored.characters = 1 - self._nodes, -self._characters
        self._open.append((_OpenMapping if opens_mapping else _Open)(event, span, anchored))

    def _take_end(self, event: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        node = self._close(done, event)
        if done.anchored is not None:
            done.anchored.node, done.anchored.height = node, done.height
            done.anchored.nodes += self._nodes
            done.anchored.characters += self._characters
        self._add(node, done.height)

    def _close(self, done: _Open, end: yaml.CollectionEndEvent) -> Node:
        span = done.span
        closing = self._span(end)
        if done.start.flow_style and closing.line == span.line:
            span = span._replace(length=closing.column + closing.length - span.column)
        if not isinstance(done, _OpenMapping):
            return Sequence(span, tuple(done.items))
        entries = tuple(done.entries.values())
        if entries and not done.start.flow_style and entries[0][0].span[:3] == span[:3]:
            span = entries[0][0].span
        return Mapping(span, entries)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        anchored = self._anchors.get(event.anchor or "")
        if anchored is None or anchored.node is None:
            code, message = "unknown-alias", "`*` refers to an anchor, and there is none of this name above"
            if anchored is not None:
                anchored.used = True
                code, message = "alias-cycle", "this alias stands inside the node that it refers to"
            self._error(code, message, span, "put the text in quotes if it starts with `*`")
            self._add(Scalar(span, "", None), 0)
            return
        anchored.used = True
        if len(self._open) + anchored.height > MAX_DEPTH:
            self._too_deep(span)
        self._count(span, anchored.nodes, anchored.characters)
        self._add(anchored.node, anchored.height)

    def _add(self, node: Node, height: int) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.height = max(parent.height, height + 1)
        if not isinstance(parent, _OpenMapping):
            parent.items.append(node)
        elif not parent.expects_value:
            parent.key, parent.expects_value = self._key(node, parent), True
        else:
            if parent.key is not None:
                parent.entries[parent.key.text] = (parent.key, node)
            parent.expects_value = False

    def _key(self, node: Node, mapping: _OpenMapping) -> Scalar | None:
        """The node as a key; None after a diagnostic."""
        if not isinstance(node, Scalar):
            self._error("bad-key", "a key must be text, not a list or a mapping", node.span, "put it in quotes")
            return None
        if node.text == "<<":
            hint = "write the keys out, or give the whole value an anchor and use an alias"
            self._error("merge-key", "merge keys are not supported", node.span, hint)
            return None
        if (first := mapping.entries.get(node.text)) is not None:
            where = f"line {first[0].span.line}, column {first[0].span.column}"
            message = f"the key `{node.text}` is given twice, first on {where}"
            if self._last_wins:
                hint = "the last one counts; join the two, or remove one"
                self._diagnostics.warning("duplicate-key", message, node.span, hint)
                self._stop_at_too_many(node.span)
                return node
            self._error("duplicate-key", message, node.span, "join the two, or remove one")
            return None
        return node

    def _value(self, event: yaml.ScalarEvent, span: Span) -> Value:
        text, tag = event.value, event.tag
        if tag is None:
            return resolve(text) if event.implicit[0] else text
        if tag in _TEXT_TAGS:
            return text
        if tag not in _SCALAR_TAGS:
            self._refuse_tag(span)
            return text
        value = resolve(text)
        # `bool` is an `int` to Python, not to YAML.
        if not isinstance(value, _SCALAR_TAGS[tag]) or isinstance(value, bool) is not (bool in _SCALAR_TAGS[tag]):
            self._error("wrong-tag", f"this is not what the tag `!!{tag.removeprefix(_STANDARD)}` says", span)
        elif tag.endswith(":float"):
            return _as_float(value)
        return value

    def _warn_of_glued_comment(self, end: _Mark) -> None:
        comment = _GLUED_COMMENT.match(self._text, end.index)
        if comment is not None:
            column = end.column + 1 + comment.start(1) - end.index
            span = Span(self._file, end.line + 1, column, len(comment[1]))
            hint = "put the text in quotes if this belongs to it, or a space after `#` if it is a comment"
            self._diagnostics.warning("comment", "`#` after a space starts a comment: this is left out", span, hint)
            self._stop_at_too_many(span)

    def _anchor(self, name: str, span: Span) -> _Anchored:
        anchored = self._anchors[name] = _Anchored(span)
        if len(self._unused) < MAX_FAULTS:
            self._unused.append(anchored)
        return anchored

    def _count(self, span: Span, nodes: int, characters: int) -> None:
        self._nodes += nodes
        self._characters += characters
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES:,} nodes, counting each alias as what it stands for"
            self._error("too-many-nodes", message, span, "split it into several files")
            raise Unfinished
        if self._characters > MAX_CHARACTERS:
            self._error(
                "too-large", "the aliases of this file stand for more than 5 MB of text", span, "use fewer aliases"
            )
            raise Unfinished

    def _too_deep(self, span: Span) -> None:
        self._error("too-deep", f"lists and mappings are nested more than {MAX_DEPTH} deep", span)
        raise Unfinished

    def _refuse_tag(self, span: Span) -> None:
        hint = "put the text in quotes if it starts with `!`"
        self._error("unknown-tag", "`!` starts a tag, and this one is not known", span, hint)

    def _error(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self._diagnostics.error(code, message, span, hint)
        self._stop_at_too_many(span)

    def _stop_at_too_many(self, span: Span) -> None:
        if len(self._diagnostics.found) >= self._tolerated:
            message = f"more than {MAX_FAULTS} faults, the rest of the file is not read"
            self._diagnostics.error("too-many-faults", message, span)
            raise Unfinished

    def _span(self, event: yaml.Event) -> Span:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if start.line == end.line:
            return Span(self._file, start.line + 1, start.column + 1, max(1, end.column - start.column))
        rest = _REST_OF_LINE.match(self._text, start.index)
        return Span(self._file, start.line + 1, start.column + 1, max(1, len(rest[0].rstrip()) if rest else 1))


def _mark(mark: _Mark | None) -> _Mark:
    """The mark: events that are parsed have one."""
    assert mark is not None
    return mark


def _as_float(value: Value) -> Value:
    return float(value) if isinstance(value, int) else value
