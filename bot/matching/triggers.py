"""Cheap tests whether a text needs more than its words.

RE2 reads a post in a microsecond or two where Python's `re` takes twenty. The tests may say yes too often,
never no too often.
"""

import re

import re2

from bot.matching.chars import FLAGS, FREE, WORD
from bot.matching.expressions.options import options
from bot.matching.lookalikes import SIGNS, SKELETON, WEAK_SIGNS

_MEMORY = 1 << 21
_STROKES = 5
"""So many of the letter that `i` and `l` share are no word, as the three of `will` are."""

_OTHER_LETTERS = ((0x5D0, 0x5EB), (0x620, 0x64B), (0x671, 0x6D4), (0x904, 0x93A), (0xE01, 0xE46), (0x10D0, 0x10F1))
"""Letters of other alphabets whose repeats are looked for."""

_SIGNS = "".join(rf"\x{{{ord(sign):x}}}" for sign in SIGNS)
_STRONG = "".join(rf"\x{{{ord(sign):x}}}" for sign in SIGNS if sign not in WEAK_SIGNS)
_LETTER = r"[A-Za-z\x{80}-\x{10FFFF}]"
_GLUED_RANGES = r"0-9A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{1CFFF}\x{1D000}-\x{1EFFF}\x{1F130}-\x{1F1FF}"
_GLUED, _OTHER = f"[{_GLUED_RANGES}]", f"[^{_GLUED_RANGES}]"
# Among the signs is one for kelvin, which would be a `k` if case did not count.
_GLUE = (
    r"(?-i:[!-+\-.<-@\[-`{-~\x{A0}-\x{BF}\x{2000}-\x{2BFF}\x{3000}-\x{303F}\x{FE00}-\x{FE0F}\x{1F300}-\x{1FAFF}]{1,3})"
)
# One apostrophe, as in `I'm` and `don't`, hides nothing; see `gaps.pulled_apart`.
_FIRM_GLUE = (
    r"(?:(?-i:[!-&(-+\-.<-@\[-`{-~\x{A0}-\x{BF}\x{2000}-\x{2018}\x{201A}-\x{2BFF}\x{3000}-\x{303F}\x{FE00}-\x{FE0F}"
    rf"\x{{1F300}}-\x{{1FAFF}}])|{_GLUE[:-6]}{{2,3}}))"
)


def _repeatable() -> list[str]:
    """The letters whose repeats are looked for: those of Latin and Cyrillic, as skeletons."""
    ranges = ("abcdefghijklmnopqrstuvwxyz", map(chr, range(0x430, 0x450)))
    found = {chr(SKELETON[ord(char)]) for letters in ranges for char in letters}
    return sorted(char for char in found if FLAGS[ord(char)] & WORD and not FLAGS[ord(char)] & FREE)


def _row_or_repeat() -> str:
    letters = _repeatable()
    stroke = chr(SKELETON[ord("i")])
    others = (chr(SKELETON[code]) for start, end in _OTHER_LETTERS for code in range(start, end))
    several = [char for char in dict.fromkeys(others) if FLAGS[ord(char)] & WORD and char not in letters]
    wave = chr(SKELETON[ord("и")])
    least = {stroke: _STROKES, wave: 4}
    thrice = "|".join(char * least.get(char, 3) for char in (*letters, *several))
    twice = "|".join(char * 2 for char in letters if char != stroke)
    # Three waves are no repeat in `акции`; the test beside this one sees those that are.
    return f" [^ ] [^ ] |{thrice}|(?:{twice}){{2}}"


def _compile(expression: str, *, caseless: bool = True, memory: int = _MEMORY) -> "re2._Regexp":
    return re2.compile(expression, options(caseless=caseless, memory=memory))


