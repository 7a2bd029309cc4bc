import gettext

import pytest

from bot.texts.catalogue import Texts, translator


@pytest.mark.parametrize("language", [None, "en", "de", "pt-br", "xx-Unknown", "../../etc", "", "de/..", "a" * 500])
def test_without_a_catalogue_the_source_speaks(language: str | None) -> None:
    t = translator(language)
    assert t.gettext("Delete") == "Delete"
    assert [t.ngettext("{count} part", "{count} parts", number) for number in (1, 2)] == [
        "{count} part",
        "{count} parts",
    ]


def test_a_catalogue_is_asked() -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    assert Texts(Shouting()).gettext("Delete") == "DELETE"
