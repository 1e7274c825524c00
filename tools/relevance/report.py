"""Figures as tables: for a terminal, and for ``docs/benchmarks.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table

from index.selection.confidence import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    #: Engine → its figures, ours first.
    Engines = Mapping[str, Mapping[str, Any]]

#: What is said beside the points of the curve that are used.
USED = {f"{NOTHING:.2f}": "nothing below"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, wherever it will stand."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def for_terminal(self) -> Table:
        """Return it for Rich."""
        table = Table(*self.columns, title=self.title)
        for row in self.rows:
            table.add_row(*row)
        return table

    def for_page(self) -> str:
        """Return it in Markdown.

        >>> print(Grid("Two", ("a", "b"), (("1", "2"),)).for_page())
        **Two**
        <BLANKLINE>
        | a | b |
        |---|---|
        | 1 | 2 |
        """
        head = f"| {' | '.join(self.columns)} |\n|{'---|' * len(self.columns)}"
        return "\n".join((f"**{self.title}**", "", head, *(f"| {' | '.join(row)} |" for row in self.rows)))


def grids(name: str, engines: Engines) -> Iterator[Grid]:
    """Yield the tables of one collection: measures, kinds, the curve of sureness."""
    yield _quality(name, engines)
    yield _kinds(name, engines)
    yield _curve(name, engines["ours"]["sureness"])


def _quality(name: str, engines: Engines) -> Grid:
    measures = [measure for measure, value in engines["ours"].items() if isinstance(value, float)]
    rows = (
        (engine, *(f"{figures[measure]:.3f}" for measure in measures), *_gains(figures))
        for engine, figures in engines.items()
    )
    title = f"{name}: {engines['ours']['questions']} questions"
    return Grid(title, ("engine", *measures, "ours gains nDCG@10", "ours gains MRR@10"), tuple(rows))


def _gains(figures: Mapping[str, Any]) -> tuple[str, ...]:
    gains = figures.get("ours gains", {}).values()
    shown = tuple(f"{gain['difference']:+.3f} [{gain['low']:+.3f}, {gain['high']:+.3f}]" for gain in gains)
    return shown or ("", "")


def _kinds(name: str, engines: Engines) -> Grid:
    kinds = engines["ours"]["by kind"]
    rows = ((engine, *(f"{own['by kind'][kind]['nDCG@10']:.3f}" for kind in kinds)) for engine, own in engines.items())
    columns = (f"{kind} ({figures['questions']})" for kind, figures in kinds.items())
    return Grid(f"{name}: nDCG@10 by kind", ("engine", *columns), tuple(rows))


def _curve(name: str, confidence: Mapping[str, Any]) -> Grid:
    rows = (
        (f"{point} {USED.get(point, '')}".strip(), f"{own['wrong nothing']:.1%}", f"{own['right nothing']:.1%}")
        for point, own in confidence["curve"].items()
    )
    wrong = f"wrong nothing (of {confidence['answerable']})"
    right = f"right nothing (of {confidence['without an answer']})"
    return Grid(f"{name}: when nothing is said", ("share below", wrong, right), tuple(rows))
