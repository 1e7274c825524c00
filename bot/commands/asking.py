"""``zadankai ask``: a question in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from bot import jsonforms, opening, terminal
from bot.commands.printing import AsJson, print_json
from bot.settings import Settings, load


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know, in Japanese.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many quotes at most.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Ask the roundtables and see verbatim quotes: from the invented sample while no article was imported."""
    results = opening.library_to_ask(load(Settings)).ask(question, limit)
    if as_json:
        print_json(jsonforms.answer(results))
    else:
        terminal.show_answer(Console(), results)
