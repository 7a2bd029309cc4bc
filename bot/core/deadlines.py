"""When a case has to be decided, so that the owner need not be reminded. Missing it penalises nobody."""

from bot.core.ruleset import Severity

SEVERE = 3_600
NORMAL = 86_400


def answer_within(severity: Severity) -> int:
    """Seconds from when a case was opened."""
    return SEVERE if severity in (Severity.HIGH, Severity.CRITICAL) else NORMAL
