from pathlib import Path

import pytest

from bot.core.post import Post
from bot.lang.load import Loaded, load, load_text
from bot.lang.short import read_short

RULE = "rules:\n  - {id: r, if: {words: %s}, then: [delete], category: scams_and_fraud, reason: No.%s}\n"
EXAMPLES = ", examples: {match: [airdrop], ignore: [hello]}"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def errors(loaded: Loaded) -> list[str]:
    return [item.code for item in loaded.diagnostics if item.level == "error"]


def test_folders_are_searched_and_files_taken_once(tmp_path: Path) -> None:
    write(tmp_path, b=RULE % ("airdrop", EXAMPLES), a=RULE % ("airdrop", EXAMPLES), sub__c=RULE % ("airdrop", EXAMPLES))
    (tmp_path / "d.yml").write_text(RULE % ("airdrop", EXAMPLES))
    (tmp_path / "notes.txt").write_text("no rules")
    loaded = load([tmp_path / "b.yaml", tmp_path])
    assert loaded.diagnostics == ()
    assert loaded.examples == 8
    assert [set_.name for set_ in loaded.sets] == ["b", "a", "d", "c"]
    assert [rule.name for rule in loaded.sets[0].rules] == ["b/r"]
    assert loaded.judge
    assert len(loaded.judge.rules) == 4


def test_the_name_of_a_set_can_be_given(tmp_path: Path) -> None:
    write(tmp_path, a=f"name: scams\ntitle: Scams and fraud\n{RULE % ('airdrop', EXAMPLES)}")
    (set_,) = load([tmp_path]).sets
    assert (set_.name, set_.title, set_.rules[0].name) == ("scams", "Scams and fraud", "scams/r")


def test_lists_from_files(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "words.txt").write_text("\ufeff# words\r\n\r\n  free btc \r\nairdrop\r\n#end", newline="")
    write(tmp_path, a=f"lists: {{w: {{file: lists/words.txt}}}}\n{RULE % ('$w', EXAMPLES)}")
    loaded = load([tmp_path / "a.yaml"])
    assert loaded.diagnostics == ()
    (query,) = (query for leaf in loaded.sets[0].rules[0].condition.leaves() for query in leaf.queries())
    assert query.patterns == ("free btc", "airdrop")
    assert loaded.files == (tmp_path / "a.yaml", (tmp_path / "lists" / "words.txt").resolve())


def test_a_dollar_inside_a_list_is_text() -> None:
    loaded = load_text("rules:\n  - {id: r, if: {contains: [$500, $w], words: $12}, then: [log]}\n", "x.yaml")
    assert errors(loaded) == []
    patterns = [query.patterns for leaf in loaded.sets[0].rules[0].condition.leaves() for query in leaf.queries()]
    assert patterns == [("$500", "$w"), ("$12",)]


def test_text_keeps_its_spelling() -> None:
    loaded = load_text(
        "rules:\n  - {id: 01, title: 1.10, if: {words: [012, 1.10, true, null1, no]}, then: [log]}\n", "x.yaml"
    )
    (rule,) = loaded.sets[0].rules
    (query,) = (query for leaf in rule.condition.leaves() for query in leaf.queries())
    assert query.patterns == ("012", "1.10", "true", "null1", "no")
    assert (rule.name, rule.title) == ("x/01", "1.10")


def test_rules_that_use_one_condition_share_its_query() -> None:
    text = "conditions: {c: {words: airdrop}}\nrules:\n" + "".join(
        f"  - {{id: r{place}, if: {{use: c}}, then: [log]}}\n" for place in range(3)
    )
    rules = load_text(text, "x.yaml").sets[0].rules
    assert len({query for rule in rules for leaf in rule.condition.leaves() for query in leaf.queries()}) == 1


def test_one_fault_keeps_all_sets_from_being_judged_by(tmp_path: Path) -> None:
    write(tmp_path, good=RULE % ("airdrop", EXAMPLES), bad=RULE % ("[]", ""))
    loaded = load([tmp_path])
    assert errors(loaded) == ["empty-list"]
    assert loaded.judge is None
    assert [set_.name for set_ in loaded.sets] == ["bad", "good"]


@pytest.mark.parametrize("mode", ["enforce", "shadow", "disabled"])
def test_a_set_whose_examples_fail_does_not_load(mode: str) -> None:
    loaded = load_text(RULE % ("airdrop", f", mode: {mode}, examples: {{match: [hello], ignore: [bye]}}"), "x.yaml")
    assert errors(loaded) == ["example-failed"]
    assert loaded.judge is None


def test_examples_may_be_messages() -> None:
    def read_post(given: object) -> Post:
        assert isinstance(given, dict)
        return read_short({"text": given["caption"]})

    text = RULE % (
        "airdrop",
        ", examples: {match: [{message_id: 5, caption: airdrop}], ignore: [{update_id: 1, caption: 5}]}",
    )
    assert load_text(text, "x.yaml", read_post).diagnostics == ()
    assert errors(load_text(text, "x.yaml")) == ["wrong-example", "wrong-example"]


def test_an_example_is_judged_against_its_rule_alone() -> None:
    text = (
        "rules:\n  - {id: allow, priority: 9, if: {words: airdrop}, then: [allow]}\n"
        + (RULE % ("airdrop", EXAMPLES))[7:]
    )
    assert errors(load_text(text, "x.yaml")) == []


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("2027-01-02", 1798848000), ("2027-01-02T12:00:00", 1798891200), ("2027-01-02T12:00:00+01:00", 1798887600)],
)
def test_when_a_rule_expires(written: str, seconds: int) -> None:
    loaded = load_text(RULE % ("airdrop", f", expires: {written}{EXAMPLES}"), "x.yaml")
    assert loaded.sets[0].rules[0].expires == seconds


def test_every_key_of_a_rule() -> None:
    text = """\
rules:
  - id: r
    title: A rule
    category: scams_and_fraud
    severity: critical
    mode: shadow
    priority: -3
    applies_to: [comment, service]
    if: {words: airdrop}
    then: [ban]
    notice: none
    reason: No airdrops.
    tags: [a, b]
    keywords: [phishing]
    purge: 24h
    examples: {match: [{text: airdrop, kind: comment}], ignore: [hello]}
"""
    (rule,) = load_text(text, "x.yaml").sets[0].rules
    assert (rule.title, rule.category, rule.severity, rule.mode) == ("A rule", "scams_and_fraud", "critical", "shadow")
    assert (rule.priority, sorted(rule.applies_to), rule.notice) == (-3, ["comment", "service"], "none")
    assert (rule.reason, rule.tags, rule.keywords, rule.purge) == ("No airdrops.", ("a", "b"), ("phishing",), 86_400)
