"""A case's card: what moderators see of a case. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.cases import links
from bot.cases.callback import Press
from bot.cases.marks import Span, excerpt
from bot.cases.measures import can_ban, can_delete
from bot.core.case import Case, Decision, State
from bot.core.finding import Evidence
from bot.core.outcome import Outcome, Status
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

UNSHOWN_ACTIONS = frozenset({"escalate", "log", "report"})
"""What the bot does in every case is not news on its card."""

REMOVALS = frozenset({"delete", "decline", "remove_reaction"})
"""Actions after which nothing of the post is left to be deleted."""

OPEN_STATES = frozenset({State.OPEN, State.ENFORCE_FAILED})
"""States in which a moderator's decision is awaited."""

Keyboard = list[list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who decided what about a case, and what became of it. `at` in seconds since 1970 UTC."""

    decision: Decision
    by_id: int
    by_name: str
    at: int
    outcome: Outcome

    def stands_in(self, case: Case) -> bool:
        """Whether it is the case's present decision."""
        return (case.decision, case.decided_by, case.decided_at) == (self.decision, self.by_id, self.at)


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows. `done` is what the bot did before, by action; `remark` says what could not apply."""

    case: Case
    post: Post
    rule: Rule | None = None
    evidence: tuple[Evidence, ...] = ()
    done: tuple[tuple[str, Outcome], ...] = ()
    remark: str = ""
    ruling: Ruling | None = None


def compose(
    case: Case,
    verdict: Verdict,
    rules: Iterable[Rule],
    done: Iterable[tuple[str, Outcome]] = (),
    ruling: Ruling | None = None,
) -> Card:
    """The card of a case whose post got this verdict; `rules` are those in force, to find the case's own again."""
    return Card(
        case=case,
        post=verdict.post,
        rule=_rule_of(case, rules) if case.rule else verdict.leading,
        evidence=tuple(item for match in verdict.matches for item in match.evidence)[:MOST_EVIDENCE],
        done=tuple(item for item in done if item[0] not in UNSHOWN_ACTIONS),
        remark="; ".join(step.detail for step in verdict.steps if step.detail),
        ruling=ruling or _last_ruling(case),
    )


def _last_ruling(case: Case) -> Ruling | None:
    """The decision that Telegram refused to carry out, as far as the case remembers it."""
    if case.decision is None or case.decided_by is None or case.state is not State.ENFORCE_FAILED:
        return None
    return Ruling(case.decision, case.decided_by, str(case.decided_by), case.decided_at or 0, Outcome(Status.FAILED))


def _rule_of(case: Case, rules: Iterable[Rule]) -> Rule | None:
    return next((rule for rule in rules if (rule.name, rule.version) == (case.rule, case.rule_version)), None)


def render(card: Card, t: Texts) -> Html:
    """The card's text, within Telegram's limit whatever the post holds."""
    head = join("\n", _head(card, t))
    foot = join("\n", _foot(card, t))
    room = LIMIT - units(visible(head)) - units(visible(foot)) - len("\n\n") * 2
    return join("\n\n", [head, _body(card, t, room), foot])


def keyboard(card: Card, t: Texts) -> Keyboard | None:
    """The buttons for the decisions that make sense; None once there is nothing to decide."""
    if card.case.state not in OPEN_STATES:
        return None
    return [[_button(card, t, decision) for decision in _offers(card)]]


def _button(card: Card, t: Texts, decision: Decision) -> dict[str, str]:
    return {
        "text": texts.button(t, decision, card.case.posts, card.case.authors),
        "callback_data": Press(card.case.ref, decision).data,
    }


def _offers(card: Card) -> Iterable[Decision]:
    done = {action for action, outcome in card.done if outcome.done}
    if can_delete(replace(card.post, message_id=card.case.message_id)) and (
        card.case.posts > 1 or done.isdisjoint(REMOVALS)
    ):
        yield Decision.DELETE
    if card.case.authors > 1 or (can_ban(card.post) and "ban" not in done):
        yield Decision.BAN
    yield Decision.KEEP


def _head(card: Card, t: Texts) -> Iterable[Html]:
    case, post, author = card.case, card.post, card.post.author
    yield texts.heading(t, case.ref)
    yield texts.chat_line(t, texts.named(post.chat.title or str(post.chat.id), links.chat_url(post.chat)))
    name = texts.named(author.name, links.person_url(author.id, author.username)) if author.name else Html()
    yield texts.author_line(t, name, author.username, author.id)
    if card.rule is not None:
        yield texts.rule_line(t, card.rule.title, card.rule.name, card.rule.version)
        if card.rule.reason:
            yield texts.reason_line(t, card.rule.reason)
    elif case.rule:
        yield texts.rule_line(t, "", case.rule, case.rule_version)
    if case.posts > 1:
        yield texts.spree_line(t, case.posts - 1, case.authors, case.opened_at)
    if case.reports:
        yield texts.reports_line(t, case.reports)
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
        by = texts.named(ruling.by_name, links.person_url(ruling.by_id))
        yield texts.decision_line(t, ruling.decision, by, ruling.at, ruling.outcome)


def _body(card: Card, t: Texts, room: int) -> Html:
    post = card.post
    if is_redacted(post):
        return texts.withheld_line(t, post.message_id, post.date)
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
