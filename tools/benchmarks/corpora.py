"""Corpora of any size, recombined from real sentences, and the questions that are asked of them; all as terms."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import Analyzer
from index.query.parsed_question import ParsedQuestion
from index.search_query import query_of
from tools.relevance.collection import read

if TYPE_CHECKING:
    from pathlib import Path

#: Sentences of a passage: three on average, as in a talk.
SENTENCES = (1, 5)

#: One corpus a size, always the same.
SEED = 20221003


@dataclass(frozen=True, slots=True)
class Material:
    """Sentences and questions, cut into terms once."""

    sentences: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, ...], ...]


def material(folder: Path) -> Material:
    """Cut the passages of a collection into sentences; questions without a word to search are left out."""
    collection, analyzer = read(folder), Analyzer()
    lines = (line for passage in collection.passages for line in re.split(r"(?<=[。！？!?])|\n", passage.text))
    cut = (tuple(token.term for token in analyzer.tokens(line)) for line in lines if line.strip())
    queries = (query_of(ParsedQuestion(question.text, question.text), analyzer) for question in collection.questions)
    asked = (tuple(dict.fromkeys(query.words)) for query in queries)
    return Material(tuple(terms for terms in cut if terms), tuple(terms for terms in asked if terms))


def recombined(sentences: tuple[tuple[str, ...], ...], size: int) -> list[list[str]]:
    """Return ``size`` documents, each of some sentences drawn at random."""
    generator = random.Random(SEED)  # noqa: S311 - a benchmark wants the same corpus every time
    return [
        [term for sentence in generator.choices(sentences, k=generator.randint(*SENTENCES)) for term in sentence]
        for _ in range(size)
    ]
