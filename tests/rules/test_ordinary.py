import pytest

from bot.core.post import Post
from tests.rules import everyday, everyday_others
from tests.rules.ordinary import OFFERS, ORDINARY, SIGNED
from tests.rules.sets import acts_by_itself, by_a_channel, by_a_member, by_a_newcomer, judge

EVERYDAY = (*everyday.ENGLISH, *everyday.RUSSIAN, *everyday_others.EVERYDAY)
SIGNATURES = ("@citynews", "t.me/citynews", "https://citynews.example/12")


def acting(post: Post) -> list[str]:
    return [match.rule.name for match in judge(post).matches if acts_by_itself(match.rule)]


@pytest.mark.parametrize("text", [*ORDINARY, *EVERYDAY, *SIGNED, *OFFERS])
def test_no_rule_acts_on_what_honest_people_write(text: str) -> None:
    assert acting(by_a_member(text)) == []


@pytest.mark.parametrize("text", [*ORDINARY, *EVERYDAY])
def test_nobody_is_asked_about_it_either(text: str) -> None:
    assert judge(by_a_member(text)).steps == ()


@pytest.mark.parametrize("text", [*ORDINARY, *EVERYDAY])
def test_nor_if_a_newcomer_writes_it(text: str) -> None:
    assert judge(by_a_newcomer(text)).steps == ()


@pytest.mark.parametrize("text", [*ORDINARY, *EVERYDAY, *SIGNED, *OFFERS])
def test_a_channel_may_post_it_signed(text: str) -> None:
    assert judge(by_a_channel(text)).steps == ()


@pytest.mark.parametrize("text", [*ORDINARY, *EVERYDAY])
def test_a_signature_changes_nothing(text: str) -> None:
    assert [name for signature in SIGNATURES for name in acting(by_a_member(f"{text} {signature}"))] == []