_SIGNED = _compile(
    f"[{_SIGNS}]{_LETTER}|{_LETTER}[{_STRONG}]|[{_SIGNS}][{_STRONG}]|{_LETTER}[{_SIGNS}][0-9]"
    f"|[{_SIGNS}]{_OTHER}{_GLUED}{_OTHER}{_GLUED}(?:$|{_OTHER})|(?:^|{_OTHER}){_GLUED}{_OTHER}{_GLUED}{_OTHER}[{_SIGNS}]"
    f"|(?:^|{_OTHER}){_GLUED}{_OTHER}[{_SIGNS}]{_OTHER}{_GLUED}(?:$|{_OTHER})"
)
_ROW_OR_REPEAT = _compile(_row_or_repeat())
# Stars, bullets, frames, dingbats, patterns of Braille, emoji: nobody writes them inside a word.
_SNEAKY = (
    r"[*|~^`\x{B7}\x{2022}\x{2024}\x{2027}\x{2190}-\x{23FF}\x{2500}-\x{2BFF}\x{1F000}-\x{1F0FF}\x{1F300}-\x{1FAFF}]"
    r"[\x{FE00}-\x{FE0F}\x{200D}*|~^`\x{2190}-\x{2BFF}\x{1F300}-\x{1FAFF}]{0,3}"
)
_HAN = r"[\x{3041}-\x{30FF}\x{3400}-\x{9FFF}\x{FF66}-\x{FF9D}]"
_THAI = r"[\x{E01}-\x{E4E}]{1,4}"
_INDIC = (
    r"[\x{904}-\x{939}\x{958}-\x{961}\x{985}-\x{9B9}]"
    r"[\x{900}-\x{903}\x{93A}-\x{94F}\x{981}-\x{983}\x{9BC}-\x{9CD}]{0,2}"
)
_SPACING = r"[ \t\n!-/:-@\[-`{-~\x{A0}-\x{BF}\x{2000}-\x{2BFF}\x{3000}-\x{303F}\x{FF00}-\x{FF0F}]{1,3}"
_WIDE_REPEATED = re.compile(r"([\u3041-\u9fff\uac00-\ud7a3])\1\1")
_SPLIT = _compile(
    f"{_GLUED}{_GLUE}{_GLUED}{{1,2}}{_GLUE}{_GLUED}|(?:^|{_OTHER}){_GLUED}{_FIRM_GLUE}{_GLUED}"
    f"|{_GLUED}{_FIRM_GLUE}{_GLUED}(?:$|{_OTHER})|{_GLUED}{_SNEAKY}{_GLUED}|{_HAN}{_SPACING}{_HAN}"
    f"|{_THAI}{_SPACING}{_THAI}{_SPACING}{_THAI}|(?:^|{_SPACING}){_INDIC}{_SPACING}{_INDIC}{_SPACING}{_INDIC}"
    r"|u{3}|и{3}|й{3}|[i\x{456}]{3}|l{3}|\x{131}{3}|\x{457}{3}|\x{ED}{3}"
)
_ADDRESS = _compile(
    r"[.。．｡․﹒][^\s.]| \. |(?:^|[^a-z])d[o0]t(?:$|[^a-z])|точка|тчк|[\[({<]\s*[.。]|//|[\x{1D400}-\x{1D7FF}ａ-ｚ]"
)
_DEFANGED = _compile(
    r"[\[({<]\s?(?:[.,]|[^\x00-\x7f]|d[o0]t|pu|po|pi|no|ti|kr|te|bo|st|ta)|\s(?:d[o0]t|точка)\s|\s\.|[。｡]"
    r"|\[[:/]\]|\s:\s?//|\s/\s|h(?:xx|tx|xt|\*\*|__)p"
)

