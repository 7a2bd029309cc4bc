import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.callback import MOST_BYTES, Press
from bot.cases.refs import ALPHABET
from bot.core.case import Decision

REFS = st.text(ALPHABET, min_size=4, max_size=30).map(lambda signs: f"C-{signs}")


@given(REFS, st.sampled_from(Decision))
def test_a_button_survives_its_data(ref: str, decision: Decision) -> None:
    press = Press(ref, decision)
    assert Press.parse(press.data) == press
    assert len(press.data.encode()) <= MOST_BYTES


def test_the_data_is_short_and_plain() -> None:
    assert Press("C-7K2M", Decision.DELETE).data == "c:C-7K2M:delete"


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        "",
        "c:",
        "c:C-7K2M",
        "c:C-7K2M:",
        "c:C-7K2M:explode",
        "c:C-7K2M:delete:more",
        "C:C-7K2M:delete",
        "c:C-7K2:delete",
        "c:C-7KIM:delete",
        "c:C-7k2m:delete",
        "c:C-７K2M:delete",
        "c:C-7K2M:delete\n",
        "c:C-" + "7" * 100 + ":keep",
        "\x00" * 64,
    ],
)
def test_junk_is_no_button(data: object) -> None:
    assert Press.parse(data) is None


@given(st.text())
def test_no_text_breaks_the_parser(data: str) -> None:
    press = Press.parse(data)
    assert press is None or press.data == data
