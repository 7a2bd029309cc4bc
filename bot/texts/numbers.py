"""Numbers as everybody reads them."""

_THIN = "\N{NARROW NO-BREAK SPACE}"


def grouped(number: int) -> str:
    """A whole number in groups of three digits, parted as the International System of Units has it.

    A comma or a dot would mean a fraction in one language or another.
    """
    return f"{number:,}".replace(",", _THIN)
