"""``python -m tools.benchmarks [--large] [--json] DIR``: our ranking against other engines, and a whole search.

DIR is a collection in the form of the relevance gate: its sentences are recombined, its questions asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from tools.benchmarks import page
from tools.benchmarks.contenders import Ours
from tools.benchmarks.corpora import material, recombined
from tools.benchmarks.exact import differing
from tools.benchmarks.timing import timed
from tools.benchmarks.whole import SIZE, searched
from tools.relevance.collection import read
from tools.relevance.report import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.benchmarks.timing import Timing
    from tools.benchmarks.whole import Search

SIZES = (1_000, 10_000, 100_000)
LARGE = 1_000_000

COLUMNS = ("engine", "build s", "load s", "memory MB", "disk MB", "p50 ms", "p95 ms", "a second", "p50 × ours")


def main(arguments: Sequence[str]) -> None:
    """Time every engine at every size, each in a process of its own; exit status 1 where a score is not the model's."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} passages")
    parser.add_argument("--json", action="store_true", help="timings, searches, differing scores as one object")
    parser.add_argument("--page", action="store_true", help=f"write tables and the picture into {page.PAGE}")
    chosen = parser.parse_args(arguments)
    given = material(chosen.folder)
    timings = list(_told(timed(given, (*SIZES, LARGE) if chosen.large else SIZES)))
    searches = searched(read(chosen.folder))
    wrong = differing(recombined(given.sentences, SIZES[-1]), given.questions)
    tables = (*by_size(timings), whole(searches), exactness(wrong, len(given.questions)))
    if chosen.page:
        _write(timings, tables)
    if chosen.json:
        shown = {"timings": [*map(asdict, timings)], "searches": [*map(asdict, searches)], "differing": wrong}
        json.dump(shown, sys.stdout, indent=1)
    else:
        for table in tables:
            Console(width=140).print(table.for_terminal())
    sys.exit(1 if wrong else 0)


def by_size(timings: Sequence[Timing]) -> Iterator[Grid]:
    """Yield one table a size, with each engine's p50 in units of ours."""
    for size in dict.fromkeys(timing.passages for timing in timings):
        own = [timing for timing in timings if timing.passages == size]
        ours = next(timing for timing in own if timing.engine == Ours.name)
        yield Grid(f"{size:,} passages", COLUMNS, tuple(_row(timing, ours) for timing in own))


def whole(searches: Sequence[Search]) -> Grid:
    """Return the table of whole searches."""
    rows = ((search.name, f"{search.p50_ms:.2f}", f"{search.p95_ms:.2f}") for search in searches)
    title = f"A whole search over {SIZE:,} passages: all fields, shares, highlights"
    return Grid(title, ("asked with", "p50 ms", "p95 ms"), tuple(rows))


def exactness(wrong: int, questions: int) -> Grid:
    """Return the table of scores that differ from rank_bm25's in any bit."""
    title = f"Questions with a score that differs from rank_bm25's in a bit, over {SIZES[-1]:,} passages"
    return Grid(title, ("idf", "questions"), (("positive", f"{wrong} of {questions}"),))


def _row(timing: Timing, ours: Timing) -> tuple[str, ...]:
    figures = (timing.build_s, timing.load_s, timing.memory_mb, timing.disk_mb)
    speeds = (f"{timing.p50_ms:.3f}", f"{timing.p95_ms:.3f}", f"{timing.per_second:,.0f}")
    return timing.engine, *(f"{figure:,.2f}" for figure in figures), *speeds, f"{timing.p50_ms / ours.p50_ms:,.1f}"


def _told(timings: Iterator[Timing]) -> Iterator[Timing]:
    for timing in timings:
        # It takes minutes: say how far it is, beside the output.
        sys.stderr.write(f"{timing.passages:>9,} {timing.engine:12} {timing.p50_ms:9.3f} ms\n")
        yield timing


def _write(timings: Sequence[Timing], tables: Sequence[Grid]) -> None:
    from tools.benchmarks.plot import latency  # noqa: PLC0415 - matplotlib is of the extra bench

    latency(timings, page.picture("latency"))
    picture = page.shown("latency", "the median wait of each engine against the number of passages")
    page.put("speed", [picture, *(table.for_page() for table in tables)])


if __name__ == "__main__":
    main(sys.argv[1:])
