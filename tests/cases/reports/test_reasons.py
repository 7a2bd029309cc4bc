import pytest

from bot.cases.reports.reasons import _WORDS, reason_in
from bot.core.report import CATEGORIES, Reason
from bot.texts.catalogue import translator
from bot.texts.reasons import reason_name


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("spam", Reason.SPAM),
        ("SPAM!!! please look", Reason.SPAM),
        ("it is spam", Reason.SPAM),
        ("Это спам", Reason.SPAM),
        ("реклама казино", Reason.SPAM),
        ("Das ist Werbung", Reason.SPAM),
        ("es publicidad", Reason.SPAM),
        ("scam", Reason.SCAM),
        ("мошенники", Reason.SCAM),
        ("Шахрай", Reason.SCAM),
        ("Betrug", Reason.SCAM),
        ("Estafa", Reason.SCAM),
        ("threats against me", Reason.VIOLENCE),
        ("суицид", Reason.SELF_HARM),
        ("self-harm", Reason.SELF_HARM),
        ("doxxing", Reason.PRIVACY),
        ("he is rude", None),
        ("no spam, but rude", None),
        ("", None),
        ("!!!", None),
        ("spammy", None),
    ],
)
def test_the_first_word_that_says_something(words: str, reason: Reason | None) -> None:
    assert reason_in(words) is reason


def test_no_word_stands_for_two_reasons() -> None:
    words = [word for words in _WORDS.values() for word in words.split()]
    twice = {word for word in words if words.count(word) > 1}
    assert all(sum(word in of.split() for of in _WORDS.values()) == 1 for word in twice)


def test_every_reason_has_a_category_and_a_name() -> None:
    names = [reason_name(translator(None), reason) for reason in Reason]
    assert len(set(names)) == len(Reason)
    assert set(CATEGORIES) == set(Reason)
    assert max(map(len, names)) <= 32
