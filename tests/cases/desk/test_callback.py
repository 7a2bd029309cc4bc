import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.desk.callback import BANS, MOST_BYTES, MUTES, Interim, Menu, Op, Press
from bot.cases.refs import ALPHABET
from bot.core.measure import Decision, Measure

REFS = st.text(ALPHABET, min_size=4, max_size=30).map(lambda signs: f"C-{signs}")
LASTING = frozenset({Decision.MUTE, Decision.BAN})
MEASURES = st.one_of(
    st.builds(Measure, st.sampled_from(Decision)),
    st.builds(Measure, st.sampled_from(sorted(LASTING)), st.integers(1, 366 * 86_400)),
)
ARGS: dict[Op, list[str]] = {
    Op.HOLD: [item.value for item in Interim],
    Op.MENU: [item.value for item in Menu],
    Op.MUTE: ["0", "60"],
    Op.BAN: ["0", "604800"],
}
EVERY = [(op, arg) for op in Op for arg in ARGS.get(op, [""])]


@given(REFS, st.sampled_from(EVERY))
def test_a_button_survives_its_data(ref: str, button: tuple[Op, str]) -> None:
    press = Press(ref, button[0], str(button[1]))
    assert Press.parse(press.data) == press
    assert len(press.data.encode()) <= MOST_BYTES


@given(REFS, MEASURES)
def test_a_decision_survives_its_button(ref: str, measure: Measure) -> None:
    press = Press.parse(Press.deciding(ref, measure).data)
    assert press is not None
    assert (press.ref, press.measure) == (ref, measure)


def test_the_data_is_short_and_plain() -> None:
    assert Press.deciding("C-7K2M", Measure(Decision.DELETE)).data == "c:C-7K2M:delete"
    assert Press.deciding("C-7K2M", Measure(Decision.MUTE, MUTES[0])).data == "c:C-7K2M:mute:3600"
    assert Press.deciding("C-7K2M", Measure(Decision.BAN, BANS[-1])).data == "c:C-7K2M:ban:0"


def test_the_ban_button_of_an_old_card_still_bans_for_good() -> None:
    press = Press.parse("c:C-7K2M:ban")
    assert press is not None
    assert press.measure == Measure(Decision.BAN)


def test_what_decides_nothing_has_no_measure() -> None:
    assert {op for op, arg in EVERY if Press("C-7K2M", op, arg).measure is None} == set(Op) - set(map(Op, Decision))


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
        "c:C-7K2M:take:",
        "c:C-7K2M:mute",
        "c:C-7K2M:mute:-1",
        "c:C-7K2M:mute:007",
        "c:C-7K2M:mute:9999999999",
        "c:C-7K2M:hold",
        "c:C-7K2M:hold:ban",
        "c:C-7K2M:menu:none",
        "C:C-7K2M:delete",
        "c:C-7K2:delete",
        "c:C-7KIM:delete",
        "c:C-7k2m:delete",
        "c:C-７K2M:delete",
        "c:C-7K2M:mute:６0",
        "c:C-7K2M:delete\n",
        "c:C-" + "7" * 100 + ":keep",
        "\x00" * 64,
    ],
)
def test_junk_is_no_button(data: object) -> None:
    assert Press.parse(data) is None


@given(st.text() | st.builds("c:C-7K2M:{}:{}".format, st.sampled_from(Op), st.text(max_size=12)))
def test_no_text_breaks_the_parser(data: str) -> None:
    press = Press.parse(data)
    assert press is None or press.data == data
