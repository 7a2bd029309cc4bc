"""What is poor about rules that are valid: one check a file, all of them in `lint`.

Warnings are for what is probably not what was meant, notes for what works and could be better.
"""

from collections.abc import Sequence

from bot.lang.lint.actions import check_actions
from bot.lang.lint.contradictions import check_contradictions
from bot.lang.lint.documented import check_documented
from bot.lang.lint.expired import check_expired
from bot.lang.lint.kinds import check_kinds
from bot.lang.lint.shadowed import check_shadowed
from bot.lang.lint.twins import check_twins
from bot.lang.rule import Written
from bot.source.diagnostic import Diagnostics

_CHECKS = (check_documented, check_contradictions, check_kinds, check_shadowed, check_twins, check_actions)

__all__ = ["check_expired", "lint"]


def lint(written: Sequence[Written], report: Diagnostics) -> None:
    """Report what is poor about the rules of all sets together."""
    for check in _CHECKS:
        check(written, report)
