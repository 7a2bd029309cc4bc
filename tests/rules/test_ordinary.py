import pytest

from bot.core.post import Post
from tests.rules.ordinary import OFFERS, ORDINARY, SIGNED
from tests.rules.sets import acts_by_itself, by_a_channel, by_a_member, judge


def acting(post: Post) -> list[str]:
    return [match.rule.name for match in judge(post).matches if acts_by_itself(match.rule)]


@pytest.mark.parametrize("text", [*ORDINARY, *SIGNED, *OFFERS])
def test_no_rule_acts_on_what_honest_people_write(text: str) -> None:
    assert acting(by_a_member(text)) == []


@pytest.mark.parametrize("text", ORDINARY)
def test_nobody_is_asked_about_it_either(text: str) -> None:
    assert judge(by_a_member(text)).steps == ()


@pytest.mark.parametrize("text", [*ORDINARY, *SIGNED, *OFFERS])
def test_a_channel_may_post_it_signed(text: str) -> None:
    assert judge(by_a_channel(text)).steps == ()
