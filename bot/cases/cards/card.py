"""A case's card: what moderators see of a case. Its buttons are in `keyboard`. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cases import links
from bot.cases.cards.dossier import Dossier
from bot.cases.cards.marks import Span, excerpt
from bot.cases.cards.ruling import Ruling, ruling_of
from bot.cases.measures.parts import shown_state
from bot.core.case import Case, State
from bot.core.finding import Evidence
from bot.core.log import LogEntry
from bot.core.outcome import Outcome
from bot.core.post import SENDER_SURFACES, Post, PostKind, Role, Surface, SurfaceName
from bot.core.redaction import is_redacted
from bot.core.ruleset import Rule
from bot.core.verdict import Verdict
from bot.texts import cards as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, fill, join, units, visible

# Of who joins, or asks to, there is nothing else to see.
_ARRIVALS = frozenset({PostKind.JOIN, PostKind.JOIN_REQUEST})

LIMIT = 4096
"""UTF-16 units that a message may have once its HTML is read."""

MOST_PARTS = 8
PART_ROOM = 160
"""UTF-16 units for one part of the post besides its text, at most."""

MOST_DONE = 6
MOST_EVIDENCE = 30
"""Marks on one card; Telegram reads at most 100 entities in a message, and a mark takes two."""

UNSHOWN_ACTIONS = frozenset({"answer_appeal", "call_owner", "escalate", "log", "offer_repost", "report", "statement"})
"""What the bot does in every case is not news on its card."""


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows. `done` is what the bot did before, by action; `remark` says what could not apply.

    `names` are people's names by id. `safe`: nothing is ever done to the author. `review`: decisions that were carried
    out can be confirmed or taken back. `history` says who did what when.
    """

    case: Case
    post: Post
    rule: Rule | None = None
    evidence: tuple[Evidence, ...] = ()
    done: tuple[tuple[str, Outcome], ...] = ()
    remark: str = ""
    ruling: Ruling | None = None
    dossier: Dossier = field(default_factory=Dossier)
    names: Mapping[int, str] = field(default_factory=dict)
    safe: bool = False
    review: bool = False
    history: Html = field(default_factory=Html)

    def name_of(self, person_id: int) -> str:
        """What somebody is called."""
        return self.names.get(person_id) or str(person_id)


def compose(
    case: Case,
    verdict: Verdict,
    rules: Iterable[Rule],
    done: Iterable[tuple[str, Outcome]] = (),
    entries: Iterable[LogEntry] = (),
) -> Card:
    """The card of a case whose post got this verdict; `rules` are those in force, to find the case's own again.

    `entries` are what the log says about the case.
    """
    return Card(
        case=case,
        post=verdict.post,
        rule=_rule_of(case, rules) if case.rule else verdict.leading,
        evidence=tuple(item for match in verdict.matches for item in match.evidence)[:MOST_EVIDENCE],
        done=tuple(item for item in done if item[0] not in UNSHOWN_ACTIONS),
        remark="; ".join(step.detail for step in verdict.steps if step.detail),
        ruling=ruling_of(case, entries),
    )


def _rule_of(case: Case, rules: Iterable[Rule]) -> Rule | None:
    return next((rule for rule in rules if (rule.name, rule.version) == (case.rule, case.rule_version)), None)


def render(card: Card, t: Texts) -> Html:
    """The card's text, within Telegram's limit whatever the post holds."""
    head = join("\n", _head(card, t))
    foot = join("\n", _foot(card, t))
    room = LIMIT - units(visible(head)) - units(visible(foot)) - len("\n\n") * 2
    return join("\n\n", [head, _body(card, t, room), foot])


def state_line(card: Card, t: Texts) -> Html:
    """Where the case stands, and who has it; empty where that goes without saying."""
    case = card.case
    match case.state:
        case State.CLAIMED:
            return texts.claimed_line(t, _person(card, case.claimed_by), case.claimed_until or 0)
        case State.HELD:
            interim = frozenset(item.action for item in case.applied if item.interim)
            return texts.held_line(t, interim, case.lapses_at or 0)
        case State.AWAITING_SECOND:
            return texts.second_line(t, _person(card, case.decided_by), case.lapses_at or 0)
        case State.OPEN | State.DECIDED | State.CLOSED_NO_ACTION:
            return Html()
        case State.ENFORCED:
            return texts.automatic_line(t, case.decided_at or 0) if case.automated else Html()
    by = _person(card, case.reviewed_by) if case.reviewed_by is not None else None
    return texts.state_line(t, shown_state(case), by)


