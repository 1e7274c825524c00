"""Why quotes stand where they stand, term by term: for ``zadankai ask --explain``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import wording
from bot.answers.json_form import Json
from index.model import Contribution, Hit, Results
from index.search import Index

#: Each quote with the parts that add up to its score, the largest first.
Explained = tuple[tuple[Hit, tuple[Contribution, ...]], ...]


def explained(results: Results, index: Index) -> Explained:
    """What moved the score of each quote; ``index`` is the one that was asked."""
    return tuple((hit, _largest_first(index.explain(results.query, hit.passage))) for hit in results.hits)


def show_explained(console: Console, quotes: Explained) -> None:
    """Print a table a quote: where a term stands, the term, what it adds, and what that makes together."""
    for number, (hit, parts) in enumerate(quotes, start=1):
        table = Table(*wording.EXPLANATION_COLUMNS, title=f"{number}. {wording.explained_score(hit.score, hit.covers)}")
        table.title_justify = "left"
        table.columns[-1].justify = "right"
        for part in parts:
            table.add_row(wording.FIELDS[part.field], Text(part.term), f"{part.gain:.3f}")
        console.print()
        console.print(table)


def as_json(quotes: Explained) -> list[list[Json]]:
    """The same for programs, a list a quote."""
    return [
        [{"field": part.field.value, "term": part.term, "gain": part.gain} for part in parts] for _, parts in quotes
    ]


def _largest_first(parts: Sequence[Contribution]) -> tuple[Contribution, ...]:
    return tuple(sorted(parts, key=lambda part: -part.gain))
