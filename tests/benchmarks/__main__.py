"""``python -m tests.benchmarks [--large] [--json] [--plot PNG] DIR``: our ranking against other engines, one field.

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
from rich.table import Table

from tests.benchmarks.contenders import Ours
from tests.benchmarks.corpora import material
from tests.benchmarks.timing import timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.timing import Timing

SIZES = (1_000, 10_000, 100_000)
LARGE = 1_000_000


def main(arguments: Sequence[str]) -> None:
    """Time every engine at every size, each in a process of its own, and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} passages")
    parser.add_argument("--json", action="store_true", help="a list of timings instead of tables")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw p50 against the number of passages")
    chosen = parser.parse_args(arguments)
    timings = []
    for timing in timed(material(chosen.folder), (*SIZES, LARGE) if chosen.large else SIZES):
        # It takes minutes: say how far it is, beside the output.
        sys.stderr.write(f"{timing.passages:>9,} {timing.engine:12} {timing.p50_ms:9.3f} ms\n")
        timings.append(timing)
    if chosen.plot:
        from tests.benchmarks.plot import latency  # noqa: PLC0415 - matplotlib is of the extra bench

        latency(timings, chosen.plot)
    if chosen.json:
        json.dump([asdict(timing) for timing in timings], sys.stdout, indent=1)
    else:
        show(timings)


def show(timings: Sequence[Timing]) -> None:
    """Print one table a size, with each engine's p50 in units of ours."""
    console = Console(width=140)
    for size in dict.fromkeys(timing.passages for timing in timings):
        own = [timing for timing in timings if timing.passages == size]
        ours = next(timing for timing in own if timing.engine == Ours.name)
        table = Table(
            "engine", *("build s", "load s", "memory MB", "disk MB", "p50 ms", "p95 ms", "a second", "× ours")
        )
        table.title = f"{size:,} passages"
        for timing in own:
            figures = (timing.build_s, timing.load_s, timing.memory_mb, timing.disk_mb)
            speeds = (f"{timing.p50_ms:.3f}", f"{timing.p95_ms:.3f}", f"{timing.per_second:,.0f}")
            ratio = f"{timing.p50_ms / ours.p50_ms:,.1f}"
            table.add_row(timing.engine, *(f"{figure:,.2f}" for figure in figures), *speeds, ratio)
        console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
