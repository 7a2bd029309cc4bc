"""Patterns in which `*` stands for any characters, for names of files, types and paths."""


def fits(pattern: str, text: str) -> bool:
    """Whether the pattern covers the whole text. Both in the same case; time is linear in the text."""
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    *middle, last = rest
    if not text.startswith(first):
        return False
    place = len(first)
    for part in middle:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(text) - place >= len(last) and text.endswith(last)
