"""``python -m tests.relevance [--json] DIR…``: our engine and its peers on collections of questions and judgements."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from index.variants import Variants
from tests.relevance.collection import Collection, read
from tests.relevance.engines import ours, peers
from tests.relevance.measures import by_kind, means, measured, paired, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.relevance.measures import Values

Figures = dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Measure every folder and print tables, or one JSON object with ``--json``."""
    parser = argparse.ArgumentParser(prog="python -m tests.relevance", description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--plot", type=Path, metavar="DIR", help="draw each collection's table as DIR/NAME.png")
    parser.add_argument("--json", action="store_true", help="one object: {DIR: {engine: {measure: value}}}")
    chosen = parser.parse_args(arguments)
    figures = {folder: compared(read(Path(folder))) for folder in chosen.folders}
    if chosen.plot:
        draw(figures, chosen.plot)
    if chosen.json:
        json.dump(figures, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    for folder, engines in figures.items():
        show(folder, engines)


def draw(figures: Figures, folder: Path) -> None:
    """Draw one picture a collection; needs matplotlib of the extra ``bench``."""
    from tests.benchmarks.plot import quality  # noqa: PLC0415 - the gate itself does without

    for name, engines in figures.items():
        quality(engines, "nDCG@10", Path(name).name, folder / f"{Path(name).name}.png")


def compared(collection: Collection) -> Figures:
    """Return {engine: its figures}; each peer's hold what ours gains over it."""
    passages = collection.passages
    engines = {
        "ours": ours(passages),
        "ours without variants": ours(passages, variants=Variants.none()),
        **dict(peers(passages)),
    }
    values = {name: measured(collection, engine) for name, engine in engines.items()}
    return {name: _figures(collection, own, values["ours"], is_ours=name == "ours") for name, own in values.items()}


def _figures(collection: Collection, values: Values, best: Values, *, is_ours: bool) -> Figures:
    figures: Figures = rounded(means(values))
    figures["questions"] = len(values)
    figures["by kind"] = {kind: rounded(own) for kind, own in by_kind(collection, values).items()}
    if not is_ours:
        intervals = {measure: paired(best, values, measure) for measure in ("nDCG@10", "MRR@10")}
        figures["ours gains"] = {
            measure: rounded({"difference": gain.difference, "low": gain.low, "high": gain.high})
            for measure, gain in intervals.items()
        }
    return figures


def show(folder: str, engines: Figures) -> None:
    """Print two tables: the means with what ours gains, and nDCG@10 by kind."""
    console = Console(width=160)
    measures = [name for name, value in engines["ours"].items() if isinstance(value, float)]
    table = Table("engine", *measures, "ours gains nDCG@10", "ours gains MRR@10", title=folder)
    for name, figures in engines.items():
        table.add_row(name, *(f"{figures[measure]:.4f}" for measure in measures), *_gains(figures))
    console.print(table)
    kinds = list(engines["ours"]["by kind"])
    table = Table("nDCG@10", *kinds, title=f"{folder}: {engines['ours']['questions']} questions, by kind")
    for name, figures in engines.items():
        table.add_row(name, *(f"{figures['by kind'][kind]['nDCG@10']:.3f}" for kind in kinds))
    console.print(table)


def _gains(figures: Figures) -> list[str]:
    gains = figures.get("ours gains", {}).values()
    return [f"{gain['difference']:+.4f} [{gain['low']:+.4f}, {gain['high']:+.4f}]" for gain in gains]


if __name__ == "__main__":
    main(sys.argv[1:])
