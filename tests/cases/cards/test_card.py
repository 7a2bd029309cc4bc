from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.cards.card import LIMIT, Card, compose, render
from bot.cases.cards.dossier import Dossier
from bot.cases.cards.keyboard import keyboard
from bot.cases.cards.ruling import Ruling
from bot.cases.desk.callback import Menu
from bot.core.case import Case, CaseOrigin, State
from bot.core.finding import Evidence
from bot.core.measure import Applied, Decision, Measure
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, Chat, Forward, Origin, Post, PostKind, Role, Surface, SurfaceName
from bot.core.redaction import redacted
from bot.core.report import Reason
from bot.core.standing import Standing
from bot.core.verdict import Match, Step, Verdict
from bot.texts.catalogue import translator
from bot.texts.markup import Html, units, visible
from tests.cases.court import AUTHOR, CHANNEL, GROUP, post, scam_rule

T = translator(None)
TAGS = {"a", "b", "u", "code", "blockquote"}


def case(**changes: Any) -> Case:
    made = Case(
        ref="C-7K2M",
        chat_id=GROUP.id,
        message_id=50,
        revision=0,
        origin=CaseOrigin.RULE,
        opened_at=1_700_000_000,
        rule="scams/free-btc",
        rule_version="ab12cd34",
        author_id=AUTHOR.id,
    )
    return replace(made, **changes)


def card(**changes: Any) -> Card:
    return replace(Card(case(), post(), scam_rule(), (evidence("free btc", 4),)), **changes)


def evidence(text: str, start: int, surface: str = "text", index: int = 0) -> Evidence:
    return Evidence(surface, index, start, start + len(text), text)


