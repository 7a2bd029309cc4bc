"""Expressions over a text as it was written: its letters are not folded, so classes must know all that there are."""

import re

import pytest

from bot.matching.expressions.expression import expression
from bot.matching.views import Reading


def finds(text: str, post: str) -> bool:
    return any(True for _ in expression(text, original=True).find(Reading(post), 1))


@pytest.mark.parametrize("char", "aÀяªµº²¼ⁿℵⅧ①ｗＷ５𝐀𝟙ﻡﾊ猫ไ_5٣")
def test_letters_and_numbers(char: str) -> None:
    assert re.fullmatch(r"\w", char)
    assert finds(r"^\w$", char)
    assert not finds(r"\W", char)


@pytest.mark.parametrize("char", " .-–—“”…€№→★☭😀👍🏽\u200b")
def test_signs(char: str) -> None:
    assert finds(r"^\W+$", char)
    assert not finds(r"\w", char)


@pytest.mark.parametrize("char", " \t\n\x1c\x1f\x85\xa0\u2003\u202f\u3000")
def test_white_space(char: str) -> None:
    assert re.fullmatch(r"\s", char)
    assert finds(r"^\s$", char)
    assert not finds(r"\S", char)
