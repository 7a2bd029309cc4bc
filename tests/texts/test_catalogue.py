import gettext

import pytest

from bot.texts.catalogue import Texts, translator


@pytest.mark.parametrize("language", [None, "en", "fr", "pt-br", "xx-Unknown", "../../etc", "", "de/..", "a" * 500])
def test_without_a_catalogue_the_source_speaks(language: str | None) -> None:
    t = translator(language)
    assert t.gettext("Delete") == "Delete"
    assert [t.ngettext("{count} part", "{count} parts", number) for number in (1, 2)] == [
        "{count} part",
        "{count} parts",
    ]


@pytest.mark.parametrize("language", ["de", "de-AT", "de-at"])
def test_a_variety_of_a_language_is_spoken_as_that_language(language: str) -> None:
    assert translator(language).gettext("Delete") == "Löschen"


def test_a_catalogue_is_asked() -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    assert Texts(Shouting()).gettext("Delete") == "DELETE"
