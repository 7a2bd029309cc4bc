"""Conflicts of interest: who wrote a post, who reported it, and whom it is about."""

from collections.abc import Iterable, Iterator, Sequence

from bot.cases.desk.refusal import Interests
from bot.core.case import Case
from bot.core.ports import CaseStore, ReportStore
from bot.core.post import Author, Post

_PERSON = "tg://user?id="


async def interests_in(
    case: Case, post: Post, people: Sequence[Author], *, cases: CaseStore, reports: ReportStore
) -> Interests:
    """Who has which interest in the case; `people` are those who could decide, with their usernames."""
    spree = await cases.spree(case.ref) if case.posts > 1 else ()
    authors = {member.author_id for member in spree if member.author_id is not None}
    reporters = {report.reporter_id for report in await reports.reports_about(case.ref)}
    return Interests(frozenset(authors), frozenset(reporters), frozenset(targets(post, people)))


def targets(post: Post, people: Iterable[Author]) -> Iterator[int]:
    """Whom of these the post addresses by name. Pure."""
    names = {
        post.surfaces[entity.surface].text[entity.start : entity.end].removeprefix("@").casefold()
        for entity in post.entities
        if entity.type == "mention" and entity.surface < len(post.surfaces)
    }
    ids = {target.url.removeprefix(_PERSON) for target in post.targets if target.url.startswith(_PERSON)}
    for person in people:
        named = person.username is not None and person.username.casefold() in names
        if person.id is not None and (named or str(person.id) in ids):
            yield person.id
