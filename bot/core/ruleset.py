"""Rules and rule sets as they are in force: compiled, checked, immutable."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.action import Action
from bot.core.logic import Node
from bot.core.post import PostKind


class Mode(StrEnum):
    """Whether a rule acts, only records what it would do, or sleeps."""

    ENFORCE = "enforce"
    SHADOW = "shadow"
    DISABLED = "disabled"


class Severity(StrEnum):
    """How grave what a rule finds is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Notice(StrEnum):
    """Who is told that a rule acted."""

    AUTHOR = "author"
    CHAT = "chat"
    NONE = "none"


class Category(StrEnum):
    """What a rule is about, in the words of the DSA Transparency Database (its statement categories, version 2)."""

    ANIMAL_WELFARE = "animal_welfare"
    CONSUMER_INFORMATION = "consumer_information"
    CYBER_VIOLENCE = "cyber_violence"
    CYBER_VIOLENCE_AGAINST_WOMEN = "cyber_violence_against_women"
    DATA_PROTECTION_AND_PRIVACY_VIOLATIONS = "data_protection_and_privacy_violations"
    ILLEGAL_OR_HARMFUL_SPEECH = "illegal_or_harmful_speech"
    INTELLECTUAL_PROPERTY_INFRINGEMENTS = "intellectual_property_infringements"
    NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS = "negative_effects_on_civic_discourse_or_elections"
    NOT_SPECIFIED_NOTICE = "not_specified_notice"
    OTHER_VIOLATION_TC = "other_violation_tc"
    PROTECTION_OF_MINORS = "protection_of_minors"
    RISK_FOR_PUBLIC_SECURITY = "risk_for_public_security"
    SCAMS_AND_FRAUD = "scams_and_fraud"
    SELF_HARM = "self_harm"
    UNSAFE_AND_PROHIBITED_PRODUCTS = "unsafe_and_prohibited_products"
    VIOLENCE = "violence"


DEFAULT_KINDS = frozenset({PostKind.MESSAGE, PostKind.CHANNEL_POST, PostKind.COMMENT})


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule. `name` is its full name, `set/id`; `version` the first 8 hex digits of its canonical form's SHA-256.

    `purge` is in seconds, `expires` in seconds since 1970 UTC. Compared by identity.
    """

    name: str
    version: str
    condition: Node
    actions: tuple[Action, ...]
    title: str = ""
    mode: Mode = Mode.ENFORCE
    priority: int = 0
    applies_to: frozenset[PostKind] = DEFAULT_KINDS
    category: Category | None = None
    severity: Severity = Severity.MEDIUM
    notice: Notice | None = None
    reason: str | None = None
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    purge: int | None = None
    expires: int | None = None

    @property
    def exempts(self) -> bool:
        """Whether the rule exempts posts from rules of lower priority."""
        return any(action.exempts for action in self.actions)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one file, in its order.

    `named` are its named conditions, each the very node that stands in the rules that use it.
    """

    name: str
    title: str = ""
    rules: tuple[Rule, ...] = field(default=())
    named: tuple[tuple[str, Node], ...] = field(default=(), repr=False)
