"""What of a decision can be taken back by itself."""

from dataclasses import replace

import pytest

from bot.cases.appeals.press import Op, ReviewPress
from bot.cases.measures.parts import Part, offered, shown_state, taken_back, toggled
from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Applied

NOW, DAY = 1_000_000, 86_400


def case(*applied: Applied, author: int = 7) -> Case:
    return Case("C-7K2M", -100, 5, 0, CaseOrigin.RULE, NOW, author_id=author, applied=applied)


@pytest.mark.parametrize(
    ("applied", "letters"),
    [
        ((Applied("delete"),), "t"),
        ((Applied("delete"), Applied("warn"), Applied("mute")), "tsmn"),
        ((Applied("mute", NOW + DAY),), "m"),
        ((Applied("mute", NOW + DAY + 1),), "mn"),
        ((Applied("mute", NOW - 1),), ""),
        ((Applied("ban"),), "bd"),
        ((Applied("kick"), Applied("purge")), ""),
    ],
)
def test_offered(applied: tuple[Applied, ...], letters: str) -> None:
    assert "".join(offered(case(*applied), NOW, text=True)) == letters


def test_a_channel_is_banned_without_end_or_not_at_all() -> None:
    assert offered(case(Applied("ban"), author=-1007), NOW, text=True) == (Part.BAN,)


def test_a_text_that_is_gone_is_not_offered() -> None:
    assert offered(case(Applied("delete")), NOW, text=False) == ()


def test_what_excludes_each_other_is_not_chosen_together() -> None:
    assert toggled({Part.MUTE, Part.TEXT}, Part.MUTE_FOR_LESS) == {Part.MUTE_FOR_LESS, Part.TEXT}
    assert toggled({Part.MUTE}, Part.MUTE) == frozenset()


def test_taken_back() -> None:
    former = (("can_send_messages", True),)
    of = case(Applied("delete"), Applied("mute", None, former), Applied("ban"))
    assert taken_back(of, {Part.MUTE_FOR_LESS, Part.BAN}, NOW) == (
        Applied("ban"),
        Applied("mute_for_less", NOW + DAY, former),
        Applied("delete", stays=True),
    )


@pytest.mark.parametrize(
    ("applied", "shown"),
    [
        ((Applied("delete"), Applied("mute", stays=True)), State.PARTIALLY_REVERSED),
        ((Applied("mute_for_less", NOW),), State.PARTIALLY_REVERSED),
        ((Applied("delete"), Applied("mute")), State.UNDONE),
    ],
)
def test_what_was_taken_back_in_part_is_said_to_be_so(applied: tuple[Applied, ...], shown: State) -> None:
    assert shown_state(replace(case(*applied), state=State.UNDONE)) is shown
    assert shown_state(replace(case(*applied), state=State.APPEALED)) is State.APPEALED


@pytest.mark.parametrize("op", Op)
def test_buttons_carry_what_they_say(op: Op) -> None:
    press = ReviewPress("C-7K2MABCDEFGH", op, frozenset(Part))
    assert len(press.data.encode()) <= 64
    assert ReviewPress.parse(press.data) == press


@pytest.mark.parametrize(
    "data", ["v:C-7K2M", "v:C-7K2M:burn", "v:c-7k2m:uphold", "v:C-7K2M:decide:xyz", "v::uphold", ""]
)
def test_what_is_no_button(data: str) -> None:
    assert ReviewPress.parse(data) is None
