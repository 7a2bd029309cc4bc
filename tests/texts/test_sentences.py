import pytest

from bot.core.measure import Decision, Measure
from bot.core.post import SurfaceName
from bot.texts import buttons, cards, presses, reports
from bot.texts import help as help_texts
from bot.texts.catalogue import translator
from bot.texts.markup import escape, visible
from bot.texts.moments import moment
from bot.texts.remedies import remedy

T = translator(None)


def test_moments() -> None:
    assert moment(T, 1_700_000_000) == "14 Nov 22:13 UTC"
    assert moment(T, 0) == "1 Jan 00:00 UTC"


@pytest.mark.parametrize(
    ("refusal", "advice"),
    [
        ("Bad Request: not enough rights to restrict/unrestrict chat member", "Make the bot an admin"),
        ("Bad Request: message can't be deleted", "Give the bot the right"),
        ("Bad Request: user is an administrator of the chat", "Only the owner"),
        ("Forbidden: bot was blocked by the user", "Ask the person"),
        ("Bad Request: chat not found", "Check that the bot"),
        ("Bad Request: something new", ""),
    ],
)
def test_remedies(refusal: str, advice: str) -> None:
    assert remedy(T, refusal).startswith(advice)
    assert bool(remedy(T, refusal)) == bool(advice)


def test_receipts() -> None:
    assert visible(reports.received(T, "R-7K2M", "A & B")) == (
        "Report received: R-7K2M. The moderators of A & B will look at the message; normally you get an answer within "
        "24 h. Its author is not told who reported it."
    )
    assert "the chat will look" in reports.received(T, "C-7K2M", None)
    assert "<b>C-7K2M</b>" in reports.repeated(T, "C-7K2M")


def test_every_surface_and_every_decision_has_its_words() -> None:
    assert all(cards.surface_line(T, name, escape("x")).endswith(": x") for name in SurfaceName)
    assert all(buttons.decision(T, Measure(one)) and presses.decided(T, Measure(one)) for one in Decision)


def test_help_lists_commands() -> None:
    assert help_texts.command_list(T, [("start", "begin"), ("help", "<help>")]) == (
        "Commands:\n/start - begin\n/help - &lt;help&gt;"
    )
