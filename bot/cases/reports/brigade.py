"""Reports in concert: many in a short time from people whom nobody has seen writing in the chat. Pure.

That alone says nothing about the post. The moderators are told, and may have those reports no longer count.
"""

from collections.abc import Iterable, Sequence

from bot.core.report import Report, ReportState

WINDOW = 600
FEWEST = 5


def burst(reports: Iterable[Report]) -> Sequence[Report]:
    """The reports that came in concert, oldest first: five or more by newcomers within ten minutes. Often none."""
    fresh = sorted((one for one in reports if suspect(one)), key=lambda report: report.at)
    start, taken = 0, 0
    found: list[Report] = []
    for end, last in enumerate(fresh):
        while last.at - fresh[start].at > WINDOW:
            start += 1
        if end - start + 1 >= FEWEST:
            found += fresh[max(start, taken) : end + 1]
            taken = end + 1
    return found


def suspect(report: Report) -> bool:
    """Whether the report could be one of a burst."""
    return report.fresh and report.weighs and report.state is ReportState.LINKED
