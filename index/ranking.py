"""Terms → ranked positions: rank_bm25's model, compiled into posting lists. The only module that imports rank_bm25.

rank_bm25 builds the statistics and is the reference: what a question's postings add up to (``scattered``) is its own
score, bit for bit, without scoring every document for every term. What a term or a position means is not known here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

Positions = NDArray[np.int32]
Scores = NDArray[np.float64]
Marks = NDArray[np.bool_]
Postings = tuple[Positions, Scores]


def positive_idf(size: int, holders: int) -> float:
    """Return the weight of a term that ``holders`` of ``size`` documents hold: above zero for every term.

    >>> round(positive_idf(3, 2), 3), round(positive_idf(3, 3), 3)
    (0.47, 0.134)
    """
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))


class PositiveOkapi(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """BM25Okapi with an idf that is positive for every term.

    The library's own is negative for a term in more than half of the documents, and is then replaced by a floor that
    can rank a common word over a rarer one; in a corpus of one document every score is negative.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, holders in nd.items():
            self.idf[term] = positive_idf(self.corpus_size, holders)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Posting lists of documents that are lists of terms. Immutable; threads may share it."""

    #: Number of documents.
    size: int
    #: Each term's number.
    numbers: Mapping[str, int]
    #: Each term's idf, by number.
    idf: Scores
    #: Where each term's postings begin, by number; one more at the end. Python's ints: they slice faster than numpy's.
    offsets: tuple[int, ...]
    #: The documents that hold the terms, rising within a term.
    positions: Positions
    #: What the term adds to that document's score.
    gains: Scores

    @classmethod
    def compile(cls, documents: Sequence[Sequence[str]], **parameters: float) -> Ranking:
        """Compile documents (each a list of terms, possibly empty); ``parameters`` are rank_bm25's (k1, b).

        Raises TypeError for a document that is a str: rank_bm25 would take its characters for terms, silently.
        """
        if any(isinstance(document, str) for document in documents):
            raise TypeError("a document is a list of terms, not a str")
        # rank_bm25 divides by the number of documents and by their mean length.
        if not any(documents):
            return _without_terms(len(documents))
        return _compiled(PositiveOkapi(documents, **parameters))

    def postings(self, term: str) -> Postings:
        """Return the documents that hold ``term``, rising, and what it adds to each; both empty for an unknown term."""
        number = self.numbers.get(term)
        if number is None:
            return self.positions[:0], self.gains[:0]
        own = slice(self.offsets[number], self.offsets[number + 1])
        return self.positions[own], self.gains[own]

    def rarity(self, term: str) -> float:
        """Return the term's idf; a term that no document holds has the highest."""
        number = self.numbers.get(term)
        return positive_idf(self.size, 0) if number is None else float(self.idf[number])

    def weighted(self, weight: float) -> Ranking:
        """Return the same lists with every gain times ``weight``: one field of several."""
        return replace(self, gains=self.gains * weight)

    def mark(self, held: Marks, terms: Iterable[str]) -> None:
        """Set ``held`` (one a document) where a document holds one of ``terms``."""
        for term in terms:
            held[self.postings(term)[0]] = True


def scattered(size: int, postings: Sequence[Postings]) -> Scores:
    """Return each document's sum of gains, added in the order of ``postings``."""
    if not postings:
        return np.zeros(size)
    # One pass over all postings: adding them list by list costs more than the additions.
    positions = np.concatenate([positions for positions, _ in postings], dtype=np.intp)
    gains = np.concatenate([gains for _, gains in postings])
    scores: Scores = np.bincount(positions, gains, minlength=size)  # type: ignore[assignment]  # weights make floats
    return scores


def best(scores: Scores, limit: int) -> NDArray[np.intp]:
    """Return the indices of the best ``limit`` scores by (-score, index).

    >>> best(np.array([1.0, 3.0, 2.0, 3.0]), 3).tolist()
    [1, 3, 2]
    """
    if limit < 1:
        return np.empty(0, dtype=np.intp)
    # Few are wanted and many are there: only those that can be among them are sorted.
    floor = np.partition(scores, -limit)[-limit] if len(scores) > limit else -math.inf
    candidates = (scores >= floor).nonzero()[0]
    return candidates[np.argsort(-scores[candidates], kind="stable")][:limit]


def _without_terms(size: int) -> Ranking:
    nothing = np.empty(0)
    return Ranking(size, {}, nothing, (0,), np.empty(0, dtype=np.int32), nothing)


def _compiled(model: BM25Okapi) -> Ranking:
    numbers = {term: number for number, term in enumerate(model.idf)}
    idf = np.fromiter(model.idf.values(), dtype=np.float64, count=len(numbers))
    terms, holders, frequencies = _triples(model, numbers)
    # Stable, so that positions rise within a term.
    order = np.argsort(terms, kind="stable")
    terms, holders, frequencies = terms[order], holders[order], frequencies[order]
    offsets = (0, *np.cumsum(np.bincount(terms, minlength=len(numbers))).tolist())
    return Ranking(model.corpus_size, numbers, idf, offsets, holders, _gains(model, idf[terms], holders, frequencies))


def _triples(model: BM25Okapi, numbers: Mapping[str, int]) -> tuple[NDArray[np.int32], Positions, NDArray[np.int64]]:
    distinct = [len(frequencies) for frequencies in model.doc_freqs]
    total = sum(distinct)
    terms = map(numbers.__getitem__, chain.from_iterable(model.doc_freqs))
    counts = chain.from_iterable(frequencies.values() for frequencies in model.doc_freqs)
    holders = np.repeat(np.arange(model.corpus_size, dtype=np.int32), distinct)
    return np.fromiter(terms, np.int32, total), holders, np.fromiter(counts, np.int64, total)


def _gains(model: BM25Okapi, idf: Scores, holders: Positions, frequencies: NDArray[np.int64]) -> Scores:
    # rank_bm25's expression with its own grouping: another order of the same operations rounds differently.
    lengths = np.array(model.doc_len)[holders]
    norms = frequencies + model.k1 * (1 - model.b + model.b * lengths / model.avgdl)
    gains: Scores = idf * (frequencies * (model.k1 + 1) / norms)
    return gains
