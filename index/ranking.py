"""Terms → ranked positions: rank_bm25's model, compiled into posting lists. The only module that knows rank_bm25.

rank_bm25 builds the statistics and is the reference: ``get_scores`` of the compiled lists returns the model's own
numbers, bit for bit, without asking every document about every term. What a term or a position means is not known here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Positions = NDArray[np.int32]
    Scores = NDArray[np.float64]
    Marks = NDArray[np.bool_]
    Postings = tuple[Positions, Scores]

#: Up to this many scores are selected from directly; of more, the maxima of so many blocks are compared first.
FEW = 512
BLOCKS = 256

#: rank_bm25's defaults.
K1 = 1.5
B = 0.75


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


class Idf(Enum):
    """How much a term's rarity counts."""

    #: log(1 + (N - n + .5) / (n + .5)): what is searched with.
    POSITIVE = PositiveOkapi
    #: rank_bm25's own, floor included: what is compared with.
    OKAPI = BM25Okapi


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best documents for some terms."""

    #: Their positions, best first; equal scores in order of position.
    positions: tuple[int, ...]
    #: Their scores.
    scores: tuple[float, ...]
    #: How many documents hold at least one of the terms.
    total: int


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
    #: True where every gain is above zero, so that a score above zero is a match; rank_bm25's own idf can give others.
    positive: bool

    @classmethod
    def compile(
        cls, documents: Sequence[Sequence[str]], *, idf: Idf = Idf.POSITIVE, k1: float = K1, b: float = B
    ) -> Ranking:
        """Compile documents (each a list of terms, possibly empty).

        Raises TypeError for a document that is a str: rank_bm25 would take its characters for terms, silently.
        """
        if any(isinstance(document, str) for document in documents):
            raise TypeError("a document is a list of terms, not a str")
        # rank_bm25 divides by the number of documents and by their mean length.
        if not any(documents):
            return _without_terms(len(documents))
        return _compiled(idf.value(documents, k1=k1, b=b))

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

    def get_scores(self, terms: Iterable[str]) -> Scores:
        """Every document's score, as rank_bm25's ``get_scores`` (a term counts as often as it is given)."""
        return scattered(self.size, [self.postings(term) for term in terms])

    def weighted(self, weight: float) -> Ranking:
        """Return the same lists with every gain times ``weight``: one field of several."""
        return replace(self, gains=self.gains * weight)

    def mark(self, held: Marks, terms: Iterable[str]) -> None:
        """Set ``held`` (one a document) where a document holds one of ``terms``."""
        for term in terms:
            held[self.postings(term)[0]] = True

    def top(self, terms: Sequence[str], limit: int) -> Ranked:
        """Return the best ``limit`` documents that hold at least one of ``terms``."""
        scores = self.get_scores(terms)
        held = scores > 0 if self.positive else self._held(terms)
        if self.positive and self.size > FEW and (total := int(np.count_nonzero(held))) > max(FEW, limit):
            # Among all documents: to gather so many holders costs more than to look at everybody's score.
            places = best(scores, limit)
        else:
            holders = held.nonzero()[0]
            total, places = len(holders), holders[best(scores[holders], limit)]
        return Ranked(tuple(places.tolist()), tuple(scores[places].tolist()), total)

    def _held(self, terms: Iterable[str]) -> Marks:
        held = np.zeros(self.size, dtype=np.bool_)
        self.mark(held, terms)
        return held


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
    candidates = (scores >= _floor(scores, limit)).nonzero()[0]
    return candidates[np.argsort(-scores[candidates], kind="stable")][:limit]


def _floor(scores: Scores, limit: int) -> float:
    """Return a score that the best ``limit`` all reach."""
    if len(scores) <= limit:
        return -math.inf
    if len(scores) > FEW and limit <= BLOCKS:
        # Not the scores themselves: most are 0, and numpy's selection is at its slowest among equals. The maxima of
        # blocks are scores too, so as many of them as are wanted reach their own floor. A block is every 256th score:
        # rows compared with rows are what the processor does at once.
        rows = len(scores) // BLOCKS
        scores = np.maximum.reduce(scores[: rows * BLOCKS].reshape(rows, BLOCKS), axis=0)
    return float(np.partition(scores, -limit)[-limit])


def _without_terms(size: int) -> Ranking:
    nothing = np.empty(0)
    return Ranking(size, {}, nothing, (0,), np.empty(0, dtype=np.int32), nothing, positive=True)


def _compiled(model: BM25Okapi) -> Ranking:
    numbers = {term: number for number, term in enumerate(model.idf)}
    idf = np.fromiter(model.idf.values(), dtype=np.float64, count=len(numbers))
    terms, holders, frequencies = _triples(model, numbers)
    # Stable, so that positions rise within a term.
    order = np.argsort(terms, kind="stable")
    terms, holders, frequencies = terms[order], holders[order], frequencies[order]
    offsets = (0, *np.cumsum(np.bincount(terms, minlength=len(numbers))).tolist())
    gains = _gains(model, idf[terms], holders, frequencies)
    return Ranking(model.corpus_size, numbers, idf, offsets, holders, gains, positive=bool((gains > 0).all()))


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