def _head(card: Card, t: Texts) -> Iterable[Html]:
    case, post, author = card.case, card.post, card.post.author
    yield texts.heading(t, case.ref)
    yield state_line(card, t)
    yield texts.chat_line(t, texts.named(post.chat.title or str(post.chat.id), links.chat_url(post.chat)))
    name = texts.named(author.name, links.person_url(author.id, author.username)) if author.name else Html()
    yield texts.author_line(t, name, author.username, author.id)
    if author.id is not None:
        yield texts.history_line(t, card.dossier.standing.posts, card.dossier.strikes, card.dossier.ended())
    if card.rule is not None:
        yield texts.rule_line(t, card.rule.title, card.rule.name, card.rule.version)
        if card.rule.reason:
            yield texts.reason_line(t, card.rule.reason)
    elif case.rule:
        yield texts.rule_line(t, "", case.rule, case.rule_version)
    if case.posts > 1:
        yield texts.spree_line(t, case.posts - 1, case.authors, case.opened_at)
    if case.reports:
        yield texts.reports_line(t, case.reports, card.dossier.reasons)
    if card.dossier.burst:
        yield texts.burst_line(t, card.dossier.burst)
    if post.discussed is not None and (url := links.message_url(*post.discussed)):
        yield texts.discussed_line(t, url)
    if author.known(Role.LINKED_CHANNEL) and (url := links.origin_url(post)):
        yield texts.origin_line(t, texts.named(url.removeprefix("https://"), url))


def _foot(card: Card, t: Texts) -> Iterable[Html]:
    if not is_redacted(card.post) and (url := links.post_url(card.post)):
        yield texts.post_line(t, url)
    if card.done:
        yield texts.done_line(t, card.done[:MOST_DONE])
    if card.remark:
        yield texts.remark_line(t, card.remark)
    if (ruling := card.ruling) is not None:
        yield texts.decision_line(t, ruling.measure, _person(card, ruling.by), ruling.at, ruling.outcome)
    if card.case.second_by is not None:
        yield texts.approval_line(t, _person(card, card.case.second_by))
    if card.history:
        yield card.history


def _person(card: Card, person_id: int | None) -> Html:
    return texts.named(card.name_of(person_id or 0), links.person_url(person_id))


def _body(card: Card, t: Texts, room: int) -> Html:
    post = card.post
    if is_redacted(post):
        return texts.withheld_line(t, post.message_id, post.date)
    if post.unseen:
        return texts.unseen_line(t)
    spans = _spans(post, card.evidence)
    parts = _parts(post, spans, t, room // 2)
    room -= units(visible(parts)) + 1
    main = _main(post)
    if main is None or not post.surfaces[main].text.strip():
        return parts
    quote = fill("<blockquote>{text}</blockquote>", text=excerpt(post.surfaces[main].text, spans[main], room))
    return join("\n", [quote, parts])


def _parts(post: Post, spans: Sequence[list[Span]], t: Texts, room: int) -> Html:
    """The surfaces besides the first text, those with evidence first."""
    main = _main(post)
    left_out = frozenset() if post.kind in _ARRIVALS else SENDER_SURFACES
    others = [
        (surface, spans[place])
        for place, surface in enumerate(post.surfaces)
        if place != main and surface.text and (spans[place] or surface.name not in left_out)
    ]
    others.sort(key=lambda item: not item[1])
    lines = [_part(surface, marks, t) for surface, marks in others[:MOST_PARTS]]
    while lines and units(visible(join("\n", lines))) > room:
        lines.pop()
    if hidden := len(others) - len(lines):
        lines.append(texts.more_line(t, hidden))
    return join("\n", lines)


def _main(post: Post) -> int | None:
    """The place of the post's text among its surfaces; None if it has none."""
    return next((place for place, surface in enumerate(post.surfaces) if surface.name is SurfaceName.TEXT), None)


def _part(surface: Surface, marks: list[Span], t: Texts) -> Html:
    return texts.surface_line(t, surface.name, excerpt(surface.text, marks, PART_ROOM))


def _spans(post: Post, evidence: Iterable[Evidence]) -> list[list[Span]]:
    """The evidence's spans, for each surface of the post."""
    spans: list[list[Span]] = [[] for _ in post.surfaces]
    places = {(surface.name.value, surface.index): place for place, surface in enumerate(post.surfaces)}
    for item in evidence:
        if (place := places.get((item.surface, item.index))) is not None:
            spans[place].append((item.start, item.end))
    return spans
