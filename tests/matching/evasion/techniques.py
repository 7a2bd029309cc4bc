"""Ways to hide a phrase, each for the languages that it is possible in."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.matching.evasion.phrases import ALL, CYRILLIC, LATIN

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}]*")


class Technique(NamedTuple):
    """How a phrase is hidden, and in which languages."""

    hide: Callable[[str], str]
    languages: tuple[str, ...] = ALL


def _letters(text: str) -> list[str]:
    return _CLUSTER.findall(unicodedata.normalize("NFC", text))


def _between(sign: str) -> Callable[[str], str]:
    """Something invisible between all letters of each word."""
    return lambda text: " ".join(sign.join(word) for word in text.split(" "))


def _apart(sign: str, words: str = " ") -> Callable[[str], str]:
    return lambda text: words.join(sign.join(_letters(word)) for word in text.split(" "))


def _halved(sign: str) -> Callable[[str], str]:
    def hide(text: str) -> str:
        words = map(_letters, text.split(" "))
        return " ".join("".join((*word[: len(word) // 2], sign, *word[len(word) // 2 :])) for word in words)

    return hide


def _after_each(*signs: str) -> Callable[[str], str]:
    def hide(text: str) -> str:
        return "".join(char + (signs[place % len(signs)] if char != " " else "") for place, char in enumerate(text))

    return hide


def _styled(first: int) -> Callable[[str], str]:
    return lambda text: "".join(chr(first + ord(char) - 97) if "a" <= char <= "z" else char for char in text)


def _spelled(letters: str, others: str) -> Callable[[str], str]:
    table = str.maketrans(letters, others)
    return lambda text: text.translate(table)


def _every_other(letters: str, others: str) -> Callable[[str], str]:
    table = dict(zip(letters, others, strict=True))
    return lambda text: "".join(table.get(char, char) if place % 2 else char for place, char in enumerate(text))


def _repeated(text: str) -> str:
    return "".join(char * (3 + place % 2) if char.isalpha() else char for place, char in enumerate(text))


def _one_repeated(text: str) -> str:
    return text[0] + text[1] * 4 + text[2:]


_LATIN_LOOKS = ("aeopcxyiktb", "аеорсхуіктЬ")
_CYRILLIC_LOOKS = ("аеорсхукмтнв", "aeopcxykmthb")
_UPSIDE_DOWN = ("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz")

TECHNIQUES: Mapping[str, Technique] = {
    "as it is": Technique(lambda text: text),
    "capitals": Technique(str.upper),
    "decomposed": Technique(lambda text: unicodedata.normalize("NFD", text)),
    "cyrillic in latin": Technique(_spelled(*_LATIN_LOOKS), LATIN),
    "some cyrillic in latin": Technique(_every_other(*_LATIN_LOOKS), LATIN),
    "latin in cyrillic": Technique(_spelled(*_CYRILLIC_LOOKS), CYRILLIC),
    "some latin in cyrillic": Technique(_every_other(*_CYRILLIC_LOOKS), CYRILLIC),
    "greek in latin": Technique(_every_other("aeiopuvnktx", "αειορυνηκτχ"), LATIN),
    "bold": Technique(_styled(0x1D41A), LATIN),
    "script": Technique(_styled(0x1D4EA), LATIN),
    "monospace": Technique(_styled(0x1D68A), LATIN),
    "circled": Technique(_styled(0x24D0), LATIN),
    "in brackets": Technique(_styled(0x249C), LATIN),
    "negative squares": Technique(_styled(0x1F170), LATIN),
    "negative circles": Technique(_styled(0x1F150), LATIN),
    "regional indicators": Technique(_styled(0x1F1E6), LATIN),
    "full width": Technique(_styled(0xFF41), LATIN),
    "small capitals": Technique(
        _spelled("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀsᴛᴜᴠᴡʏᴢ"), ("en", "de", "es", "fr", "pt", "id")
    ),
    "superscript": Technique(_spelled("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"), LATIN),
    "syllabics": Technique(
        lambda text: _spelled("ABCDFHJLMNPQRSUVWX", "ᗩᗷᑕᗪᖴᕼᒍᒪᗰᑎᑭᑫᖇᔕᑌᐯᗯ᙭")(text.upper()), ("en", "de", "fr", "id")
    ),
    "fancy letters": Technique(_spelled("abcefghijklmnopqrstuvwxyz", "αв¢єƒgнιנкℓмησρqяѕтυνωχуz"), ("en", "fr")),
    "upside down": Technique(lambda text: _spelled(*_UPSIDE_DOWN)(text)[::-1], ("en", "de", "fr", "id")),
    "zalgo": Technique(_after_each("\u0335\u0300\u0489", "\u0336\u035c", "\u0323\u0330\u033c"), LATIN + CYRILLIC),
    "struck through": Technique(_after_each("\u0336"), LATIN + CYRILLIC),
    "enclosed": Technique(_after_each("\u20dd"), LATIN + CYRILLIC),
    "zero-width spaces": Technique(_between("\u200b")),
    "joiners": Technique(_between("\u200d")),
    "non-joiners": Technique(_between("\u200c")),
    "soft hyphens": Technique(_between("\u00ad")),
    "word joiners": Technique(_between("\u2060")),
    "marks of direction": Technique(_between("\u200e\u2066\u2069\u061c")),
    "variation selectors": Technique(_between("\ufe0f")),
    "tags": Technique(_between("\U000e0061\U000e007f")),
    "hangul fillers": Technique(_between("\u3164")),
    "combining joiners": Technique(_between("\u034f")),
    "tatweel": Technique(_between("\u0640"), ("ar", "fa")),
    "harakat": Technique(_after_each("\u064e", "\u0650\u0651"), ("ar", "fa")),
    "niqqud": Technique(_after_each("\u05b8", "\u05b4\u05bc"), ("he",)),
    "leet": Technique(_spelled("aio", "410"), ("en", "es", "fr", "pt", "tr")),
    "leet of cyrillic": Technique(_spelled("аоз", "@03"), CYRILLIC),
    "leet and dots": Technique(lambda text: _apart(".")(_spelled("aio", "@!0")(text)), ("en", "es", "pt", "tr", "id")),
    "spaces": Technique(_apart(" ", "   ")),
    "one space everywhere": Technique(_apart(" "), LATIN + CYRILLIC + ("el", "ar", "fa", "he")),
    "no-break spaces": Technique(_apart("\u00a0", "\u00a0\u00a0\u00a0")),
    "wide spaces": Technique(_apart("\u3000", "\u3000\u3000")),
    "lines": Technique(_apart("\n", "\n\n")),
    "Braille blanks": Technique(_apart("\u2800")),
    **{f"{sign} between": Technique(_apart(sign)) for sign in ".-_*·•+~░│═🔥❤️"},
    "/ between": Technique(_apart("/")),
    "| between": Technique(_apart("|"), LATIN + CYRILLIC + ("el", "ar", "he", "zh", "ja")),
    ", between": Technique(_apart(",")),
    "' between": Technique(_apart("'"), ("en", "ru", "uk", "de", "es", "fr", "pt", "tr")),
    **{f"{sign} inside": Technique(_halved(sign), LATIN + CYRILLIC + ("el", "zh", "ja")) for sign in "*~░•✨🔥"},
    "| inside": Technique(_halved("|"), LATIN + CYRILLIC),
    "looks and spaces": Technique(lambda text: _apart(" ", "  ")(_spelled(*_LATIN_LOOKS)(text)), LATIN),
    "bold and spaces": Technique(lambda text: _apart(" ", "  ")(_styled(0x1D5EE)(text)), ("en", "de", "id")),
    "repeated": Technique(_repeated, ("en", "ru", "uk", "de", "es", "tr", "ar", "he", "zh", "ja", "el")),
    "one repeated": Technique(_one_repeated, ("en", "ru", "uk", "de", "es", "fr", "pt", "tr", "ar", "he", "el")),
    "reversed by an override": Technique(lambda text: f"\u202e{text[::-1]}\u202c"),
    "numeric references": Technique(lambda text: "".join(f"&#{ord(char)};" if char != " " else char for char in text)),
    "hexadecimal references": Technique(lambda text: "".join(f"&#x{ord(char):x};" for char in text)),
    "named references": Technique(_between("&shy;")),
    "references to nothing": Technique(_between("&#8203;")),
    "percent codes": Technique(lambda text: "".join(f"%{byte:02X}" for byte in text.encode())),
    "tags between": Technique(_between("<b></b>")),
    "commas between words": Technique(lambda text: text.replace(" ", ", ")),
    "emoji between words": Technique(lambda text: text.replace(" ", " 🔥 ")),
}
