import pytest

from bot.core.post import PostKind
from bot.core.redaction import WITHHELD_KEYWORDS
from bot.core.ruleset import Rule
from bot.source.node import Mapping, Scalar, Sequence
from tests.rules.sets import FOLDER, acts_by_itself, rules, shipped, sleeps, written_rules

WRITTEN = dict(written_rules())
ACTS = (["delete"], ["delete", "escalate"], ["decline"])
ALWAYS = ("id", "title", "category", "severity", "if", "then", "reason", "examples")


def test_the_sets_load_without_a_complaint_and_all_their_examples_pass() -> None:
    assert shipped().diagnostics == ()
    assert sorted(set_.name for set_ in shipped().sets) == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", WRITTEN)
def test_a_rule_says_what_it_is_about(name: str) -> None:
    assert [key for key in ALWAYS if WRITTEN[name].get(key) is None] == []


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("kind", ["match", "ignore"])
def test_a_rule_has_three_examples_of_each_kind(name: str, kind: str) -> None:
    examples = WRITTEN[name].get("examples")
    assert isinstance(examples, Mapping)
    listed = examples.get(kind)
    assert isinstance(listed, Sequence)
    assert len(listed.items) >= 3


@pytest.mark.parametrize("name", WRITTEN)
def test_a_reason_is_a_sentence(name: str) -> None:
    reason = WRITTEN[name].get("reason")
    assert isinstance(reason, Scalar)
    assert reason.text[0].isupper()
    assert reason.text.endswith(".")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_acts_and_says_whom_it_tells_or_asks_about_strangers_only(rule: Rule) -> None:
    actions = [action.name for action in rule.actions]
    if acts_by_itself(rule) or (sleeps(rule) and actions != ["escalate"]):
        assert actions in ACTS
        assert rule.notice is not None
        assert rule.priority > 0
    else:
        assert actions == ["escalate"]
        assert rule.priority == 0
        assert PostKind.CHANNEL_POST not in rule.applies_to


def test_only_coarse_language_and_floods_sleep() -> None:
    assert {rule.name.partition("/")[0] for rule in rules() if sleeps(rule)} == {"profanity", "floods"}


def test_the_rules_in_force_remember_nothing() -> None:
    judge = shipped().judge
    assert judge is not None
    assert judge.needs == frozenset()


def test_what_nobody_may_keep_is_deleted_and_never_put_on_a_card() -> None:
    withheld = [rule for rule in rules() if not WITHHELD_KEYWORDS.isdisjoint(rule.keywords)]
    assert [rule.name for rule in withheld] == ["adult/abuse-of-children"]
    assert [action.name for rule in withheld for action in rule.actions] == ["delete"]
