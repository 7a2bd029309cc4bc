"""What of a decision can be taken back by itself, and what that leaves to be undone. Pure."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from bot.core.case import Case, State
from bot.core.measure import Applied

DAY = 86_400
SHORTER_MUTE = "mute_for_less"
SHORTER_BAN = "ban_for_less"
"""What stands in `Case.applied` for a mute or a ban that is to end earlier: at its `until`."""


class Part(StrEnum):
    """One thing that a reviewer can take back; the values are letters of a button's data."""

    TEXT = "t"
    STRIKE = "s"
    MUTE = "m"
    MUTE_FOR_LESS = "n"
    BAN = "b"
    BAN_FOR_LESS = "d"


_OF_ACTION = {
    "delete": (Part.TEXT,),
    "warn": (Part.STRIKE,),
    "mute": (Part.MUTE, Part.MUTE_FOR_LESS),
    "ban": (Part.BAN, Part.BAN_FOR_LESS),
}
_EXCLUSIVE = ({Part.MUTE, Part.MUTE_FOR_LESS}, {Part.BAN, Part.BAN_FOR_LESS})
_FOR_LESS = {Part.MUTE_FOR_LESS: ("mute", SHORTER_MUTE), Part.BAN_FOR_LESS: ("ban", SHORTER_BAN)}
_WHOLE = {Part.TEXT: "delete", Part.STRIKE: "warn", Part.MUTE: "mute", Part.BAN: "ban"}


def offered(case: Case, now: int, *, text: bool) -> tuple[Part, ...]:
    """What can be taken back one by one; `text` says whether the text is there to be posted again.

    A mute or a ban can be made to end a day from now, if it lasts longer. Telegram bans channels only without end.
    """
    found: list[Part] = []
    for item in case.applied:
        if not item.in_force(now):
            continue
        lasts = item.until is None or item.until > now + DAY
        for part in _OF_ACTION.get(item.action, ()):
            if part is Part.TEXT and not text:
                continue
            if part in _FOR_LESS and (not lasts or (part is Part.BAN_FOR_LESS and (case.author_id or 0) < 0)):
                continue
            found.append(part)
    return tuple(dict.fromkeys(found))


def shown_state(case: Case) -> State:
    """The state as people are told: what was undone in part is not taken back as a whole."""
    in_part = any(item.stays or item.action in (SHORTER_MUTE, SHORTER_BAN) for item in case.applied)
    return State.PARTIALLY_REVERSED if case.state is State.UNDONE and in_part else case.state


def toggled(chosen: Collection[Part], part: Part) -> frozenset[Part]:
    """What is chosen once a part was pressed: it goes in or out, and what it excludes goes out."""
    if part in chosen:
        return frozenset(chosen) - {part}
    excluded = next((pair for pair in _EXCLUSIVE if part in pair), set())
    return (frozenset(chosen) - excluded) | {part}


def taken_back(case: Case, chosen: Collection[Part], now: int) -> tuple[Applied, ...]:
    """What `Case.applied` is when these parts are to be undone: they, and what stays."""
    applied = {item.action: item for item in case.applied}
    found = [applied[_WHOLE[part]] for part in Part if part in chosen and _WHOLE.get(part) in applied]
    for part, (action, shorter) in _FOR_LESS.items():
        if part in chosen and action in applied:
            found.append(replace(applied[action], action=shorter, until=now + DAY))
    touched = {item.action for item in found} | {_FOR_LESS[part][0] for part in chosen if part in _FOR_LESS}
    return (*found, *(replace(item, stays=True) for item in case.applied if item.action not in touched))
