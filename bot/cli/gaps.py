"""``zadankai gaps``: terms that people ask for and the articles lack."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from bot.cli.output import AsJson, Terminal, print_json
from bot.clock import now
from bot.open_library import configured_store
from bot.state.missed_terms import DAYS, MissedTerms


def gaps(
    days: Annotated[int, typer.Option(min=1, help="Minimum number of different days.")] = DAYS,
    as_json: AsJson = False,
) -> None:
    """List the terms that found nothing on several days: what people ask for and the articles do not contain."""
    found = MissedTerms(configured_store().engine, now).gaps(days)
    if as_json:
        rows = [{"term": gap.term, "days": gap.days, "last": gap.last.isoformat()} for gap in found]
        print_json({"gaps": rows})
        return
    table = Table("term", "days", "last")
    for gap in found:
        table.add_row(gap.term, str(gap.days), gap.last.isoformat())
    Terminal().print(table if found else f"no term found nothing on {days} days or more")
