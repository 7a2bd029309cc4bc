"""Which part is plugged into which port."""

from dataclasses import dataclass
from random import SystemRandom

from telegram import Bot

from bot.app.rules import FixedRules
from bot.cases.board import Board
from bot.cases.escalation import CaseEscalations
from bot.cases.opening import Openings
from bot.cases.press import Presses
from bot.cases.report import Reports
from bot.config import Config
from bot.core.judge import Judge
from bot.core.ports import Announcer, ChatPort, Clock, Escalations, Rules
from bot.moderator import Hands, Moderator, Trial
from bot.storage import Store
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.command import Tools
from bot.telegram.dispatch import Dispatcher
from bot.telegram.handlers import Handlers
from bot.telegram.presses import PressHandler
from bot.telegram.read import read_message
from bot.telegram.simulated import SimulatedChat, SimulatedEscalations
from bot.telegram.witness import TelegramWitness


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is made of: the adapters, ready for use. `me` is the bot's own user id."""

    config: Config
    judge: Judge
    store: Store
    chat: ChatPort
    administrators: TelegramAdministrators
    announcer: Announcer
    bot: Bot
    me: int
    clock: Clock


def plug(parts: Parts) -> tuple[Dispatcher, Handlers]:
    """The whole pipeline, from a raw update on, and the handlers in it, which must be entered before it is used."""
    moderation = parts.config.moderation
    rules = FixedRules(parts.judge)
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
    handlers = _handlers(parts, rules, openings, board)
    dispatcher = Dispatcher(
        moderate=_moderator(parts, rules, CaseEscalations(openings, board)).moderate,
        handlers=handlers,
        forget=parts.administrators.forget,
        unmoderated=frozenset(quiet),
    )
    return dispatcher, handlers


def _moderator(parts: Parts, rules: Rules, escalations: Escalations) -> Moderator:
    moderation = parts.config.moderation
    return Moderator(
        rules=rules,
        log=parts.store,
        people=parts.store,
        witness=TelegramWitness(parts.administrators, parts.chat),
        announcer=parts.announcer,
        clock=parts.clock,
        real=Hands(parts.chat, escalations),
        dry=Hands(SimulatedChat(parts.chat), SimulatedEscalations()),
        trial=Trial(None if moderation.shadow else moderation.trial),
    )


def _handlers(parts: Parts, rules: Rules, openings: Openings, board: Board) -> Handlers:
    reports = Reports(
        cases=parts.store,
        log=parts.store,
        rules=rules,
        openings=openings,
        board=board,
        clock=parts.clock,
        me=parts.me,
    )
    presses = Presses(
        cases=parts.store,
        log=parts.store,
        chat=parts.chat,
        administrators=parts.administrators,
        board=board,
        clock=parts.clock,
        operators=frozenset(parts.config.moderation.operators),
        me=parts.me,
    )
    return Handlers(parts.bot, Tools(parts.chat, reports, read_message), PressHandler(presses, parts.chat))
