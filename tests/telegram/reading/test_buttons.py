from typing import Any

import pytest

from tests.telegram.reading.samples import post, shown, targets

URL = "https://evil.example"

BUTTONS: list[tuple[dict[str, Any], list[tuple[str, str]], bool]] = [
    ({"text": "Go", "url": URL}, [("button", "Go"), ("link", URL)], True),
    ({"text": "Go", "web_app": {"url": URL}}, [("button", "Go"), ("link", URL)], True),
    (
        {"text": "Go", "login_url": {"url": URL, "forward_text": "Log in", "bot_username": "b_bot"}},
        [("button", "Go"), ("link", URL), ("button", "Log in"), ("button", "b_bot")],
        True,
    ),
    ({"text": "Go", "copy_text": {"text": "0xabc"}}, [("button", "Go"), ("button", "0xabc")], False),
    ({"text": "Go", "switch_inline_query": "q"}, [("button", "Go"), ("button", "q")], False),
    ({"text": "Go", "switch_inline_query_current_chat": "q"}, [("button", "Go"), ("button", "q")], False),
    ({"text": "Go", "switch_inline_query_chosen_chat": {"query": "q"}}, [("button", "Go"), ("button", "q")], False),
    ({"text": "Go", "callback_data": "secret", "style": "danger", "icon_custom_emoji_id": "5"}, [("button", "Go")],
     False),
    ({"text": "Go", "hologram": "H"}, [("button", "Go"), ("other", "H")], False),
]  # fmt: skip


@pytest.mark.parametrize(("button", "expected", "linked"), BUTTONS)
@pytest.mark.parametrize("keyboard", ["inline_keyboard", "keyboard"])
def test_buttons(keyboard: str, button: dict[str, Any], expected: list[tuple[str, str]], linked: bool) -> None:
    read = post(reply_markup={keyboard: [[button]]})
    assert shown(read) == expected
    assert targets(read) == ([(URL, "button", "Go")] if linked else [])


def test_all_rows_are_read() -> None:
    rows = [[{"text": "A"}, {"text": "B"}], [{"text": "C", "url": URL}]]
    read = post(text="x", reply_markup={"inline_keyboard": rows})
    assert shown(read) == [("text", "x"), ("button", "A"), ("button", "B"), ("button", "C"), ("link", URL)]


def test_every_button_is_counted_once_whatever_it_says() -> None:
    copying = {"text": "A", "copy_text": {"text": "0xdead"}, "switch_inline_query": "hi"}
    rows = [[copying, {"text": "B", "url": URL}], [{"url": URL}]]
    assert post(text="x", reply_markup={"inline_keyboard": rows}).buttons == 3
    assert post(reply_markup={"keyboard": [["A", "B"]], "input_field_placeholder": "write"}).buttons == 2
    assert post(text="x").buttons == 0


def test_buttons_of_rich_messages_are_counted_too() -> None:
    blocks = [{"type": "buttons", "buttons": [{"text": "A"}, {"text": "B", "url": URL}]}]
    assert post(rich_message={"blocks": blocks}).buttons == 2


def test_a_reply_keyboard_may_hold_mere_strings() -> None:
    read = post(reply_markup={"keyboard": [["A"]], "input_field_placeholder": "write"})
    assert shown(read) == [("button", "A"), ("button", "write")]


@pytest.mark.parametrize("markup", ["A", ["A"], {"inline_keyboard": "A"}, {"inline_keyboard": ["A"]}])
def test_a_malformed_keyboard_is_left_over(markup: Any) -> None:
    assert [text for _, text in shown(post(reply_markup=markup))] == ["A"]
