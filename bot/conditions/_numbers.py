"""Phone and card numbers in a text, as people write them. All take text as `legible` makes it."""

import re
from collections.abc import Iterator

from bot.conditions._checksums import luhn

_GAP = r"[ ()./\x00-]{0,3}"
# Neither part of a longer word or number nor of an address, a price or an id.
_ALONE = r"(?<![\w/=#$€£₽@])(?<!\d[.,])"
_APART = r"(?<!\d[ \x00-])"
_DATE = r"\d\d?[./-]\d\d?[./-]\d\d"
_PHONE = re.compile(
    rf"""{_ALONE}(?:
        (?:\+{_GAP}7|{_APART}[78]){_GAP}[3-9](?:{_GAP}\d){{9}}
      | \+{_GAP}1{_GAP}[2-9](?:{_GAP}\d){{9}}
      | {_APART}(?:1[ .-])?(?:\([2-9]\d\d\)[ ]?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{{4}}
      | (?:
          \+{_GAP}[2-689](?:{_GAP}\d){{8,14}}
        | {_APART}00[1-9](?:{_GAP}\d){{8,13}}
        | {_APART}(?!{_DATE})0[1-9](?:{_GAP}\d){{7,10}}
      )(?![ /]\d)
    )(?![.-]?\d)(?!\w)""",
    re.VERBOSE,
)
_ROW = re.compile(r"\d[\d ()./\x00-]{4,}\d")
_LINK = re.compile(r"(?:(?:wa\.me/|[?&]phone=|tel:)\+?|t\.me/\+)\Z", re.IGNORECASE)
_LINKED = re.compile(r"\d{8,15}(?!\w)")
_LINK_LENGTH, _PREFIX_LENGTH = 8, 5
_BARE = re.compile(r"(?<![\w+])\+?\d{7,15}(?!\w)")
_ROUND = "00000"

_CARD_GAP = r"[ \x00-]{1,2}"
_CARD = re.compile(
    rf"""{_ALONE}{_APART}(?:
        \d{{15,19}}
      | \d{{4}}(?:{_CARD_GAP}\d{{4}}){{3}}(?:{_CARD_GAP}\d{{1,3}})?
      | \d{{4}}{_CARD_GAP}\d{{6}}{_CARD_GAP}\d{{5}}
      | \d(?:{_CARD_GAP}\d){{14,18}}
    )(?!\w)""",
    re.VERBOSE,
)
_ISSUERS = re.compile(
    r"""(?:4|35|5[0-8]|6)\d{14,17}
      | 220[0-4]\d{12,15}
      | 2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}
      | 3[47]\d{13}
      | 9792\d{12}""",
    re.VERBOSE,
)
_NO_DIGITS = re.compile(r"\D+")
_CARD_DIGITS = re.compile(r"(?:\D*\d){16}")


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each phone number that can be told from another number."""
    for start, end in _rows(text):
        if _LINK.search(text, max(0, start - _LINK_LENGTH), start) and (linked := _LINKED.match(text, start)):
            yield linked.span()
            continue
        for match in _PHONE.finditer(text, max(0, start - _PREFIX_LENGTH), end + 2):
            if not _NO_DIGITS.sub("", match[0]).endswith(_ROUND):
                yield match.span()


def bare_phones(text: str) -> Iterator[tuple[int, int]]:
    """The same where a number can only be a phone's, as in a contact."""
    return (match.span() for match in _BARE.finditer(text))


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each number that a bank can have given to a card."""
    for row_start, row_end in _rows(text):
        for match in _CARD.finditer(text, row_start, row_end + 1):
            start, end = match.span()
            if _issued(match[0]):
                yield start, end
            elif (head := _CARD_DIGITS.match(match[0])) and _issued(head[0]):
                yield start, start + head.end()


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Where digits stand close enough together to be one number."""
    return (match.span() for match in _ROW.finditer(text))


def _issued(written: str) -> bool:
    digits = _NO_DIGITS.sub("", written)
    return bool(_ISSUERS.fullmatch(digits)) and luhn(digits)
