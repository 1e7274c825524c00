"""``python -m tests.benchmarks.whole [--size N] DIR``: a whole search, with all fields, filters and highlights."""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import Analyzer
from index.query import understand
from index.search import Index
from tests.benchmarks.corpora import SEED, SENTENCES
from tests.relevance.collection import Collection, passages, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Passage
    from index.model import Query

SIZE = 10_000

#: Passages of a made-up article.
ARTICLE = 40

#: How often each question is asked.
ROUNDS = 10


def main(arguments: Sequence[str]) -> None:
    """Print how long the index takes to build, and a question, without and with a filter."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.whole", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="passages.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--size", type=int, default=SIZE, help="passages")
    chosen = parser.parse_args(arguments)
    collection, analyzer = read(chosen.folder), Analyzer()
    talk = recombined_passages(collection, chosen.size)
    start = perf_counter()
    tokens = [analyzer.tokens(passage.text) for passage in talk]
    cut = perf_counter()
    index = Index.build(talk, analyzer, tokens=tokens)
    sys.stdout.write(f"{len(talk):,} passages: cut {cut - start:.1f} s, indexed {perf_counter() - cut:.1f} s\n")
    speaker = talk[0].speech.label
    questions = [understand(question.text, analyzer) for question in collection.questions]
    filtered = [replace(query, speakers=(speaker,)) for query in questions]
    for name, asked in (("no filter", questions), ("one speaker", filtered)):
        waits = [_wait(index, query) for _ in range(ROUNDS) for query in asked]
        sys.stdout.write(f"{name}: p50 {np.median(waits):.3f} ms, p95 {np.quantile(waits, 0.95):.3f} ms\n")


def recombined_passages(collection: Collection, size: int) -> tuple[Passage, ...]:
    """Return ``size`` passages of real sentences, speakers and headings, in articles of forty."""
    generator = random.Random(SEED)  # noqa: S311 - a benchmark wants the same corpus every time
    lines = [line for passage in collection.passages for line in re.split(r"(?<=[。！？!?])|\n", passage.text) if line]
    rows = []
    for number in range(size):
        like = generator.choice(collection.passages)
        rows.append(
            {
                "id": f"p{number}",
                "doc": f"d{number // ARTICLE}",
                "turn": f"t{number}",
                "speaker": like.speech.label,
                "heading": like.section.heading,
                "text": "".join(generator.choices(lines, k=generator.randint(*SENTENCES))),
            }
        )
    return passages(rows)


def _wait(index: Index, query: Query) -> float:
    start = perf_counter()
    index.search(query)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
