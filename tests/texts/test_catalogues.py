"""Every language says everything, in Telegram's HTML, with the same things filled in."""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.texts import catalogue
from bot.texts.catalogue import LOCALE, languages

SOURCES = Path(catalogue.__file__).parent
LANGUAGES = ("de", "es", "ru", "uk")
KEYWORDS = {"gettext": None, "ngettext": (1, 2)}

_TAG = re.compile(r"</?[a-z][^>]*>")
_COMMAND = re.compile(r"(?<![\w/])/[a-z_]+\b")


@cache
def source() -> frozenset[str | tuple[str, ...]]:
    """Every string that the bot says, as it stands in the source."""
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(message for _, _, message, _, _ in found)


@cache
def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "ombud.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message: Message) -> list[str]:
    """What stands for a message, in each of its plural forms if it has any."""
    return [message.string] if isinstance(message.string, str) else [str(form) for form in message.string or ()]


def messages(language: str) -> list[Message]:
    """Every message, but for the header."""
    return [message for message in catalog(language) if message.id]


def translated(language: str) -> Iterator[tuple[str, str]]:
    """Each pair of a source string and what stands for it."""
    for message in messages(language):
        if isinstance(message.id, str):
            yield message.id, forms(message)[0]
        else:
            # The singular may leave the number out, and say it in words.
            yield from ((str(message.id[1]), form) for form in forms(message)[1:])


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def said() -> Iterator[str | tuple[str, ...]]:
    """Every string that the code asks a translation for."""
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in KEYWORDS:
                words = tuple(arg.value for arg in node.args if isinstance(arg, ast.Constant))
                assert all(isinstance(word, str) for word in words)
                if words and path.name != "catalogue.py":
                    yield str(words[0]) if node.func.attr == "gettext" else tuple(map(str, words))


def test_every_string_is_found_by_who_collects_them() -> None:
    assert set(said()) == source(), "a string inside an f-string is not found: give it a line of its own"


def test_there_are_these_languages() -> None:
    assert set(languages()) == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_is_left_over(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(language)}
    assert known == source(), "run `make texts`"
    missing = [message.id for message in messages(language) if message.fuzzy or not all(forms(message))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_filled_in(language: str) -> None:
    for original, text in translated(language):
        assert names(text) == names(original), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_tags_and_commands_stand_in_it(language: str) -> None:
    for original, text in translated(language):
        assert sorted(_TAG.findall(text)) == sorted(_TAG.findall(original)), original
        assert set(_COMMAND.findall(text)) == set(_COMMAND.findall(original)), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_its_forms(language: str) -> None:
    for message in messages(language):
        if isinstance(message.id, tuple):
            assert len(forms(message)) == catalog(language).num_plurals, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(language: str) -> None:
    written = io.BytesIO()
    write_mo(written, catalog(language))
    compiled = (LOCALE / language / "LC_MESSAGES" / "ombud.mo").read_bytes()
    assert compiled == written.getvalue(), "run `make texts`"
