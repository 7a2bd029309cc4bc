"""Which part is plugged into which port."""

from dataclasses import dataclass, replace
from random import SystemRandom

from telegram import Bot

from bot.actions.escalate import Escalate
from bot.cases.board import Board
from bot.cases.escalation import CaseEscalations
from bot.cases.opening import Openings
from bot.cases.press import Presses
from bot.cases.report import Reports
from bot.cases.rights import RightsWatch
from bot.config import Config
from bot.core.ports import Announcer, ChatPort, Clock, Escalations, Restraint, Rules
from bot.enforcement import Hands
from bot.moderator import Moderator, Trial
from bot.pausing.notices import Notices
from bot.pausing.orders import Orders
from bot.pausing.presses import PausePresses
from bot.pausing.restraints import Restraints
from bot.storage import Store
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.command import Tools
from bot.telegram.dispatch import Dispatcher
from bot.telegram.handlers import Handlers
from bot.telegram.members import Members
from bot.telegram.moves import Moves
from bot.telegram.presses import PressHandler
from bot.telegram.read import read_message
from bot.telegram.simulated import SimulatedChat, SimulatedEscalations, SimulatedStrikes
from bot.telegram.witness import TelegramWitness


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is made of: the adapters, ready for use. `me` is the bot's own user id."""

    config: Config
    rules: Rules
    store: Store
    chat: ChatPort
    administrators: TelegramAdministrators
    announcer: Announcer
    moves: Moves
    bot: Bot
    me: int
    clock: Clock


def plug(parts: Parts) -> tuple[Dispatcher, Handlers]:
    """The whole pipeline, from a raw update on, and the handlers in it, which must be entered before it is used."""
    moderation = parts.config.moderation
    rules = parts.rules
    parts = replace(parts, chat=_watched(parts))
    members = Members(log=parts.store, presence=parts.store, forget=parts.administrators.forget, me=parts.me)
    openings = Openings(parts.store, parts.clock, SystemRandom())
    # One board for rules, reports and presses: it keeps changes of the same card in order.
    board = Board(
        chat=parts.chat,
        cases=parts.store,
        rules=rules,
        administrators=parts.administrators,
        escalation_chat=moderation.escalation_chat,
    )
    quiet = {chat_id for chat_id in (moderation.escalation_chat, moderation.log_chat) if chat_id is not None}
    pausing = _pausing(parts)
    handlers = _handlers(parts, openings, board, pausing)
    dispatcher = Dispatcher(
        moderate=_moderator(parts, rules, CaseEscalations(openings, board), pausing.restraints).begin,
        handlers=handlers,
        members=members.note,
        moves=parts.moves.note,
        unmoderated=frozenset(quiet),
    )
    return dispatcher, handlers


def _watched(parts: Parts) -> ChatPort:
    """The chat port, with an eye on rights that the bot lacks."""
    return RightsWatch(
        chat=parts.chat,
        presence=parts.store,
        administrators=parts.administrators,
        clock=parts.clock,
        me=parts.me,
        escalation_chat=parts.config.moderation.escalation_chat,
    )


@dataclass(frozen=True, slots=True)
class _Pausing:
    """What has to do with pauses."""

    restraints: Restraints
    orders: Orders
    presses: PausePresses


def _pausing(parts: Parts) -> _Pausing:
    moderation, store, administrators = parts.config.moderation, parts.store, parts.administrators
    operators = frozenset(moderation.operators)
    notices = Notices(parts.chat, administrators, operators, moderation.escalation_chat)
    restraints = Restraints(store, store, parts.clock, Escalate(), notices.tell)
    presses = PausePresses(
        pauses=store,
        restraints=restraints,
        notices=notices,
        administrators=administrators,
        clock=parts.clock,
        operators=operators,
    )
    return _Pausing(restraints, Orders(store, restraints, administrators, parts.clock, operators), presses)


def _moderator(parts: Parts, rules: Rules, escalations: Escalations, restraint: Restraint) -> Moderator:
    moderation = parts.config.moderation
    return Moderator(
        rules=rules,
        log=parts.store,
        people=parts.store,
        recollection=parts.store,
        witness=TelegramWitness(parts.administrators, parts.chat, parts.store),
        announcer=parts.announcer,
        clock=parts.clock,
        real=Hands(parts.chat, escalations, parts.store, restraint),
        dry=Hands(SimulatedChat(parts.chat), SimulatedEscalations(), SimulatedStrikes(parts.store)),
        trial=Trial(None if moderation.shadow else moderation.trial),
        me=parts.me,
    )


def _handlers(parts: Parts, openings: Openings, board: Board, pausing: _Pausing) -> Handlers:
    reports = Reports(
        cases=parts.store,
        log=parts.store,
        rules=parts.rules,
        openings=openings,
        board=board,
        clock=parts.clock,
        me=parts.me,
    )
    presses = Presses(
        recollection=parts.store,
        cases=parts.store,
        log=parts.store,
        chat=parts.chat,
        administrators=parts.administrators,
        board=board,
        clock=parts.clock,
        operators=frozenset(parts.config.moderation.operators),
        me=parts.me,
    )
    tools = Tools(parts.chat, reports, read_message, pausing.orders)
    return Handlers(parts.bot, tools, PressHandler(presses, pausing.presses, parts.chat))
