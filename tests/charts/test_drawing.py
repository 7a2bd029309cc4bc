import struct

import pytest

from bot.app.drawing import drawn
from bot.core.picture import Picture, Series, picture_of

BUSY = Picture(
    title="Flowers 🌷 $x_1$ & Сад <b>",
    subtitle="1 Nov - 3 Nov 2026, UTC",
    days=("1 Nov", "2 Nov", "3 Nov"),
    series=(Series("scams/btc", (1, 0, 4)), Series("a_very_long_name" * 9, (0, 2, 0))),
    facts=(("Actions", "7"), ("Appeals", "0")),
    nothing="Nothing.",
)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_travels_as_json() -> None:
    assert picture_of(BUSY.as_json()) == BUSY


@pytest.mark.parametrize(
    "picture",
    [
        BUSY,
        Picture("", "", ("1 Nov",), (), (), "Nothing."),
        Picture("A year", "", tuple(map(str, range(366))), (Series("x", (9,) * 366),), (), ""),
    ],
    ids=["busy", "nothing", "a year"],
)
async def test_a_picture_is_drawn_in_a_process_of_its_own(picture: Picture) -> None:
    png = await drawn(picture)
    assert png is not None
    assert size(png) == (1200, 750)


async def test_what_cannot_be_drawn_is_none(caplog: pytest.LogCaptureFixture) -> None:
    assert await drawn(Picture("", "", ("1 Nov",), (Series("x", (1, 2)),), (), "")) is None
    assert "could not be drawn" in caplog.text
