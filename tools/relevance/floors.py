"""The floors under our figures: ``python -m tools.relevance.floors [--lower REASON]`` pins today's on the sample.

A figure below its floor fails the gate. Floors rise without a word; one is lowered only with a reason, which stays in
the file. They belong to the data whose digest stands beside them: other articles or judgements need other floors.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus.sample
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from tools.relevance.confidence import says_nothing
from tools.relevance.engines import ours
from tools.relevance.measures import by_kind, means, measured, rounded
from tools.relevance.sample import digest, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.fields import Tuning
    from tools.relevance.collection import Collection

ARTICLES = Path(corpus.sample.__file__).parent
JUDGED = Path(__file__).parent / "judged"
FLOORS = Path(__file__).parent / "floors.json"

#: What is pinned beside nDCG@10 of each kind.
MEASURES = ("nDCG@10", "MRR@10", "recall@10", "success@1", "success@5")

#: Quotes that are asked for where the answer as it is shown is measured.
PAGE = 5

#: What a figure may lie below its floor: the last digit, not the engine.
TOLERANCE = 5e-5


def figures(collection: Collection) -> dict[str, float]:
    """Return the figures of our engine on the sample; for all of them more is better."""
    return ranked(collection) | rounded(_sure(collection) | _shown(collection))


def ranked(collection: Collection, tuning: Tuning | None = None) -> dict[str, float]:
    """Return the figures of the ranking alone."""
    values = measured(collection, ours(collection.passages, tuning=tuning))
    kinds = {f"nDCG@10 {kind}": own["nDCG@10"] for kind, own in by_kind(collection, values).items()}
    return rounded({name: means(values)[name] for name in MEASURES} | kinds)


def _sure(collection: Collection) -> dict[str, float]:
    nothing = says_nothing(collection)
    without = [nothing(each.text) for each in collection.questions if not collection.is_answerable(each)]
    wrongly = [nothing(each.text) for each in collection.answerable]
    return {"answered": 1 - sum(wrongly) / len(wrongly), "nothing recognised": sum(without) / len(without)}


def _shown(collection: Collection) -> dict[str, float]:
    """What is read in Slack: the question's filters, the rules of a page and the check of each quote included."""
    library = Library(SampleShelf(), Analyzer())
    values = measured(collection, lambda text: [hit.passage.id for hit in library.ask(text, PAGE).hits])
    return {f"{name} as shown": means(values)[name] for name in ("success@1", "success@5")}


def fallen(own: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is missing or below its floor.

    >>> fallen({"MRR@10": 0.8}, {"MRR@10": 0.9})
    ['MRR@10: 0.8000 is below 0.9000']
    """
    return [
        f"{name}: {own.get(name, 0.0):.4f} is below {floor:.4f}"
        for name, floor in floors.items()
        if own.get(name, 0.0) < floor - TOLERANCE
    ]


def pinned(before: Mapping[str, Any], own: Mapping[str, float], data: str, reason: str) -> dict[str, Any]:
    """Return the file's new content; ValueError where a floor falls, or the data change, without a reason."""
    changed = before.get("digest") not in {None, data}
    lost = fallen(own, before.get("floors", {}))
    if (changed or lost) and not reason:
        raise ValueError("; ".join([*(["the data changed"] if changed else []), *lost]) + ": needs --lower REASON")
    reasons = [*before.get("lowered", []), *([reason] if reason else [])]
    return {"digest": data, "floors": dict(own), "lowered": reasons}


def main(arguments: Sequence[str]) -> None:
    """Pin today's figures, or say why not."""
    parser = argparse.ArgumentParser(prog="python -m tools.relevance.floors", description=__doc__)
    parser.add_argument("--lower", metavar="REASON", default="", help="why a floor falls, or the data changed")
    chosen = parser.parse_args(arguments)
    before = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    try:
        after = pinned(before, figures(read(ARTICLES, JUDGED)), digest(ARTICLES, JUDGED), chosen.lower)
    except ValueError as error:
        sys.exit(str(error))
    FLOORS.write_text(json.dumps(after, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
