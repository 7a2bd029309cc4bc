"""What becomes of the parts of rules: actions, conditions without meaning, moderators."""

from pathlib import Path

import pytest

from bot.lang.importers.notes import Fate, Reach
from tests.lang.importers.automoderator.tools import actions, imported, judge_of, matches, only


@pytest.mark.parametrize(
    ("does", "done"),
    [
        ("action: remove", ["delete"]),
        ("action: spam", ["delete"]),
        ("action: filter", ["delete", "escalate"]),
        ("action: report", ["escalate"]),
        ("modmail: Look", ["escalate"]),
        ("action: remove\nmodmail: Look", ["delete", "escalate"]),
        ("action: remove\ncomment: Gone", ["delete"]),
        ("comment: Hello", ["reply"]),
        ("message: Hello", ["reply"]),
        ("action: report\nmessage: Hello", ["escalate"]),
        ("action: approve\ncomment: Hello", ["reply"]),
        ("set_flair: x", ["react"]),
        ("set_flair: {text: x, template_id: y}", ["react"]),
        ("set_sticky: true", ["escalate"]),
        ("author: {set_flair: x}", ["react"]),
        ("action: delte", ["escalate"]),
    ],
)
def test_actions(does: str, done: list[str], tmp_path: Path) -> None:
    judge = judge_of(imported(f"body: weed\n{does}\n").text, tmp_path)
    assert actions(judge, text="weed") == done
    assert actions(judge, text="rose") == []


def test_an_approval_alone_exempts_nothing(tmp_path: Path) -> None:
    done = imported("body: weed\naction: approve\n---\nbody: weed\naction: remove\n")
    assert [account.mode for account in done.accounts] == ["in shadow mode", "enforced"]
    assert actions(judge_of(done.text, tmp_path), text="weed") == ["delete"]


@pytest.mark.parametrize(
    ("exempt", "deleted"), [("", []), ("moderators_exempt: no\n", ["delete"]), ("moderators_exempt: yes\n", [])]
)
def test_moderators(exempt: str, deleted: list[str], tmp_path: Path) -> None:
    judge = judge_of(imported(f"body: weed\naction: remove\n{exempt}").text, tmp_path)
    assert actions(judge, text="weed", author={"is": ["admin"]}) == deleted
    assert actions(judge, text="weed") == ["delete"]


def test_moderators_are_answered_like_everybody(tmp_path: Path) -> None:
    judge = judge_of(imported("body: weed\ncomment: Hello\n").text, tmp_path)
    assert actions(judge, text="weed", author={"is": ["admin"]}) == ["reply"]


@pytest.mark.parametrize(
    "lost",
    [
        "author: {comment_karma: '< 5'}",
        "author: {account_age: '< 5 days', satisfy_any_threshold: true}",
        "author: {~name: [friend]}",
        "author: {flair_text: x}",
        "~author: friend",
        "reports: 2",
        "is_top_level: true",
        "parent_submission: {title: x}",
        "~flair_text: ok",
        "media_author: somebody",
        "id: abc",
        "subreddit: {name: x}",
        "no_such_key: x",
        "type: nonsense",
        "~body (regex): 'a(?=.*x)b'",
    ],
)
def test_a_rule_that_lost_a_condition_does_nothing(lost: str, tmp_path: Path) -> None:
    page = f"body#0: weed\n{lost}\naction: remove\n"
    account = only(page)
    assert account.mode == "in shadow mode"
    assert account.reach in (Reach.WIDER, Reach.OTHER)
    assert not account.whole
    assert not matches(judge_of(imported(page).text, tmp_path), "weed")


def test_a_rule_that_lost_one_of_its_words_acts() -> None:
    account = only("body (regex): ['weed', 'y(?=.*x)z']\naction: remove\n")
    assert (account.mode, account.reach, account.whole) == ("enforced", Reach.NARROWER, False)
    assert [note.key for note in account.notes if note.fate is Fate.LOST] == ["body (regex)"]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("reports: 3\naction: remove", "none of its conditions has a counterpart in Telegram"),
        ("type: submission\ncomment: Welcome", "it would match every post"),
        ("body: weed", "it does nothing"),
        ("body: []\naction: remove", "it would match every post"),
        ("body (regex): '(a|'\naction: remove", "none of its conditions has a counterpart in Telegram"),
    ],
)
def test_what_cannot_be_imported(page: str, why: str, tmp_path: Path) -> None:
    account = only(page)
    assert (account.id, account.why_not, account.whole) == (None, why, False)
    assert not matches(judge_of(imported(page).text, tmp_path), "weed")


def test_approved_authors(tmp_path: Path) -> None:
    page = "body: weed\nauthor: {is_contributor: false}\naction: report\n"
    assert only(page).mode == "enforced"
    assert only(page).reach is Reach.OTHER
    judge = judge_of(imported(page).text, tmp_path)
    assert actions(judge, text="weed") == ["escalate"]
    assert actions(judge, text="weed", author={"is": ["trusted"]}) == []
    assert only("author: {is_contributor: false}\naction: remove\n").mode == "in shadow mode"


def test_kinds_of_posts(tmp_path: Path) -> None:
    judge = judge_of(imported("type: comment\nbody: weed\naction: remove").text, tmp_path)
    assert actions(judge, text="weed", kind="comment") == ["delete"]
    assert actions(judge, text="weed", kind="channel_post") == []


def test_polls_albums_forwards_and_edits(tmp_path: Path) -> None:
    judge = judge_of(imported("is_poll: true\nis_edited: false\naction: report").text, tmp_path)
    assert actions(judge, media=["poll"]) == ["escalate"]
    assert actions(judge, text="weed") == []
    judge = judge_of(imported("type: crosspost submission\naction: report").text, tmp_path)
    assert actions(judge, text="x", forward={"from": "channel"}) == ["escalate"]


def test_names_of_authors_by_their_parts(tmp_path: Path) -> None:
    judge = judge_of(imported("author:\n  name (regex, includes): ['seeds?4']\naction: remove").text, tmp_path)
    assert actions(judge, text="hello", author={"username": "best_seed4you"}) == ["delete"]
    assert actions(judge, text="best_seed4you") == []


def test_the_text_for_the_author_has_no_placeholders() -> None:
    text = imported(
        'body: weed\naction: remove\ncomment: "Hi u/{{author}}, your {{kind}} on **{{match}}** is gone."'
    ).text
    assert text is not None
    assert "reason: 'Your post on … is gone.'" in text


def test_ids_are_unique_and_long_lists_are_shared(tmp_path: Path) -> None:
    words = ", ".join(f"weed{number}" for number in range(20))
    done = imported(f"# Weeds!\nbody: [{words}]\naction: remove\n---\n# Weeds\ntitle: [{words}]\naction: report\n")
    assert [account.id for account in done.accounts] == ["weeds", "weeds-2"]
    assert done.text is not None
    assert done.text.count("weed19") == 1
    assert actions(judge_of(done.text, tmp_path), text="weed7") == ["delete", "escalate"]


def test_what_is_not_text_is_refused() -> None:
    assert imported("a\0b").text is None


def test_a_character_that_rules_cannot_hold_spoils_one_rule_alone() -> None:
    done = imported("body: [we\x01ed]\naction: remove\n---\nbody: [weed]\naction: remove\n")
    assert [account.place for account in done.accounts] == [2]
    assert [(found.code, str(found.span)) for found in done.diagnostics] == [("control-character", "wiki.yaml:1:10")]
