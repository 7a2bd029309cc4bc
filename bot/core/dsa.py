"""Statements of reasons in the fields of the DSA Transparency Database, without anybody's name. Pure.

Fields and enumerations are those of the database's API, version 2 (`digital-services-act/transparency-database`, commit
69e80a0b). A chat is no platform in the sense of the Digital Services Act: the format is used because it is a good one.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.core.case import Case, CaseOrigin
from bot.core.measure import Applied
from bot.core.ruleset import Category

ENUMERATIONS: Mapping[str, frozenset[str]] = {
    "decision_visibility": frozenset(
        f"DECISION_VISIBILITY_{name}"
        for name in (
            "CONTENT_REMOVED",
            "CONTENT_DISABLED",
            "CONTENT_DEMOTED",
            "CONTENT_AGE_RESTRICTED",
            "CONTENT_INTERACTION_RESTRICTED",
            "CONTENT_LABELLED",
            "OTHER",
        )
    ),
    "decision_provision": frozenset(
        f"DECISION_PROVISION_{scope}_{end}" for scope in ("PARTIAL", "TOTAL") for end in ("SUSPENSION", "TERMINATION")
    ),
    "decision_ground": frozenset({"DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"}),
    "account_type": frozenset({"ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_PRIVATE"}),
    "category": frozenset(f"STATEMENT_CATEGORY_{category.name}" for category in Category),
    "content_type": frozenset(
        f"CONTENT_TYPE_{name}"
        for name in ("APP", "AUDIO", "IMAGE", "PRODUCT", "SYNTHETIC_MEDIA", "TEXT", "VIDEO", "OTHER")
    ),
    "source_type": frozenset(
        {"SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY"}
    ),
    "automated_detection": frozenset({"Yes", "No"}),
    "automated_decision": frozenset(f"AUTOMATED_DECISION_{name}" for name in ("FULLY", "PARTIALLY", "NOT_AUTOMATED")),
    "incompatible_content_illegal": frozenset({"Yes", "No"}),
}

REQUIRED = frozenset(
    {
        "account_type",
        "application_date",
        "automated_decision",
        "automated_detection",
        "category",
        "content_date",
        "content_type",
        "decision_facts",
        "decision_ground",
        "incompatible_content_explanation",
        "incompatible_content_ground",
        "puid",
        "source_type",
    }
)
"""What every statement of ours has; and it restricts something, see `faults`."""

_REMOVALS = frozenset({"delete", "decline", "remove_reaction", "purge"})
_SOURCES = {
    CaseOrigin.RULE: "SOURCE_VOLUNTARY",
    CaseOrigin.MODERATOR: "SOURCE_VOLUNTARY",
    CaseOrigin.REPORT: "SOURCE_TYPE_OTHER_NOTIFICATION",
}

Statement = Mapping[str, Any]


def statement(case: Case, content_types: Sequence[str] = ("CONTENT_TYPE_OTHER",)) -> Statement | None:
    """The statement of a case that restricts somebody; None for one that does not (any more)."""
    # Of one that was reversed in part: what stays. Before a reviewer looked, nothing is said to stay.
    applied = tuple(item for item in case.applied if item.stays) or case.applied
    if case.decided_at is None or not applied:
        return None
    rule = f"{case.rule}@{case.rule_version}" if case.rule else "the chat's rules, applied by a moderator"
    return {
        "puid": f"ombud-{case.ref}",
        **_restrictions(applied),
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": rule,
        "incompatible_content_explanation": f"The content broke a rule of the chat it was posted in: {rule}.",
        "incompatible_content_illegal": "No",
        "category": f"STATEMENT_CATEGORY_{(case.category or Category.OTHER_VIOLATION_TC).name}",
        "account_type": "ACCOUNT_TYPE_PRIVATE",
        "content_type": list(content_types),
        "content_date": _date(case.opened_at),
        "application_date": _date(case.decided_at),
        "decision_facts": _facts(case),
        "source_type": _SOURCES[case.origin],
        "automated_detection": "Yes" if case.origin is CaseOrigin.RULE else "No",
        "automated_decision": f"AUTOMATED_DECISION_{'FULLY' if case.automated else 'NOT_AUTOMATED'}",
    }


def faults(told: Statement) -> Sequence[str]:
    """What the database would refuse about a statement; empty if nothing."""
    found = [f"`{name}` is missing" for name in sorted(REQUIRED - told.keys())]
    if not told.keys() & {"decision_visibility", "decision_provision"}:
        found.append("it restricts nothing")
    for name, allowed in ENUMERATIONS.items():
        given = told.get(name, [])
        values = given if isinstance(given, list) else [given]
        found += [f"`{name}` cannot be {value!r}" for value in values if value not in allowed]
    return found


def _restrictions(applied: Sequence[Applied]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in applied:
        if item.action in _REMOVALS:
            found["decision_visibility"] = ["DECISION_VISIBILITY_CONTENT_REMOVED"]
        elif item.action == "warn" and "decision_visibility" not in found:
            found |= {"decision_visibility": ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other": "a warning"}
        elif item.action in _PROVISIONS:
            found["decision_provision"] = _PROVISIONS[item.action][item.until is None]
            if item.until is not None:
                found["end_date_service_restriction"] = _date(item.until)
    if found.get("decision_visibility") != ["DECISION_VISIBILITY_OTHER"]:
        found.pop("decision_visibility_other", None)
    return found


_PROVISIONS = {
    "mute": ("DECISION_PROVISION_PARTIAL_SUSPENSION", "DECISION_PROVISION_PARTIAL_TERMINATION"),
    "kick": ("DECISION_PROVISION_TOTAL_SUSPENSION", "DECISION_PROVISION_TOTAL_SUSPENSION"),
    "ban": ("DECISION_PROVISION_TOTAL_SUSPENSION", "DECISION_PROVISION_TOTAL_TERMINATION"),
}
"""For a while, and for good."""


def _facts(case: Case) -> str:
    found = {
        CaseOrigin.RULE: "An automatic rule found the content",
        CaseOrigin.REPORT: f"Members of the chat reported the content ({case.reports})",
        CaseOrigin.MODERATOR: "A moderator found the content",
    }[case.origin]
    by = "the rule's measure was applied automatically" if case.automated else "a moderator decided"
    return f"{found}; {by}. The author may appeal within 30 days to another moderator."


def _date(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