class Reader(HTMLParser):
    """Telegram's reading of HTML: known tags, properly nested; collects the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in TAGS
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: Html) -> str:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.text


def test_a_card_of_a_rule() -> None:
    assert render(card(done=(("delete", DONE),)), T) == (
        "<b>Case C-7K2M</b>\n"
        "Chat: Flower lovers\n"
        'Author: <a href="tg://user?id=7">Eve &amp; &lt;Co&gt;</a> · @eve · <code>7</code>\n'
        "Rule: <b>Crypto giveaway &lt;scam&gt;</b> · <code>scams/free-btc</code> · version <code>ab12cd34</code>\n"
        "Reason: No giveaways &amp; no airdrops.\n"
        "\n"
        "<blockquote>get <u><b>free btc</b></u> now</blockquote>\n"
        "\n"
        '<a href="https://t.me/c/1234567890/50">Open the message</a>\n'
        "Already: delete: done"
    )


def test_a_card_of_reports_says_how_many_and_no_rule() -> None:
    shown = visible(render(card(case=case(rule=None, reports=3), rule=None, evidence=()), T))
    assert "Reported by members: 3" in shown
    assert "Rule:" not in shown


def test_a_rule_that_is_no_longer_in_force_is_still_named() -> None:
    assert "Rule: scams/free-btc · version ab12cd34" in visible(render(card(rule=None), T))


def test_a_decision_is_shown_with_its_outcome() -> None:
    ruling = Ruling(Measure(Decision.DELETE), 2, 1_700_000_000, DONE)
    shown = render(card(case=case(state=State.ENFORCED), ruling=ruling, names={2: "Ann <b>"}), T)
    assert 'Deleted by <a href="tg://user?id=2">Ann &lt;b&gt;</a>, 14 Nov 22:13 UTC · done' in shown


def test_a_decision_that_failed_says_what_to_do() -> None:
    refused = Outcome(Status.FAILED, "Bad Request: not enough rights to restrict/unrestrict chat member")
    ruling = Ruling(Measure(Decision.BAN), 2, 1_700_000_000, refused)
    shown = visible(render(card(case=case(state=State.ENFORCE_FAILED), ruling=ruling, names={2: "Ann"}), T))
    assert "Ban for good wanted by Ann, 14 Nov 22:13 UTC · failed (Bad Request: not enough rights" in shown
    assert shown.endswith("Make the bot an admin with the rights to delete messages and to ban users.")


def test_evidence_is_marked_on_its_own_surface() -> None:
    surfaces = (
        Surface(SurfaceName.TEXT, "look here"),
        Surface(SurfaceName.BUTTON, "Claim"),
        Surface(SurfaceName.BUTTON, "free btc!", 1),
        Surface(SurfaceName.LINK, "https://t.co/x?a=1&b=2"),
        Surface(SurfaceName.SENDER_NAME, "Eve"),
    )
    shown = render(card(post=post(surfaces=surfaces), evidence=(evidence("free btc", 0, "button", 1),)), T)
    assert "<blockquote>look here</blockquote>\nbutton: <u><b>free btc</b></u>!\nbutton: Claim\n" in shown
    assert "link: https://t.co/x?a=1&amp;b=2\n" in shown
    assert "name: Eve" not in shown


def test_a_senders_name_is_shown_as_evidence() -> None:
    named = post("", surfaces=(Surface(SurfaceName.SENDER_NAME, "free btc support"),))
    shown = render(card(post=named, evidence=(evidence("free btc", 0, "sender_name"),)), T)
    assert "name: <u><b>free btc</b></u> support" in shown


def test_evidence_about_nothing_that_is_there_is_passed_over() -> None:
    shown = render(card(evidence=(evidence("x", 0, "poll"), evidence("x", 900), evidence("x", 0, "text", 4))), T)
    assert "<blockquote>get free btc now</blockquote>" in shown


def test_many_parts_are_counted() -> None:
    surfaces = tuple(Surface(SurfaceName.BUTTON, f"b{place}", place) for place in range(20))
    assert "button: b7\n12 more parts" in visible(render(card(post=post(surfaces=surfaces)), T))


def test_a_withheld_post_shows_ids_and_time_only() -> None:
    shown = visible(render(card(post=redacted(post()), rule=None), T))
    assert "Message 50 of 14 Nov 22:13 UTC. Its content is not kept and not shown." in shown
    assert "Author: 7" in shown
    assert not any(secret in shown for secret in ("free btc", "Eve", "eve", "Open the message"))


def test_an_automatic_forward_leads_to_the_channel_post() -> None:
    forwarded = post(
        author=Author(CHANNEL.id, "Flower news", roles={Role.LINKED_CHANNEL: True, Role.CHANNEL: True}),
        forward=Forward(Origin.CHANNEL, CHANNEL.id, "Flower news", "flowers", 9),
    )
    assert 'Channel post: <a href="https://t.me/flowers/9">t.me/flowers/9</a>' in render(card(post=forwarded), T)


def test_who_asks_to_join_is_shown_with_the_bio() -> None:
    bio = (Surface(SurfaceName.BIO, "casino"),)
    asking = post(kind=PostKind.JOIN_REQUEST, message_id=None, surfaces=bio)
    assert "casino" in render(card(post=asking, case=case(message_id=None), evidence=()), T)
    assert "casino" not in render(card(post=post(surfaces=bio), evidence=()), T)


ALL = ["Delete", "Mute…", "Ban…", "Warn", "Hold…", "Dismiss", "Take", "Hand to owner", "Why?"]
UNTOUCHABLE = [label for label in ALL if label not in ("Mute…", "Ban…", "Warn")]


def less(*labels: str, of: list[str] = ALL) -> list[str]:
    """The labels but these."""
    return [label for label in of if label not in labels]


def labels_of(shown: Card, menu: Menu = Menu.MAIN) -> list[str] | None:
    rows = keyboard(shown, T, menu)
    return None if rows is None else [button["text"] for row in rows for button in row]


def test_buttons_are_those_that_make_sense() -> None:
    anonymous = Author(GROUP.id, roles={Role.ANONYMOUS: True})
    asking = post(kind=PostKind.JOIN_REQUEST, message_id=None)
    table: list[tuple[Card, list[str] | None]] = [
        (card(), ALL),
        (card(done=(("delete", DONE),)), less("Delete")),
        (card(case=case(applied=(Applied("delete"),))), less("Delete")),
        (card(done=(("delete", Outcome(Status.FAILED)),)), ALL),
        (card(done=(("delete", DONE), ("ban", DONE))), less("Delete", "Ban…")),
        (card(post=post(kind=PostKind.CHANNEL_POST, chat=CHANNEL)), UNTOUCHABLE),
        (card(post=post(author=Author())), UNTOUCHABLE),
        (card(post=post(author=anonymous)), UNTOUCHABLE),
        (card(post=post(author=Author(777000))), UNTOUCHABLE),
        (card(post=post(author=Author(7, roles={Role.ADMIN: True}))), UNTOUCHABLE),
        (card(post=post(author=Author(7, roles={Role.LINKED_CHANNEL: True}))), UNTOUCHABLE),
        (card(safe=True), UNTOUCHABLE),
        (card(safe=True, done=(("delete", DONE),)), ["Dismiss", "Take", "Hand to owner", "Why?"]),
        (card(post=post(author=Author(-1007, roles={Role.CHANNEL: True}))), less("Mute…")),
        (card(case=case(message_id=None)), less("Delete")),
        (card(post=asking, case=case(message_id=None)), less("Warn")),
        (card(post=asking, case=case(message_id=None), done=(("decline", DONE),)), less("Delete", "Warn")),
        (card(case=case(rule=None), rule=None), less("Why?")),
        (card(case=case(state=State.CLAIMED, claimed_by=2)), [*ALL[:6], "Give back", *ALL[7:]]),
        (card(case=case(state=State.ESCALATED)), less("Hand to owner")),
        (card(case=case(state=State.HELD)), less("Hold…", "Take", "Hand to owner")),
        (card(case=case(state=State.AWAITING_SECOND)), ["Approve", "Refuse", "Why?"]),
        (card(case=case(state=State.ENFORCE_FAILED)), less("Hold…", "Take", "Hand to owner")),
        (card(case=case(posts=3, authors=2)), ["Delete all 3", "Ban all 2 authors", "Dismiss all", *ALL[6:]]),
        (card(case=case(state=State.DECIDED)), None),
        (card(case=case(state=State.ENFORCED)), None),
        (card(case=case(state=State.CLOSED_NO_ACTION)), None),
        (card(case=case(state=State.VOID)), None),
        (card(case=case(state=State.ENFORCED), review=True), ["Reverse", "Why?"]),
        (card(case=case(state=State.ENFORCED, automated=True), review=True), ["Confirm", "Reverse", "Why?"]),
        (card(case=case(state=State.UNDONE), review=True), ["Why?"]),
    ]
    for shown, labels in table:
        assert labels_of(shown) == labels, shown.case.state


def test_menus_offer_durations() -> None:
    channel = card(post=post(author=Author(-1007, roles={Role.CHANNEL: True})))
    assert labels_of(card(), Menu.MUTE) == ["1 hour", "1 day", "7 days", "Back"]
    assert labels_of(card(), Menu.BAN) == ["1 day", "7 days", "30 days", "For good", "Back"]
    assert labels_of(channel, Menu.BAN) == ["For good", "Back"]
    assert labels_of(card(), Menu.HOLD) == ["Mute the author for 24 h", "Remove, can be posted again", "Back"]
    assert labels_of(channel, Menu.HOLD) == ["Remove, can be posted again", "Back"]


def test_a_menu_that_makes_no_sense_any_more_is_the_first_one() -> None:
    assert labels_of(card(case=case(state=State.ENFORCED)), Menu.BAN) is None
    assert labels_of(card(safe=True), Menu.MUTE) == UNTOUCHABLE


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"state": State.CLAIMED, "claimed_by": 2, "claimed_until": 1_700_000_900},
            "Ann is on it until 14 Nov 22:28 UTC",
        ),
        ({"state": State.ESCALATED}, "Handed to the owner"),
        (
            {"state": State.HELD, "lapses_at": 1_700_086_400, "applied": (Applied("mute", interim=True),)},
            "On hold until 15 Nov 22:13 UTC: the author is muted.",
        ),
        (
            {"state": State.HELD, "lapses_at": 1_700_086_400, "applied": (Applied("delete", interim=True),)},
            "On hold until 15 Nov 22:13 UTC: the message is removed.",
        ),
        (
            {"state": State.AWAITING_SECOND, "decided_by": 2, "lapses_at": 1_700_086_400},
            "Ann proposes a ban for good. Another moderator approves or refuses it until 15 Nov 22:13 UTC.",
        ),
        ({"state": State.ENFORCED, "automated": True, "decided_at": 1_700_000_000}, "Done by the rule itself"),
        ({"state": State.UNDONE, "reviewed_by": 2}, "Taken back · Ann"),
        ({"state": State.VOID}, "The message is gone; there is nothing to decide"),
    ],
)
def test_a_card_says_where_the_case_stands(changes: dict[str, Any], line: str) -> None:
    assert line in visible(render(card(case=case(**changes), names={2: "Ann"}), T))


def test_a_card_says_why_members_reported_and_what_the_author_did_before() -> None:
    earlier = [case(state=State.ENFORCED), case(state=State.CLOSED_NO_ACTION), case(state=State.UNDONE), case()]
    dossier = Dossier({Reason.SCAM: 1, Reason.SPAM: 2, None: 1}, 1, earlier, Standing(posts=12))
    shown = visible(render(card(case=case(reports=4), dossier=dossier), T))
    assert "Reported by members: 4 · Spam or advertising 2, Scam or fraud 1" in shown
    assert (
        "Seen before: 12 messages, 1 strike, 4 other cases (1 against the author, 1 dismissed, 1 taken back)" in shown
    )


def test_a_card_is_composed_of_a_verdict() -> None:
    rule = scam_rule()
    match = Match(rule, (evidence("free btc", 4),))
    steps = (Step(rule.actions[1], rule, "ban: no author to act on"),)
    verdict = Verdict(post(), (match,), steps=steps)
    made = compose(case(), verdict, [scam_rule(version="other"), rule], [("delete", DONE), ("escalate", DONE)])
    assert (made.rule, made.evidence, made.done) == (rule, match.evidence, (("delete", DONE),))
    assert "Not applied: ban: no author to act on" in visible(render(made, T))


def test_a_failed_decision_is_remembered_without_a_name() -> None:
    failed = case(state=State.ENFORCE_FAILED, decision=Decision.DELETE, decided_by=2, decided_at=1_700_000_000)
    assert "Deletion wanted by 2, 14 Nov 22:13 UTC · failed" in visible(render(compose(failed, Verdict(post()), []), T))


ANYTHING = st.text(st.characters(codec="utf-8") | st.sampled_from("<>&\"'😀\n"), max_size=400)
LONG = st.builds(lambda part, times: part * times, ANYTHING, st.sampled_from([1, 1, 30]))


@st.composite
def posts(draw: st.DrawFn) -> Post:
    surfaces = [Surface(SurfaceName.TEXT, draw(LONG))]
    for index, text in enumerate(draw(st.lists(LONG, max_size=12))):
        surfaces.append(Surface(draw(st.sampled_from([SurfaceName.LINK, SurfaceName.OTHER])), text, index))
    author = Author(draw(st.integers(1, 2**52)), draw(ANYTHING), draw(st.none() | ANYTHING))
    return post(chat=Chat(GROUP.id, "supergroup", draw(ANYTHING)), author=author, surfaces=tuple(surfaces))


@given(posts(), st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 50)), max_size=30), ANYTHING, ANYTHING)
def test_any_post_renders_to_html_within_the_limit(
    post: Post, spans: list[tuple[int, int]], reason: str, detail: str
) -> None:
    made = card(
        post=post,
        rule=scam_rule(title=reason, reason=reason * 5),
        evidence=tuple(Evidence("text", 0, start, start + length, "") for start, length in spans),
        done=tuple((f"action{number}", Outcome(Status.FAILED, detail)) for number in range(9)),
        remark=detail * 9,
        ruling=Ruling(Measure(Decision.BAN), 2, 0, Outcome(Status.FAILED, reason)),
        names={2: detail},
    )
    html = render(made, T)
    text = read(html)
    assert text == visible(html)
    assert 0 < units(text) <= LIMIT
    if units(post.text) <= 500 and post.text.strip():
        assert post.text in text


def test_half_a_surrogate_pair_can_be_sent() -> None:
    html = render(card(post=post("a\ud800b", author=Author(7, "\udfff"))), T)
    html.encode()
    assert "a\ufffdb" in html
