"""Look-around dissolved: into the characters beside a match, into a class, or into a second expression.

What is found is whether there is a match, not where it ends, so characters beside it may be matched as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bot.lang.importers.python_regex.boundaries import BOUNDARY, enclosed, ordered
from bot.lang.importers.python_regex.edges import Edge, everywhere, first, last
from bot.lang.importers.python_regex.refusal import refusal, texts, without
from bot.lang.importers.python_regex.runs import other_run
from bot.lang.importers.python_regex.tree import (
    NOTHING,
    Alt,
    Any,
    At,
    Char,
    Flagged,
    Look,
    Named,
    Range,
    Rep,
    Seq,
    Set,
    Tree,
    Untranslatable,
    Zero,
    joined,
    looks,
    nullable,
)

_MOST_WAYS = 200
_LETTER = Set((Named(r"\w"),))


@dataclass(frozen=True, slots=True)
class Dissolved:
    """An expression that must match, others that must, and others that must not."""

    tree: Tree
    also: tuple[Tree, ...] = ()
    absent: tuple[Tree, ...] = ()


def dissolve(tree: Tree, *, word: bool, caseless: bool) -> tuple[Dissolved, ...]:
    """What the expression finds without look-around, one of these; as a whole word, if `word`.

    Raises `Untranslatable`.
    """
    if not looks(tree):
        return (Dissolved(bounded(tree) if word else tree),)
    return tuple(_way(items, word=word, caseless=caseless) for items in _ways(tree))


def bounded(tree: Tree) -> Tree:
    r"""The tree as a whole word: `(?:^|\W|\b)` before it and `(?:$|\W|\b)` after it, as plainly as can be."""
    return enclosed(tree, _before(first(tree)), _after(last(tree)))


def _before(edge: Edge) -> tuple[Tree, ...]:
    if edge in (Edge.WORD, Edge.NONE):
        return (BOUNDARY,)
    return () if not edge & Edge.WORD else (_loose(Zero.START),)


def _after(edge: Edge) -> tuple[Tree, ...]:
    if edge in (Edge.WORD, Edge.NONE):
        return (BOUNDARY,)
    return () if not edge & Edge.WORD else (_loose(Zero.END),)


def _loose(zero: Zero) -> Tree:
    return Alt((At(zero), Set((Named(r"\W"),)), BOUNDARY))


def _ways(tree: Tree) -> Iterator[Sequence[Tree]]:
    """The tree as sequences, one of which must match; look-around stands in none of their items but alone."""
    found = 0
    for items in _expanded(tree):
        for unfolded in _unfolded(joined(*items).items):
            found += 1
            if found > _MOST_WAYS:
                raise Untranslatable("look-around in so many places has no counterpart")
            yield unfolded


def _unfolded(items: tuple[Tree, ...]) -> Iterator[tuple[Tree, ...]]:
    """The items with what may be left out, or is one of several, beside look-around at either end settled."""
    for backwards in (False, True):
        turned = items[::-1] if backwards else items
        place = _zone(turned)
        if place in (0, len(turned)) or not any(isinstance(item, Look) for item in turned[:place]):
            continue
        match turned[place]:
            case Rep(inner, 0, 1):
                settled: Sequence[Tree] = (NOTHING, inner)
            case Alt(options):
                settled = options
            case _:
                continue
        for one in settled:
            parts = joined(one).items
            whole = (*turned[:place], *(parts[::-1] if backwards else parts), *turned[place + 1 :])
            yield from _unfolded(whole[::-1] if backwards else whole)
        return
    yield items


def _expanded(tree: Tree) -> Iterable[tuple[Tree, ...]]:
    if isinstance(tree, Look) or not looks(tree):
        return [(tree,)]
    match tree:
        case Alt(options):
            return [way for option in options for way in _expanded(option)]
        case Seq(items):
            ways = [list(_expanded(item)) for item in items]
            if _size(ways) > _MOST_WAYS:
                raise Untranslatable("look-around in so many places has no counterpart")
            return [tuple(part for way in chosen for part in way) for chosen in product(*ways)]
        case Rep(inner, 0, 1):
            return [(), *_expanded(inner)]
        case Rep(inner, 1, 1) | Flagged(inner, "", ""):
            return _expanded(inner)
    raise Untranslatable("look-around inside a repeat has no counterpart")


def _size(ways: Iterable[Sequence[object]]) -> int:
    size = 1
    for way in ways:
        size *= len(way)
    return size


def _way(items: Sequence[Tree], *, word: bool, caseless: bool) -> Dissolved:
    """One sequence without its look-around."""
    items = _settled(items)
    start = _zone(items)
    stop = len(items) - _zone(items[start:][::-1])
    run = other_run(items[start:], caseless=caseless)
    body = _body((*items[start : start + run.place], run.tree) if run else items[start:stop])
    if not body.items and tuple(items[:1]) == (At(Zero.START),):
        return _way((*items, Rep(Any(), 0, None)), word=False, caseless=caseless)
    if At(Zero.START) in items[:start] and everywhere(body) and set(items[stop:]) <= {At(Zero.END)}:
        word = False  # a text ends where a word may end
    if not body.items:
        raise Untranslatable("look-around without anything beside it has no counterpart")
    leading = _Zone(_plainer(items[:start], first(body), ahead=False))
    trailing = _Zone(_plainer(items[stop:], last(body), ahead=True))
    also, absent = leading.split()
    if leading.aheads:
        body = _narrowed(leading.aheads, body)
    before = ordered((*leading.places, *(_before(first(body)) if word and not leading.anchored else ())))
    after = ordered((*(_after(last(body)) if word and not run and not trailing.ends else ()), *trailing.places))
    if word and nullable(body):
        raise Untranslatable("it matches the empty text, so every post")
    if (leading.behinds and _consuming(before)) or (trailing.aheads and _consuming(after)):
        raise Untranslatable("look-around at an edge that may or may not be a word's has no counterpart")
    inner = enclosed(body, before, after)
    tree = joined(*leading.behind(caseless=caseless), inner, *trailing.ahead(caseless=caseless))
    return Dissolved(tree, also, absent)


def _settled(items: Sequence[Tree]) -> Sequence[Tree]:
    """The items, at the start of the text if they match somewhere only if they match there.

    So does what consists of look-ahead for something "sooner or later", `.*` being any text, and of any text.
    """
    start = _zone(items)
    ahead = start > 0 and all(isinstance(item, Look) and _sooner_or_later(item) for item in items[:start])
    rest = Seq(tuple(items[start:]))
    return (At(Zero.START), *items) if ahead and (not rest.items or everywhere(rest)) else items


def _sooner_or_later(look: Look) -> bool:
    return look.ahead and not look.negated and any(map(everywhere, joined(look.tree).items[:1]))


def _plainer(zone: Sequence[Tree], edge: Edge, *, ahead: bool) -> Sequence[Tree]:
    r"""The zone with `\b` for "no letter beside a letter"."""
    if edge is not Edge.WORD:
        return zone
    return [BOUNDARY if item == Look(_LETTER, ahead=ahead, negated=True) else item for item in zone]


def _consuming(items: Iterable[Tree]) -> bool:
    return not all(isinstance(item, At) for item in items)


def _zone(items: Sequence[Tree]) -> int:
    """How many items at the beginning match no character."""
    return next((place for place, item in enumerate(items) if not isinstance(item, At | Look)), len(items))


def _body(items: Sequence[Tree]) -> Seq:
    """The items between the first and the last that match characters."""
    done: list[Tree] = []
    pending: list[Look] = []
    for item in items:
        if isinstance(item, Look):
            if not (item.ahead and item.negated):
                raise Untranslatable("look-around in the middle of an expression has no counterpart")
            pending.append(item)
        elif pending and not isinstance(item, At):
            done += _narrowed(pending, Seq((item,))).items
            pending = []
        else:
            done.append(item)
    return Seq(tuple(done))


def _narrowed(pending: Sequence[Look], body: Seq) -> Seq:
    """The body without what its first character must not be."""
    refused = [step for look in pending for step in _single(look)]
    head, rest = body.items[0], body.items[1:]
    again: tuple[Tree, ...] = ()
    if isinstance(head, Rep) and head.least >= 1:
        most = None if head.most is None else head.most - 1
        again = (Rep(head.tree, head.least - 1, most, head.lazy),) if most != 0 else ()
        head = head.tree
    if isinstance(head, Any):
        return Seq((Set(tuple(part for step in refused for part in step.parts), negated=True), *again, *rest))
    if isinstance(head, Set) and (less := without(head, refused)):
        return Seq((less, *again, *rest))
    if isinstance(head, Char) and all(_differs(head.char, step) for step in refused):
        return body
    raise Untranslatable("look-ahead in the middle of an expression has no counterpart")


def _single(look: Look) -> Iterator[Set]:
    """The characters that a look-ahead forbids, if it forbids nothing longer."""
    for text in texts(look.tree):
        if not look.negated or len(text) != 1 or not isinstance(step := text[0], Set) or step.negated:
            raise Untranslatable("look-ahead in the middle of an expression has no counterpart")
        yield step


def _differs(char: str, step: Set) -> bool:
    both = {char.lower(), char.upper()}
    return all(isinstance(part, Range) and part.low == part.high and part.low not in both for part in step.parts)


class _Zone:
    """Places and look-around between which nothing is matched."""

    def __init__(self, items: Sequence[Tree]) -> None:
        self.places = tuple(item for item in items if isinstance(item, At))
        looks_ = [item for item in items if isinstance(item, Look)]
        self.behinds = [look for look in looks_ if not look.ahead]
        self.aheads = [look for look in looks_ if look.ahead]
        self.anchored = At(Zero.START) in self.places
        self.ends = At(Zero.END) in self.places

    def split(self) -> tuple[tuple[Tree, ...], tuple[Tree, ...]]:
        """For a zone at the start of the text: what must and what must not stand there, as expressions of their own."""
        if not self.anchored or not self.aheads:
            return (), ()
        taken, self.aheads = self.aheads, []
        if any(looks(look.tree) for look in taken):
            raise Untranslatable("look-around inside look-around has no counterpart")
        whole = [(look.negated, joined(At(Zero.START), look.tree)) for look in taken]
        return tuple(tree for no, tree in whole if not no), tuple(tree for no, tree in whole if no)

    def behind(self, *, caseless: bool) -> tuple[Tree, ...]:
        """What stands before a zone that begins an expression."""
        if self.anchored and self.behinds:
            raise Untranslatable("look-behind at the start of the text has no counterpart")
        return self._beside(self.behinds, ahead=False, caseless=caseless)

    def ahead(self, *, caseless: bool) -> tuple[Tree, ...]:
        """What stands after a zone that ends an expression."""
        if self.behinds or (self.ends and self.aheads):
            raise Untranslatable("look-around at the end of an expression has no counterpart")
        return self._beside(self.aheads, ahead=True, caseless=caseless)

    def _beside(self, found: Sequence[Look], *, ahead: bool, caseless: bool) -> tuple[Tree, ...]:
        if not found:
            return ()
        if any(looks(look.tree) for look in found):
            raise Untranslatable("look-around inside look-around has no counterpart")
        if all(look.negated for look in found):
            return (refusal((look.tree for look in found), ahead=ahead, caseless=caseless),)
        if len(found) == 1:
            return (found[0].tree,)
        raise Untranslatable("several look-arounds in one place have no counterpart")
