"""Print the transparency report of a time: what was done and why, without anybody's name.

`html` is a page to publish and `csv` its tables as rows; `dsa` has one statement of reasons a line, as JSON in the
fields of the DSA Transparency Database. The bot may be at work.
"""

import argparse
import asyncio
import csv
import html
import json
import sys
import time
from collections.abc import Callable, Sequence

from bot.cli._database import add_config_option, on_database
from bot.cli._moments import since
from bot.core.case import Case
from bot.core.dsa import faults, statement
from bot.core.errors import StorageError
from bot.core.statistics import Period
from bot.core.transparency import Section, Tally, span

Printer = Callable[[Period, Sequence[Section]], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--since", type=since, required=True, metavar="90d", help="so far back (12h, 90d), or a date")
    parser.add_argument("--until", type=since, metavar="DATE", help="before this date (default: now)")
    parser.add_argument("--format", choices=("html", "csv", "dsa"), default="html", help="what to print")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the report."""
    period = Period(int(options.since), int(options.until or time.time()))
    return on_database(options, lambda url: asyncio.run(_report(url, period, options.format)))


async def _report(url: str, period: Period, form: str) -> None:
    from bot.storage.decisions import SqlDecisions  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.statistics import SqlStatistics  # noqa: PLC0415 - likewise
    from bot.storage.viewing import opened_for_reading  # noqa: PLC0415 - likewise

    if period.until <= period.since:
        raise StorageError("the report's time has no length: let `--until` be after `--since`")
    async with opened_for_reading(url) as database:
        decided = SqlDecisions(database).decided(period)
        if form == "dsa":
            async for case in decided:
                _print_statement(case)
            return
        tally = Tally()
        async for case in decided:
            tally.add(case)
        _PRINTERS[form](period, tally.sections(await SqlStatistics(database).figures(period)))


def _print_statement(case: Case) -> None:
    if (told := statement(case)) is None:
        return
    if found := faults(told):
        print(f"ombud: case {case.ref} is left out: {'; '.join(found)}", file=sys.stderr)
        return
    print(json.dumps(told, ensure_ascii=False))


def _print_csv(period: Period, sections: Sequence[Section]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("section", "name", "value"))
    table.writerow(("period", "from and to", span(period)))
    for section in sections:
        table.writerows((section.name, name, value) for name, value in section.rows)


def _print_html(period: Period, sections: Sequence[Section]) -> None:
    body = "\n".join(_table(section) for section in sections)
    print(_PAGE.format(span=html.escape(span(period).replace("/", " to ")), body=body))


def _table(section: Section) -> str:
    rows = "\n".join(
        f"<tr><th scope=row>{html.escape(name)}</th><td>{html.escape(_number(value))}</td></tr>"
        for name, value in section.rows
    )
    shown = f"<table>\n{rows}\n</table>" if rows else "<p>None.</p>"
    return f"<h2>{html.escape(section.name.capitalize())}</h2>\n{shown}"


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


_PRINTERS: dict[str, Printer] = {"csv": _print_csv, "html": _print_html}

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Transparency report</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem; color: #1f2933 }}
h1 {{ margin-bottom: 0 }} h2 {{ margin: 2rem 0 .5rem; font-size: 1.1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-bottom: 1px solid #e4e7eb; padding: .3rem .2rem; text-align: left; font-weight: normal }}
td {{ text-align: right; font-variant-numeric: tabular-nums }}
</style>
<h1>Transparency report</h1>
<p>{span}. Modelled on the transparency reports of the Digital Services Act; it names nobody.</p>
{body}
</html>"""
