"""A whole search, timed: all fields, filters, shares and highlights, over passages made of real sentences."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import Analyzer
from index.query.parsed_question import ParsedQuestion
from index.search import Index
from index.search_query import query_of
from tools.benchmarks.corpora import SEED, SENTENCES
from tools.relevance.collection import Collection, passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Passage
    from index.model import Query

SIZE = 10_000

#: Passages of a made-up article.
ARTICLE = 40

#: How often each question is asked.
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Search:
    """What one way of asking takes."""

    name: str
    p50_ms: float
    p95_ms: float


def searched(collection: Collection, size: int = SIZE) -> tuple[Search, ...]:
    """Return the waits without a filter and with one."""
    analyzer = Analyzer()
    talk = recombined_passages(collection, size)
    index = Index.build(talk, analyzer)
    questions = [query_of(ParsedQuestion(question.text, question.text), analyzer) for question in collection.questions]
    filtered = [replace(query, asked=replace(query.asked, speakers=(talk[0].speech.label,))) for query in questions]
    return _search("no filter", index, questions), _search("one speaker", index, filtered)


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


def _search(name: str, index: Index, asked: Sequence[Query]) -> Search:
    waits = [_wait(index, query) for _ in range(ROUNDS) for query in asked]
    return Search(name, float(np.median(waits)), float(np.quantile(waits, 0.95)))


def _wait(index: Index, query: Query) -> float:
    start = perf_counter()
    index.search(query)
    return (perf_counter() - start) * 1000
