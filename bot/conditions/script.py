"""`script`: what letters the text is written in."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.conditions._accounts import counted, percent
from bot.conditions._letters import script as script_of
from bot.conditions._shares import as_least, check_ratio
from bot.conditions._surfaces import OWN_TEXT, texts
from bot.core.arguments import Bounds, argument, required_argument
from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.post import Post, SurfaceName

_MORE_THAN_HALF = Bounds(above=0.5)
_MOST = 5


class ScriptName(StrEnum):
    """The scripts that people post in, as Unicode names them."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    ARMENIAN = "armenian"
    GEORGIAN = "georgian"
    HAN = "han"
    HIRAGANA = "hiragana"
    KATAKANA = "katakana"
    BOPOMOFO = "bopomofo"
    HANGUL = "hangul"
    THAI = "thai"
    LAO = "lao"
    KHMER = "khmer"
    MYANMAR = "myanmar"
    DEVANAGARI = "devanagari"
    BENGALI = "bengali"
    GURMUKHI = "gurmukhi"
    GUJARATI = "gujarati"
    ORIYA = "oriya"
    TAMIL = "tamil"
    TELUGU = "telugu"
    KANNADA = "kannada"
    MALAYALAM = "malayalam"
    SINHALA = "sinhala"
    TIBETAN = "tibetan"
    ETHIOPIC = "ethiopic"
    MONGOLIAN = "mongolian"
    THAANA = "thaana"
    SYRIAC = "syriac"
    CHEROKEE = "cherokee"


@dataclass(frozen=True)
class Script(Condition):
    """Holds if letters of these scripts, taken together, dominate the text. A text without letters is in none.

    Example: `script: [han, hiragana, katakana]`; `script: {any: cyrillic, ratio: 0.2}` holds from a fifth on.
    """

    any_: tuple[ScriptName, ...] = required_argument("Scripts, whose letters are counted together.", example="[arabic]")
    ratio: Bounds | None = argument(
        "The share of the letters, from 0 to 1; a plain number is the least; more than half, if it is not given.",
        example="{above: 0.2}",
    )
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; in the text or caption, if it is not given.", default=(), example="[text, sender_name]"
    )

    def __post_init__(self) -> None:
        check_ratio(self.ratio)

    def check(self, context: Context) -> Finding:
        letters = self._letters(context.post)
        fitting = sum(times for script, times in letters.items() if script in self._wanted)
        return Finding.of(self._share.hold(fitting / letters.total())) if letters else DID_NOT_HOLD

    def account(self, context: Context) -> str:
        letters = self._letters(context.post)
        if not letters:
            return "no letters"
        shares = (f"{script.lower()} {percent(times, letters.total())}" for script, times in letters.most_common(_MOST))
        return f"{counted(letters.total(), 'letter', 'letters')}: {', '.join(shares)}"

    def _letters(self, post: Post) -> Counter[str]:
        """How many letters there are of each script."""
        chars: Counter[str] = Counter()
        for _, text in texts(post, self._surfaces):
            chars.update(text)
        letters: Counter[str] = Counter()
        for char, times in chars.items():
            if script := script_of(char):
                letters[script] += times
        return letters

    @cached_property
    def _surfaces(self) -> frozenset[SurfaceName]:
        return frozenset(self.in_) or OWN_TEXT

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(name.upper() for name in self.any_)

    @cached_property
    def _share(self) -> Bounds:
        return as_least(self.ratio) if self.ratio else _MORE_THAN_HALF
