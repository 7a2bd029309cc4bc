"""Has a picture drawn by a process of its own, so that what draws is never in the bot's memory."""

import asyncio
import logging
import sys

from bot.core.picture import Picture

WITHIN = 30.0
"""Seconds that drawing may take, on a busy machine."""

_log = logging.getLogger(__name__)


async def drawn(picture: Picture) -> bytes | None:
    """The picture as a PNG; None if it could not be drawn, and then the log says why."""
    pipe = asyncio.subprocess.PIPE
    try:
        drawing = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.charts", stdin=pipe, stdout=pipe, stderr=pipe
        )
    except OSError as error:
        _log.warning("no process can be started to draw a picture: %s", error)
        return None
    try:
        png, complaints = await asyncio.wait_for(drawing.communicate(picture.as_json().encode()), WITHIN)
    except TimeoutError:
        _log.warning("a picture was not drawn within %s s", WITHIN)
        return None
    finally:
        if drawing.returncode is None:
            drawing.kill()
            await drawing.wait()
    if drawing.returncode == 0:
        return png
    last = complaints.decode(errors="replace").strip().rpartition("\n")[2]
    _log.warning("a picture could not be drawn: %s", last)
    return None
