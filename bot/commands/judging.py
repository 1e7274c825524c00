"""``zadankai feedback``: what users said of quotes, for the operator and for the retriever's gate."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import opening
from bot.clock import now
from bot.commands.printing import line
from bot.memory.feedback import Feedback
from bot.printing.qrels import Grades, grades, qrels, write
from bot.settings import Settings, load
from corpus.store import Store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(feedback)


def feedback(
    as_qrels: Annotated[
        bool, typer.Option("--qrels", help="Print the gate's qrels.tsv; a question's terms stand for it.")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option(help="Write the whole collection there: passages.jsonl, queries.jsonl, qrels.tsv.")
    ] = None,
) -> None:
    """Show how often quotes were called useful or wrong; nobody is named, and no question is kept."""
    settings = load(Settings)
    given = Feedback(Store.open(settings.database).engine, now, None).verdicts()
    if as_qrels or folder:
        _judgements(settings, grades(given), folder, printed=as_qrels)
        return
    counts = Counter(each.verdict for each in given)
    for verdict, count in sorted(counts.items()):
        line(Console(), f"{verdict}: {count}")
    line(Console(), f"{len({each.terms for each in given})} questions were judged")


def _judgements(settings: Settings, judged: Grades, folder: Path | None, *, printed: bool) -> None:
    passages = opening.library_to_ask(settings).edition.passages
    standing = {key: grade for key, grade in judged.items() if key[1] in passages}
    if printed:
        typer.echo(qrels(standing), nl=False)
    if folder:
        write(folder, standing, passages.values())
    if len(standing) < len(judged):
        gone = f"{len(judged) - len(standing)} judgements left out: their quotes were changed or withdrawn"
        line(Console(stderr=True), gone)
