"""What is known about a case beside its post: why it was reported, and what its author's history is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.cases.reports.brigade import burst
from bot.core.case import Case, State
from bot.core.ports import CaseStore, Clock, People, ReportStore, Strikes
from bot.core.report import Reason
from bot.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known. `reasons` counts the reports that weigh, None for those without a reason.

    `earlier` are the author's other cases in the chat, newest first; `burst` counts the reports that came in concert.
    """

    reasons: Mapping[Reason | None, int] = field(default_factory=dict)
    strikes: int = 0
    earlier: Sequence[Case] = ()
    standing: Standing = field(default_factory=Standing)
    burst: int = 0

    def ended(self) -> Mapping[State, int]:
        """How many earlier cases came to which state."""
        return Counter(case.state for case in self.earlier)


class Dossiers:
    """Collects them."""

    def __init__(
        self, *, cases: CaseStore, reports: ReportStore, strikes: Strikes, people: People, clock: Clock
    ) -> None:
        self._cases, self._reports, self._strikes = cases, reports, strikes
        self._people, self._clock = people, clock

    async def of(self, case: Case) -> Dossier:
        """What is known now."""
        reasons: Counter[Reason | None] = Counter()
        reports = await self._reports.reports_about(case.ref) if case.reports else ()
        reasons.update(report.reason for report in reports if report.weighs)
        in_concert = len(burst(reports))
        if (author := case.author_id) is None:
            return Dossier(reasons, burst=in_concert)
        earlier = [other for other in await self._cases.cases_of(author, case.chat_id) if other.ref != case.ref]
        return Dossier(
            reasons,
            await self._strikes.strikes(case.chat_id, author, int(self._clock.now())),
            earlier,
            await self._people.standing(case.chat_id, author),
            in_concert,
        )
