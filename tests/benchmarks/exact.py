"""``python -m tests.benchmarks.exact [--size N] DIR``: our scores are rank_bm25's own, bit for bit, at size."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

from index.ranking import Idf, PositiveOkapi, Ranking
from tests.benchmarks.corpora import material, recombined

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 100_000


def main(arguments: Sequence[str]) -> None:
    """Compare every question's scores with both idfs; exit status 1 where one bit differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exact", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--size", type=int, default=SIZE, help="passages")
    chosen = parser.parse_args(arguments)
    given = material(chosen.folder)
    documents = recombined(given.sentences, chosen.size)
    for idf, model in ((Idf.OKAPI, BM25Okapi), (Idf.POSITIVE, PositiveOkapi)):
        wrong = differing(documents, given.questions, idf, model)
        sys.stdout.write(f"{idf.name}: {len(documents):,} passages, {len(given.questions)} questions, {wrong} differ\n")
        if wrong:
            sys.exit(1)


def differing(
    documents: Sequence[Sequence[str]], questions: Sequence[Sequence[str]], idf: Idf, model: type[BM25Okapi]
) -> int:
    """Return how many questions get another score than the model's for any document."""
    ours, theirs = Ranking.compile(documents, idf=idf), model(documents)
    return sum(
        ours.get_scores(terms).tobytes() != np.asarray(theirs.get_scores(terms)).tobytes() for terms in questions
    )


if __name__ == "__main__":
    main(sys.argv[1:])
