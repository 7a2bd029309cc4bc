"""How texts are kept when nobody wants them encrypted."""


class PlainVault:
    """Keeps texts as UTF-8. Lone surrogates, which Telegram's JSON may hold, survive."""

    def seal(self, text: str) -> bytes:
        return text.encode("utf-8", "surrogatepass")

    def unseal(self, sealed: bytes) -> str:
        return sealed.decode("utf-8", "surrogatepass")
