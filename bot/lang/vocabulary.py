"""The words of the language: every condition and action there is, by name."""

from collections.abc import Mapping

import bot.actions
import bot.conditions
from bot.core.action import Action
from bot.core.condition import Condition
from bot.core.registry import discover

# mypy takes an abstract class for no `type[T]`; discovering the subclasses of one is the point here.
CONDITIONS: Mapping[str, type[Condition]] = discover(bot.conditions, Condition)  # type: ignore[type-abstract]
ACTIONS: Mapping[str, type[Action]] = discover(bot.actions, Action)  # type: ignore[type-abstract]
