"""Translations: English in the source, other languages in gettext catalogues under `locale/`."""

import gettext
import re
from functools import cache, lru_cache
from pathlib import Path

DOMAIN = "ombud"
SOURCE_LANGUAGE = "en"
LOCALE = Path(__file__).parent / "locale"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Texts:
    """What the bot says in one language. Both methods return the source string where there is no translation."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        self._translations = translations

    def gettext(self, message: str) -> str:
        """The translation of a source string."""
        return self._translations.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The translation that goes with a number."""
        return self._translations.ngettext(singular, plural, number)


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are texts in, as Telegram gives languages."""
    found = {path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({SOURCE_LANGUAGE, *found}))


@lru_cache(maxsize=64)
def translator(language: str | None) -> Texts:
    """The texts in a language given as Telegram does (`de`, `pt-br`); in English where there is no catalogue for it."""
    if language is None or not _LANGUAGE.fullmatch(language):
        return Texts(gettext.NullTranslations())
    names = [language.replace("-", "_"), language.partition("-")[0]]
    return Texts(gettext.translation(DOMAIN, LOCALE, names, fallback=True))
