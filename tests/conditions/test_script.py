import pytest

from bot.conditions._letters import script
from bot.conditions.script import ScriptName
from tests.conditions.kit import answer, leaf

SAMPLES = {
    "latin": "aZßéﬁ𝐀Ａª",
    "cyrillic": "яЁѕ",
    "greek": "ωΆ",
    "arabic": "ابک",
    "hebrew": "שלום",
    "armenian": "հա",
    "georgian": "ქა",
    "han": "漢字々",
    "hiragana": "ひら",
    "katakana": "カタｶー",
    "bopomofo": "ㄅ",
    "hangul": "한글",
    "thai": "ไทย",
    "lao": "ລາວ",
    "khmer": "ខ្មែរ",
    "myanmar": "မြန်",
    "devanagari": "हिन्दी",
    "bengali": "বাংলা",
    "gurmukhi": "ਪੰਜਾਬੀ",
    "gujarati": "ગુજરાતી",
    "oriya": "ଓଡ଼ିଆ",
    "tamil": "தமிழ்",
    "telugu": "తెలుగు",
    "kannada": "ಕನ್ನಡ",
    "malayalam": "മലയാളം",
    "sinhala": "සිංහල",
    "tibetan": "བོད་",
    "ethiopic": "አማርኛ",
    "mongolian": "ᠮᠣᠩ",
    "thaana": "ދިވެހި",
    "syriac": "ܣܘܪ",
    "cherokee": "ᏣᎳᎩ",
}


@pytest.mark.parametrize("name", ScriptName)
def test_every_script_has_letters(name: str) -> None:
    assert {script(char) for char in SAMPLES[name]} - {""} == {name.upper()}


@pytest.mark.parametrize("char", ["1", " ", "!", "\u00b5", "🎉", "\u0301", "\u200b", "\ud800", "\U0010ffff", "\ue000"])
def test_what_is_no_letter_has_none(char: str) -> None:
    assert script(char) == ""


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{script: cyrillic}", "Привет, world", "true"),
        ("{script: cyrillic}", "Привет, dear world", "false"),
        ("{script: [cyrillic, latin]}", "Привет, dear world", "true"),
        ("{script: {any: cyrillic, ratio: 0.3}}", "Привет, dear world", "true"),
        ("{script: {any: latin, ratio: {below: 0.5}}}", "Привет, yo", "true"),
        ("{script: [han, hiragana, katakana]}", "これは日本語です OK", "true"),
        ("{script: arabic}", "123 🎉", "false"),
        ("{script: {any: arabic, ratio: {below: 1}}}", "123 🎉", "false"),
        ("{script: {any: latin, in: quote}}", "abc", "false"),
    ],
)
def test_answers(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_names_on_request() -> None:
    assert answer("{script: {any: arabic, in: sender_name}}", {"author": {"name": "محمد"}}) == "true"


def test_nothing_calls_it() -> None:
    assert leaf("{script: thai}").triggers() is None
