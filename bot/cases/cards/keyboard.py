"""The buttons of a case's card: those that make sense, and no others. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.cases.cards.card import Card
from bot.cases.desk.callback import BANS, MUTES, Interim, Menu, Op, Press
from bot.cases.measures.measures import can_delete, can_sanction
from bot.cases.reports.callback import Deed, ReportPress
from bot.core.case import AWAITING, State
from bot.core.measure import Decision, Measure
from bot.core.post import Role
from bot.texts import buttons as texts
from bot.texts.catalogue import Texts

REMOVALS = frozenset({"delete", "decline", "remove_reaction"})
"""Actions after which nothing of the post is left to be deleted."""

Button = dict[str, str]
Keyboard = list[list[Button]]

_CLAIMABLE = frozenset({State.OPEN, State.ESCALATED})
_HOLDABLE = frozenset({State.OPEN, State.CLAIMED, State.ESCALATED})
_ESCALABLE = frozenset({State.OPEN, State.CLAIMED})


def keyboard(card: Card, t: Texts, menu: Menu = Menu.MAIN) -> Keyboard | None:
    """The buttons; None if there are none. A menu that makes no sense any more is the first one."""
    if menu is not Menu.MAIN and (shown := list(_menu(card, t, menu))):
        back = Press(card.case.ref, Op.MENU, Menu.MAIN.value)
        return [*_rows(shown, 2), [_button(back, texts.back(t))]]
    return [row for row in _main(card, t) if row] or None


def _main(card: Card, t: Texts) -> Iterator[list[Button]]:
    case = card.case
    if case.state is State.AWAITING_SECOND:
        yield [_op(card, t, Op.APPROVE), _op(card, t, Op.REFUSE)]
    elif case.state in AWAITING:
        yield list(_removing(card, t))
        yield list(_milder(card, t))
        yield list(_about_the_case(card, t))
    elif card.review and case.state is State.ENFORCED:
        confirm = [_op(card, t, Op.CONFIRM)] if case.automated else []
        yield [*confirm, _op(card, t, Op.REVERSE)]
    elif card.review and case.state is State.REVERSED:  # Telegram refused to undo it
        yield [_op(card, t, Op.REVERSE)]
    if (case.state in AWAITING or card.review) and case.rule is not None:
        yield [_op(card, t, Op.WHY)]


def _removing(card: Card, t: Texts) -> Iterator[Button]:
    """Delete, and what is graver."""
    case = card.case
    if deletable(card):
        yield _decision(card, t, Measure(Decision.DELETE))
    if case.posts > 1:
        if case.authors > 1 or sanctionable(card, Decision.BAN):
            yield _decision(card, t, Measure(Decision.BAN))
        return
    if sanctionable(card, Decision.MUTE):
        yield _button(Press(case.ref, Op.MENU, Menu.MUTE.value), texts.mute_menu(t))
    if sanctionable(card, Decision.BAN):
        yield _button(Press(case.ref, Op.MENU, Menu.BAN.value), texts.ban_menu(t))


def _milder(card: Card, t: Texts) -> Iterator[Button]:
    """Warn, hold and dismiss."""
    if card.case.posts == 1 and sanctionable(card, Decision.WARN):
        yield _decision(card, t, Measure(Decision.WARN))
    if list(_interims(card)):
        yield _button(Press(card.case.ref, Op.MENU, Menu.HOLD.value), texts.hold_menu(t))
    yield _decision(card, t, Measure(Decision.KEEP))


def _about_the_case(card: Card, t: Texts) -> Iterator[Button]:
    """Who is to decide."""
    if card.case.state in _CLAIMABLE:
        yield _op(card, t, Op.TAKE)
    if card.case.state is State.CLAIMED:
        yield _op(card, t, Op.RELEASE)
    if card.case.state in _ESCALABLE:
        yield _op(card, t, Op.ESCALATE)
    if card.case.reports:
        yield {"text": texts.reports(t), "callback_data": ReportPress(card.case.ref, Deed.LIST).data}


def _menu(card: Card, t: Texts, menu: Menu) -> Iterator[Button]:
    if card.case.state not in AWAITING - {State.AWAITING_SECOND} or card.case.posts > 1:
        return
    if menu is Menu.MUTE and sanctionable(card, Decision.MUTE):
        for seconds in MUTES:
            yield _decision(card, t, Measure(Decision.MUTE, seconds))
    if menu is Menu.BAN and sanctionable(card, Decision.BAN):
        channel = card.post.author.known(Role.CHANNEL)
        for lasting in BANS:
            if lasting is None or not channel:
                yield _decision(card, t, Measure(Decision.BAN, lasting))
    if menu is Menu.HOLD:
        for interim in _interims(card):
            yield _button(Press(card.case.ref, Op.HOLD, interim.value), texts.hold_button(t, interim.value))


def deletable(card: Card) -> bool:
    """Whether there is something left to delete."""
    done = {action for action, outcome in card.done if outcome.done} | {item.action for item in card.case.applied}
    there = can_delete(replace(card.post, message_id=card.case.message_id))
    return there and (card.case.posts > 1 or done.isdisjoint(REMOVALS))


def sanctionable(card: Card, decision: Decision) -> bool:
    """Whether this can be done to the author, and was not done yet."""
    done = {action for action, outcome in card.done if outcome.done}
    return not card.safe and can_sanction(card.post, Measure(decision)) and decision.value not in done


def _interims(card: Card) -> Iterator[Interim]:
    """What can be done while nobody has decided; a member whom nothing is ever done to keeps writing."""
    if card.case.state not in _HOLDABLE or card.case.posts > 1:
        return
    if sanctionable(card, Decision.MUTE):
        yield Interim.MUTE
    if deletable(card):
        yield Interim.DELETE


def _decision(card: Card, t: Texts, measure: Measure) -> Button:
    label = texts.decision(t, measure, card.case.posts, card.case.authors)
    return _button(Press.deciding(card.case.ref, measure), label)


def _op(card: Card, t: Texts, op: Op) -> Button:
    return _button(Press(card.case.ref, op), texts.op(t, op.value))


def _button(press: Press, label: str) -> Button:
    return {"text": label, "callback_data": press.data}


def _rows(buttons: Iterable[Button], wide: int) -> Keyboard:
    found = list(buttons)
    return [found[place : place + wide] for place in range(0, len(found), wide)]
