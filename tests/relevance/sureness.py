"""``python -m tests.relevance.sureness [--none DIR]… DIR``: where "nothing" should begin.

For each share of the question's weight: how many answerable questions of DIR would wrongly get "nothing", and how many
questions without an answer would rightly get it: DIR's own, and the questions of every ``--none`` collection.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.table import Table

from index.analysis import Analyzer
from index.query import understand
from index.search import Index
from index.sureness import BEST, FOUND, NOTHING
from tests.relevance.collection import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.relevance.collection import Collection

    #: A question's share.
    Share = Callable[[str], float]

#: The points of the curve.
POINTS = np.arange(0.10, 0.61, 0.05)


def main(arguments: Sequence[str]) -> None:
    """Print the curve and the point that is used."""
    parser = argparse.ArgumentParser(prog="python -m tests.relevance.sureness", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--none", type=Path, action="append", default=[], metavar="DIR")
    chosen = parser.parse_args(arguments)
    collection = read(chosen.folder)
    foreign = [question.text for folder in chosen.none for question in read(folder).questions]
    show(str(chosen.folder), *shares(collection, foreign))


def shares(collection: Collection, foreign: Iterable[str] = ()) -> tuple[list[float], list[float]]:
    """Return the shares of the answerable questions, and of those without an answer."""
    share = covering(collection)
    without = [question.text for question in collection.questions if not collection.is_answerable(question)]
    return [share(question.text) for question in collection.answerable], [share(t) for t in (*without, *foreign)]


def covering(collection: Collection) -> Share:
    """Return what tells the share of a question that the best passages cover."""
    analyzer = Analyzer()
    index = Index.build(collection.passages, analyzer)

    def share(text: str) -> float:
        hits = index.search(understand(text, analyzer), BEST).hits
        return max((hit.covers for hit in hits), default=0.0)

    return share


def below(values: Sequence[float], point: float) -> float:
    """Return the share of ``values`` under ``point``; of no values, 0."""
    return float(np.mean(np.array(values) < point)) if values else 0.0


def show(title: str, answerable: Sequence[float], without: Sequence[float]) -> None:
    """Print the curve; the point that is used is marked."""
    table = Table("share", f"wrong nothing (of {len(answerable)})", f"right nothing (of {len(without)})", title=title)
    for point in POINTS:
        mark = {NOTHING: " nothing below", FOUND: " found from here"}.get(round(float(point), 2), "")
        table.add_row(f"{point:.2f}{mark}", f"{below(answerable, point):.1%}", f"{below(without, point):.1%}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
