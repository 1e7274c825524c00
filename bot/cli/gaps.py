"""``zadankai gaps``: terms that people ask for and the articles lack."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from bot.cli.output import AsJson, Terminal, print_json
from bot.clock import now
from bot.open_library import configured_store
from bot.state.missed_terms import PEOPLE, MissedTerms


def gaps(
    people: Annotated[int, typer.Option(min=PEOPLE, help="Minimum number of people.")] = PEOPLE,
    as_json: AsJson = False,
) -> None:
    """List the terms that found nothing for several people: what is asked for and the articles do not contain."""
    found = MissedTerms(configured_store().engine, now, None).gaps(people)
    if as_json:
        print_json({"gaps": [asdict(gap) for gap in found]})
        return
    table = Table("term", "people", "last")
    for gap in found:
        table.add_row(gap.term, str(gap.people), gap.last)
    Terminal().print(table if found else f"no term found nothing for {people} people or more")
