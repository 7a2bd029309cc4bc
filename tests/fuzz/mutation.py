"""Damage to things that were sound: rule files token by token, texts, and trees of JSON."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from tests.fuzz.naughty import TEXTS

_TOKEN = re.compile(r"\n *|[\w$@/.-]+|[^\w\s]| +")
_YAML = (
    *(
        "&a ",
        "*a",
        "*",
        "&",
        "!!str ",
        "!x ",
        "!!python/object:os.system ",
        "!<",
        "<<: *a\n",
        "? ",
        ": ",
        "- ",
        "| ",
        "|\n",
        ">-\n",
    ),
    *(
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "# ",
        "\t",
        "\r",
        "\0",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        '"',
        "'",
        "\\",
        "`",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ",",
        "[" * 60,
        "{a: " * 60,
        "- " * 60,
        "a: &b [*b]",
        "null",
        "~",
        "true",
        "no",
        ".nan",
        "-.inf",
        "0x",
        "1e999",
    ),
    *(
        "-1",
        "9" * 400,
        "$",
        "$a",
        "*.*",
        "\\b",
        "(?=a)",
        "(a+)+",
        "x{1000}",
        "30s",
        "99999d",
        "1:30",
        "2024-13-45",
        "х" * 300,
    ),
)
_JSON: Sequence[Any] = (
    *(None, True, False, 0, -1, 1, 2**31, -(2**63), 2**64, 10**30, 0.5, -0.0, 1e308, float("inf"), float("nan")),
    *(
        "",
        "0",
        "-1",
        "supergroup",
        "channel",
        "text_link",
        "url",
        "custom_emoji",
        [],
        {},
        [[]],
        {"": None},
        [None],
        [{}],
    ),
)
_DEEP = (10, 100, 900)


def damaged_file(text: str, chance: Random) -> str:
    """A rule file in which a few tokens were deleted, doubled, swapped, replaced or grown."""
    tokens = _TOKEN.findall(text)
    for _ in range(chance.randint(1, 4)):
        if not tokens:
            break
        chance.choice(_EDITS)(tokens, chance)
    return "".join(tokens)


def _delete(tokens: list[str], chance: Random) -> None:
    place = chance.randrange(len(tokens))
    del tokens[place : place + chance.choice((1, 1, 2, 9))]


def _double(tokens: list[str], chance: Random) -> None:
    place = chance.randrange(len(tokens))
    tokens[place:place] = tokens[place : place + chance.choice((1, 4, 20))] * chance.choice((1, 1, 3))


def _swap(tokens: list[str], chance: Random) -> None:
    one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], tokens[one]


def _insert(tokens: list[str], chance: Random) -> None:
    tokens.insert(chance.randrange(len(tokens)), chance.choice(_YAML))


def _replace(tokens: list[str], chance: Random) -> None:
    naughty = chance.choice(TEXTS)
    tokens[chance.randrange(len(tokens))] = chance.choice((naughty, f"'{naughty}'", chance.choice(_YAML)))


def _grow(tokens: list[str], chance: Random) -> None:
    tokens[chance.randrange(len(tokens))] *= chance.choice((50, 2_000))


def _indent(tokens: list[str], chance: Random) -> None:
    places = [place for place, token in enumerate(tokens) if token.startswith("\n")]
    if places:
        place = chance.choice(places)
        tokens[place] = "\n" + " " * max(0, len(tokens[place]) - 1 + chance.choice((-2, -1, 1, 2, 200)))


_EDITS: Sequence[Callable[[list[str], Random], None]] = (_delete, _double, _swap, _insert, _replace, _grow, _indent)


def damaged_text(text: str, chance: Random) -> str:
    """A text with parts cut out, naughty texts put in, letters swapped or strewn with marks."""
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(text))
        end = chance.randint(place, len(text))
        part, naughty = text[place:end], chance.choice(TEXTS)
        part = chance.choice(
            (
                "",
                part * 2,
                part[::-1],
                naughty,
                part.upper(),
                " ".join(part),
                naughty[:1].join(part),
                f"\u202e{part[::-1]}\u202c",
                part + chr(chance.randrange(0x110000)),
            )
        )
        text = text[:place] + part + text[end:]
    return text


def damaged_tree(tree: Any, chance: Random) -> Any:
    """A copy of a tree of JSON in which a few values were replaced, removed, wrapped or put elsewhere."""
    for _ in range(chance.randint(1, 3)):
        places = [*_places(tree, ())]
        tree = _put(tree, chance.choice(places), _Damage(places, tree, chance).of)
    return tree


class _Damage:
    """What may become of a value."""

    def __init__(self, places: Sequence[tuple[Any, ...]], tree: Any, chance: Random) -> None:
        self._places, self._tree, self._chance = places, tree, chance

    def of(self, value: Any) -> Any:
        chance = self._chance
        match chance.randrange(7):
            case 0 | 1:
                return chance.choice((chance.choice(_JSON), chance.choice(_JSON), chance.choice(TEXTS)))
            case 2:
                return [value] * chance.choice((1, 2, 40))
            case 3:
                return _nested(value, chance.choice(_DEEP), chance)
            case 4 if isinstance(value, dict):
                return {key: chance.choice((value[key], chance.choice(_JSON))) for key in reversed(value)}
            case 5 if isinstance(value, int):
                return -value
        return _get(self._tree, chance.choice(self._places))


def _nested(value: Any, depth: int, chance: Random) -> Any:
    key = chance.choice((None, "text", "blocks", "reply_markup", "x"))
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return value


def _places(tree: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    found, open_ = [], [(tree, path)]
    while open_:
        tree, path = open_.pop()
        found.append(path)
        children = tree.items() if isinstance(tree, Mapping) else enumerate(tree) if isinstance(tree, list) else ()
        open_ += [(child, (*path, key)) for key, child in children if len(path) < 30]
    return found


def _get(tree: Any, path: Sequence[Any]) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _put(tree: Any, path: Sequence[Any], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(tree)
    copy: Any = dict(tree) if isinstance(tree, Mapping) else list(tree)
    copy[path[0]] = _put(tree[path[0]], path[1:], change)
    return copy
