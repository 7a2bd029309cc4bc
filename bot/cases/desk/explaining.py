"""[Why?]: which rule found a post, and by what; and other buttons for the same card."""

from collections.abc import Iterator

from bot.cases.cards.card import Card
from bot.cases.desk.attempt import Answer, Presser, entry_of
from bot.cases.desk.beginning import REFUSED
from bot.cases.desk.callback import Menu
from bot.cases.desk.office import Office
from bot.cases.desk.refusal import Refusal
from bot.core.action import Call
from bot.core.case import CardRef, Case
from bot.core.log import Settlement
from bot.core.outcome import Outcome
from bot.core.redaction import is_redacted
from bot.texts import presses, why
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html, units, visible

ACTION = "explain"
MOST_PLACES = 5
"""Pieces of evidence that are told of."""


class Explanations:
    """Explains cases, and opens their menus, for those who may decide in the chat concerned."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def explain(self, person: Presser, ref: str, place: CardRef | None, key: str) -> Answer:
        """Why a rule found the post: in an alert, or in a reply to the card where that is too short."""
        case = await self._seen_by(person, ref)
        if isinstance(case, Answer):
            return case
        t = translator(person.language)
        text = explanation(await self._office.board.evidence(case), t)
        if units(visible(text)) <= presses.MOST:
            return Answer(visible(text), alert=True, moved=False)
        if place is not None:
            await self._send(case, person, text, place, key)
        return Answer(presses.told_below(t), moved=False)

    async def offer(self, person: Presser, ref: str, menu: Menu, place: CardRef | None) -> Answer:
        """Show other buttons below the card."""
        case = await self._seen_by(person, ref)
        if isinstance(case, Answer):
            return case
        if place is not None:
            await self._office.board.offer(ref, place, menu)
        return Answer("", moved=False)

    async def _seen_by(self, person: Presser, ref: str) -> Case | Answer:
        t = translator(person.language)
        self._office.names.learn(person)
        if (case := await self._office.cases.case(ref)) is None:
            return Answer(presses.unknown_case(t), alert=True, moved=False)
        staff = await self._office.staff(case.chat_id)
        if staff.moderates(person.id):
            return case
        why_not = Refusal.ADMINS_UNKNOWN if staff.admins is None else Refusal.NOT_AN_ADMIN
        return Answer(REFUSED[why_not](t), alert=True, moved=False)

    async def _send(self, case: Case, person: Presser, text: Html, place: CardRef, key: str) -> None:
        office = self._office
        entry = entry_of(case, person, key, ACTION, office.clock.now())
        if await office.log.intend([entry]):
            return
        params = {
            "chat_id": place.chat_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_parameters": {"message_id": place.message_id, "allow_sending_without_reply": True},
        }
        outcome = await office.chat.call(Call("sendMessage", params, key))
        await office.log.settle([Settlement(key, Outcome(outcome.status, outcome.detail), case.ref)])


def explanation(card: Card, t: Texts) -> Html:
    """Which rule found the post of the card, and by what. Pure."""
    return why.lines(_lines(card, t))


def _lines(card: Card, t: Texts) -> Iterator[Html]:
    case, rule = card.case, card.rule
    if case.rule is None and rule is None:
        yield why.no_rule(t)
        return
    if rule is None:
        yield why.rule_line("", case.rule or "", case.rule_version)
        yield why.changed(t)
        return
    yield why.rule_line(rule.title, rule.name, rule.version)
    if rule.reason:
        yield why.reason_line(rule.reason)
    if is_redacted(card.post):
        yield why.withheld(t)
        return
    if not card.evidence:
        yield why.nothing_marked(t)
    for item in card.evidence[:MOST_PLACES]:
        yield why.found_line(t, item, item.text)
    if (more := len(card.evidence) - MOST_PLACES) > 0:
        yield why.more_line(t, more)