_NAME = r"[0-9a-z\x{C0}-\x{24F}\x{400}-\x{52F}]"
_LOOSELY = _compile(
    rf"{_NAME}(?:\s\s?\s?\.\s{{0,3}}{_NAME}|\.\s\s?\s?(?-i:[a-zа-я])"
    rf"|(?:[•·∙‧・●۔٫,]|\s[•·∙‧・●]\s|点|點|ドット|どっと|점|닷|쩜|จุด|ดอท|\.\.|\\\.)"
    rf"{_NAME})|\[\*?\]?\.|\\\["
    r"|\s(?:dot|d0t|punkts?|punto|ponto|point|punct|nokta|titik|kropka|tečka|bodka|pont|piste|stip|punt|taškas|tacka|chấm"
    r"|точка|тчк|крапка|кропка|τελεία|نقطة|نقطه|נקודה|बिंदु|डॉट|ডট)\s"
)
_COSTUME = (
    r"[\x{370}-\x{FFF}\x{10A0}-\x{1DFF}\x{2C00}-\x{2DFF}"
    r"\x{3100}-\x{312F}\x{4E00}-\x{9FFF}\x{A000}-\x{ABFF}\x{FB00}-\x{FDFF}]"
)
_BALL = (
    r"[\x{2716}\x{271D}\x{274C}\x{274E}\x{2B55}\x{26AA}\x{26AB}"
    r"\x{26BD}\x{1F311}-\x{1F315}\x{1F3B1}\x{1F3C0}\x{1F4B2}\x{1F534}\x{1F535}\x{1F7E0}-\x{1F7E4}]"
)
_REWRITABLE = _compile(
    r"\x{202E}|&(?:#[0-9x]|[a-z][a-z0-9]{1,31};)|%[0-9a-f]{2}|</[a-z]|<!--|<w?br"
    r"|[\x{1F191}-\x{1F19A}]|[A-Za-z\x{80}-\x{1FFF}](?:\\/|/\\|\|[-_<)3>/\\]|\(\)|\[\]|<>|\}\{|><)"
    rf"|{_LETTER}\|{_LETTER}"
    r"|(?:\\/|/\\|\|[-_<)3>/\\])[A-Za-z\x{80}-\x{1FFF}]"
    rf"|[a-z]{_COSTUME}|{_COSTUME}[a-z]|[\x{{3C2}}\x{{450}}-\x{{45F}}\x{{433}}\x{{43A}}\x{{5D0}}-\x{{5EA}}][ก-๛]"
    r"|[ก-๛][\x{3C2}\x{450}-\x{45F}\x{433}\x{43A}\x{5D0}-\x{5EA}]|[\x{370}-\x{3FF}][\x{400}-\x{52F}\x{C0}-\x{24F}]|[\x{400}-\x{52F}\x{C0}-\x{24F}][\x{370}-\x{3FF}]"
    r"|[^\s]\+[^\s]"
    r"|[\x{FEEE}]|[卂匚乇卄丨ﾌㄥㄖ卩丂ㄒㄩ乂ㄚ]{2}"
    rf"|{_LETTER}{_BALL}|{_BALL}{_LETTER}"
    r"|[\x{250}\x{254}\x{1DD}\x{25F}\x{183}\x{265}\x{1D09}\x{27E}\x{29E}\x{26F}\x{279}\x{287}\x{28C}-\x{28E}\x{2132}\x{1D1A}\x{2C6F}]"
    rf"|(?:^|{_OTHER}){_GLUED}{_OTHER}{{1,3}}{_GLUED}{_OTHER}{{1,3}}{_GLUED}(?:$|{_OTHER})"
)

_OTHER_SCRIPT = r"[\x{370}-\x{1FFF}\x{2C00}-\x{2DFF}\x{A000}-\x{ABFF}\x{1F100}-\x{1F1FF}\x{250}-\x{2AF}]"
_MIXED = _compile(
    f"[a-z]{_OTHER_SCRIPT}|{_OTHER_SCRIPT}[a-z]|{_LETTER}[0-9{_STRONG}]|[0-9{_SIGNS}]{_LETTER}"
    r"|[\x{250}-\x{2AF}\x{1D00}-\x{1DBF}\x{A722}-\x{A7FF}\x{1F130}-\x{1F1FF}\x{24EA}-\x{24FF}\x{2776}-\x{2793}]"
    f"|(?:^|{_OTHER}){_GLUED}{_OTHER}{{1,3}}{_GLUED}(?:$|{_OTHER})"
)


_UNUSUAL = _compile(
    "|".join(f"(?:{each.pattern})" for each in (_SIGNED, _SPLIT, _LOOSELY, _REWRITABLE, _ADDRESS)), memory=4 * _MEMORY
)


def unusual(data: bytes) -> bool:
    """Whether any of `signed`, `split`, `rewritable`, `addressed` and `loosely_addressed` may hold; `data` is UTF-8."""
    return _UNUSUAL.search(data) is not None


def mixed(plain: bytes) -> bool:
    """Whether a word mixes scripts, digits or signs, or single letters stand in a row; `plain` is UTF-8."""
    return _MIXED.search(plain) is not None


def signed(data: bytes) -> bool:
    """Whether a sign stands beside a letter; `data` is UTF-8."""
    return _SIGNED.search(data) is not None


def rowed_or_repeated(words: str) -> bool:
    """Whether the words have single letters in a row, or more of a letter than spelling has."""
    if _ROW_OR_REPEAT.search(words.encode()) is not None:
        return True
    return not words.isascii() and _WIDE_REPEATED.search(words) is not None


def split(data: bytes) -> bool:
    """Whether a word may be split by signs; `data` is UTF-8."""
    return _SPLIT.search(data) is not None


def rewritable(data: bytes) -> bool:
    """Whether there may be another way to read a text; `data` is UTF-8."""
    return _REWRITABLE.search(data) is not None


def addressed(data: bytes) -> bool:
    """Whether there may be an address; `data` is UTF-8."""
    return _ADDRESS.search(data) is not None


def defanged(plain: bytes) -> bool:
    """Whether an address may be written with other signs than its own; `plain` is UTF-8."""
    return _DEFANGED.search(plain) is not None


def loosely_addressed(data: bytes) -> bool:
    """Whether there may be an address with dots of another kind; `data` is UTF-8."""
    return _LOOSELY.search(data) is not None
