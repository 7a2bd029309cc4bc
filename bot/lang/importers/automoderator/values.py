"""The values of a search check to conditions of ours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.lang.importers.automoderator.draft import Condition
from bot.lang.importers.automoderator.keys import Search
from bot.lang.importers.python_regex.translating import Clause, Manner, literal, translate
from bot.lang.importers.python_regex.tree import Untranslatable
from bot.matching.chars import is_free, is_mark
from bot.matching.fold import plain
from bot.matching.patterns import LONGEST

_WORDS = re.compile(r"[^\W_]+(?:[ '’./:&-][^\W_]+)*")
_ESCAPE_OR_CLASS = re.compile(r"\\.|\[\^?\]?[^\]]*\]", re.DOTALL)


@dataclass(slots=True)
class Patterns:
    """What to look for, by the condition that does; one of all must be found.

    `anchored` are expressions that ask for the beginning or the end of a text.
    """

    words: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    expressions: list[str] = field(default_factory=list)
    anchored: list[str] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Values that cannot be said in our language, and why."""

    narrowed: list[str] = field(default_factory=list)
    """Values of which not everything can be said."""

    def conditions(self, search: Search, surfaces: Sequence[str]) -> list[Condition]:
        """Conditions one of which must hold."""
        where: dict[str, Any] = {"in": list(surfaces)} if surfaces else {}
        text: dict[str, Any] = {"in": list(surfaces or ["text"])}
        case: dict[str, Any] = {} if search.caseless else {"case": True}
        found: list[Condition] = []
        if self.words:
            found.append(
                {"words": {"any": _distinct(self.words, caseless=search.caseless), **where, "exact": True, **case}}
            )
        if self.fragments:
            found.append({"contains": {"any": _distinct(self.fragments, caseless=True), **where, "exact": True}})
        if self.expressions:
            found.append({"regex": _regex(self.expressions, where)})
        if self.anchored:
            found.append({"regex": _regex(self.anchored, text)})
        return found + [_clause(clause, text) for clause in self.clauses]

    @property
    def summary(self) -> str:
        """How many there are of each."""
        expressions = len(_distinct(self.expressions + self.anchored)) + len(self.clauses)
        counts = {"word": len(self.words), "fragment": len(self.fragments), "expression": expressions}
        return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count)


def patterns(search: Search, values: Sequence[str]) -> Patterns:
    """What the values of a check look for."""
    found = Patterns()
    for value in values:
        try:
            if search.regex:
                _add_expression(found, search, value)
            else:
                _add_text(found, search, value)
        except Untranslatable as error:
            found.refused.append((value, str(error)))
    return found


def _add_expression(found: Patterns, search: Search, value: str) -> None:
    anchored = search.manner not in (Manner.WORD, Manner.PART) or _anchors(value)
    translation = translate(value, search.manner, caseless=search.caseless)
    if not translation.exact:
        found.narrowed.append(value)
    for clause in translation.clauses:
        if clause.also or clause.absent:
            found.clauses.append(clause)
        else:
            (found.anchored if anchored else found.expressions).extend(clause.found)


def _anchors(expression: str) -> bool:
    bare = _ESCAPE_OR_CLASS.sub("", expression)
    return "^" in bare or "$" in bare or r"\A" in expression or r"\Z" in expression


def _add_text(found: Patterns, search: Search, value: str) -> None:
    if not value or len(value) > LONGEST:
        raise Untranslatable("it is empty" if not value else f"it has more than {LONGEST} characters")
    manner = search.manner
    if manner is Manner.WORD and _is_words(value):
        found.words.append(value)
    elif (
        search.caseless
        and _is_fragment(value)
        and (manner is Manner.PART or (manner is Manner.WORD and _is_signed(value)))
    ):
        found.fragments.append(value)
    else:
        expression = literal(value, manner, caseless=search.caseless)
        (found.expressions if manner in (Manner.WORD, Manner.PART) else found.anchored).append(expression)


def _is_words(value: str) -> bool:
    """Whether `words` finds it where AutoModerator does."""
    ordinary = plain(value) == value.lower() and not any(is_free(char) or is_mark(char) for char in value)
    return ordinary and _WORDS.fullmatch(value) is not None


def _is_fragment(value: str) -> bool:
    """Whether `contains` finds it where AutoModerator does: nothing in it is folded but capitals."""
    return plain(value) == value.lower() and value.isprintable()


def _is_signed(value: str) -> bool:
    """Whether it begins and ends with signs, so that anything may stand beside it."""
    return not any(char.isalnum() or char == "_" for char in (value[0], value[-1]))


def _regex(expressions: Sequence[str], where: dict[str, Any]) -> Condition:
    return {"any": _distinct(expressions), **where, "view": "original"}


def _clause(clause: Clause, where: dict[str, Any]) -> Condition:
    parts: list[Condition] = [{"regex": _regex(each, where)} for each in (clause.found, *clause.also) if each]
    if clause.absent:
        parts.append({"none": [{"regex": _regex(clause.absent, where)}]})
    return parts[0] if len(parts) == 1 else {"all": parts}


def _distinct(texts: Sequence[str], *, caseless: bool = False) -> list[str]:
    """Each text once; the first of those that differ in capitals alone, if `caseless`."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.lower() if caseless else text, text)
    return list(found.values())
