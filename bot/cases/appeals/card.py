"""The message that calls a reviewer: what the appellant says, with buttons. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.cases import links
from bot.cases.appeals.press import Op, ReviewPress
from bot.cases.measures.parts import Part, toggled
from bot.core.action import Call
from bot.core.appeal import Appeal
from bot.core.case import CardRef, Case
from bot.core.outcome import Outcome
from bot.core.transitions import Party
from bot.texts import appeals as texts
from bot.texts import cards
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, join

Keyboard = list[list[dict[str, str]]]


def call_text(case: Case, appeal: Appeal, t: Texts) -> Html:
    """What calls a reviewer."""
    return _text(case, appeal, texts.wanted(t, case.due_at or appeal.at), t)


def send_call(case: Case, appeal: Appeal, place: CardRef, keyboard: Keyboard, t: Texts) -> Call:
    """Sends it, as an answer to the case's card."""
    params = _params(place.chat_id, call_text(case, appeal, t), keyboard)
    params["reply_parameters"] = {"message_id": place.message_id, "allow_sending_without_reply": True}
    # A second one belongs to the same case and does no harm, an appeal that nobody sees does: so it may be sent again.
    return Call("sendMessage", params, f"case:{case.ref}:appeal:{appeal.decided_at}:call", idempotent=True)


def result_call(  # noqa: PLR0917 - all that it shows
    case: Case,
    appeal: Appeal,
    shown: CardRef,
    reviewer: tuple[int, str],
    outcomes: Mapping[str, Outcome],
    keyboard: Keyboard,
    t: Texts,
) -> Call:
    """Makes the message show what a reviewer, an id and a name, decided, and what became of it."""
    name = cards.named(reviewer[1], links.person_url(reviewer[0]))
    at = appeal.reviewed_at or appeal.at
    lines = [texts.reviewed(t, (appeal.outcome or case.state).value, name, at)]
    if appeal.same_person:
        lines.append(texts.same_person(t))
    lines.append(texts.results(t, dict(outcomes)))
    params = _params(shown.chat_id, _text(case, appeal, join("\n", lines), t), keyboard)
    params["message_id"] = shown.message_id
    return Call("editMessageText", params, f"case:{case.ref}:appeal:{appeal.decided_at}:result", idempotent=True)


def keyboard_call(case: Case, shown: CardRef, keyboard: Keyboard) -> Call:
    """Puts other buttons under the message."""
    params = {
        "chat_id": shown.chat_id,
        "message_id": shown.message_id,
        "reply_markup": {"inline_keyboard": keyboard},
    }
    return Call("editMessageReplyMarkup", params, f"case:{case.ref}:review:keyboard", idempotent=True)


def main_buttons(case: Case, party: Party, parts: Collection[Part], t: Texts) -> Keyboard:
    """What a reviewer can decide; `parts` can be taken back one by one."""
    second = [Op.PARTLY] if party is Party.AUTHOR and len(parts) > 1 else []
    rows = [[Op.UPHOLD, Op.REVERSE], [*second, Op.OMIT]]
    return [[_button(case, t, op) for op in row] for row in rows]


def part_buttons(case: Case, parts: Collection[Part], chosen: frozenset[Part], t: Texts) -> Keyboard:
    """What can be taken back by itself: a press on one chooses it, or drops it again."""
    rows = [
        [
            {
                "text": texts.part(t, part.name.lower(), chosen=part in chosen),
                "callback_data": ReviewPress(case.ref, Op.PARTLY, toggled(chosen, part)).data,
            }
        ]
        for part in parts
    ]
    decide = {"text": texts.label(t, Op.DECIDE), "callback_data": ReviewPress(case.ref, Op.DECIDE, chosen).data}
    return [*rows, [_button(case, t, Op.BACK), decide]]


def again_buttons(case: Case, t: Texts) -> Keyboard:
    """For what Telegram refused to undo."""
    return [[_button(case, t, Op.AGAIN)]]


def _button(case: Case, t: Texts, op: Op) -> dict[str, str]:
    return {"text": texts.label(t, op), "callback_data": ReviewPress(case.ref, op).data}


def _text(case: Case, appeal: Appeal, foot: Html, t: Texts) -> Html:
    lead = texts.by_author(t) if appeal.party is Party.AUTHOR else texts.by_reporter(t)
    return texts.call(t, case.ref, lead, appeal.words, foot)


def _params(chat_id: int, text: Html, keyboard: Keyboard) -> dict[str, Any]:
    return {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": keyboard},
    }
