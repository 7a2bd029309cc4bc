"""Measures against an author as the actions that carry them out."""

from bot.actions.ban import Ban
from bot.actions.kick import Kick
from bot.actions.mute import Mute
from bot.core.action import Action
from bot.core.arguments import Duration
from bot.core.measure import Decision, Measure


def sanction(measure: Measure) -> Action | None:
    """What the measure does to the author beyond a warning; None if that is nothing."""
    lasting = None if measure.seconds is None else Duration(measure.seconds)
    return {Decision.MUTE: Mute(lasting), Decision.KICK: Kick(), Decision.BAN: Ban(lasting)}.get(measure.decision)
