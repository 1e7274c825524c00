"""``python -m tools.relevance [--json] [DIR…]``: our engine and its peers on collections of questions and judgements.

Without a DIR: the collection of our own, on the sample. Of several, the questions of one are to the others questions
without an answer; the curve of sureness needs them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from index.synonyms import Synonyms
from tools.benchmarks import page
from tools.relevance import sample
from tools.relevance.collection import read
from tools.relevance.confidence import curve
from tools.relevance.engines import ours, peers
from tools.relevance.floors import ARTICLES, JUDGED
from tools.relevance.measures import by_kind, means, measured, paired, rounded
from tools.relevance.report import grids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tools.relevance.collection import Collection
    from tools.relevance.measures import Values

Figures = dict[str, Any]

#: What a paired gain is given for.
COMPARED = ("nDCG@10", "MRR@10")


def main(arguments: Sequence[str]) -> None:
    """Measure every folder and print tables, or one JSON object with ``--json``."""
    parser = argparse.ArgumentParser(prog="python -m tools.relevance", description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--json", action="store_true", help="one object: {DIR: {engine: {measure: value}}}")
    parser.add_argument("--page", action="store_true", help=f"write tables and pictures into {page.PAGE}")
    chosen = parser.parse_args(arguments)
    collections = {folder: collected(Path(folder)) for folder in chosen.folders or [str(JUDGED)]}
    figures = {folder: compared(own, _foreign(folder, collections)) for folder, own in collections.items()}
    if chosen.page:
        _write(figures)
    if chosen.json:
        json.dump(figures, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        console = Console(width=160)
        for folder, engines in figures.items():
            for grid in grids(folder, engines):
                console.print(grid.for_terminal())


def collected(folder: Path) -> Collection:
    """Read a collection; that of our own has its passages in the sample's articles."""
    return sample.read(ARTICLES, folder) if (folder / sample.JUDGED[-1]).exists() else read(folder)


def compared(collection: Collection, foreign: Iterable[str] = ()) -> Figures:
    """Return {engine: its figures}; each peer's hold what ours gains over it."""
    passages = collection.passages
    engines = {
        "ours": ours(passages),
        "ours without variants": ours(passages, synonyms=Synonyms({}, {})),
        **dict(peers(passages)),
    }
    values = {name: measured(collection, engine) for name, engine in engines.items()}
    figures = {name: _figures(collection, own) for name, own in values.items()}
    for name, own in figures.items():
        if name != "ours":
            own["ours gains"] = _gains(values["ours"], values[name])
    figures["ours"]["sureness"] = curve(collection, foreign)
    return figures


def _figures(collection: Collection, values: Values) -> Figures:
    counts = Counter(question.kind or "all" for question in collection.answerable)
    kinds = {kind: {**rounded(own), "questions": counts[kind]} for kind, own in by_kind(collection, values).items()}
    return {**rounded(means(values)), "questions": len(values), "by kind": kinds}


def _gains(ours: Values, other: Values) -> Figures:
    gains = {measure: paired(ours, other, measure) for measure in COMPARED}
    return {
        measure: rounded({"difference": gain.difference, "low": gain.low, "high": gain.high})
        for measure, gain in gains.items()
    }


def _foreign(folder: str, collections: Mapping[str, Collection]) -> list[str]:
    return [question.text for other, own in collections.items() if other != folder for question in own.questions]


def _write(figures: Figures) -> None:
    from tools.benchmarks.plot import quality  # noqa: PLC0415 - matplotlib is of the extra bench

    parts = []
    for folder, engines in figures.items():
        name = "sample" if Path(folder).resolve() == JUDGED else Path(folder).name
        measure = COMPARED[len(engines["ours"]["by kind"]) == 1]
        quality(engines, measure, name, page.picture(f"quality-{name}"))
        parts += [page.shown(f"quality-{name}", f"{measure} on {name}, and what ours gains with its interval")]
        parts += [grid.for_page() for grid in grids(name, engines)]
    page.put("quality", parts)


if __name__ == "__main__":
    main(sys.argv[1:])
