"""Fusion: the order by words and the order by meaning, made one by reciprocal ranks.

Reciprocal rank fusion: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods", SIGIR 2009. Two things differ from it, each for what was measured (``docs/retriever.md``): the rank
by words counts as much as the passage covers of the question's words, and the constant is 20, not 60, because few
passages answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: The constant that both ranks are added to.
CONSTANT = 20
#: The weight of the rank by words of a passage that covers the whole question; that of the rank by meaning is 1.
COVERED = 3.0

Ranks = NDArray[np.int64]
Numbers = NDArray[np.float64]


def ranks(places: NDArray[np.intp], values: Numbers, tiers: NDArray[np.int8]) -> Ranks:
    """Return the rank of each, from 1, by tier, then by value, the highest first; ties by place.

    >>> ranks(np.array([7, 8, 9]), np.array([1.0, 3.0, 2.0]), np.array([0, 1, 0], dtype=np.int8)).tolist()
    [2, 3, 1]
    """
    found = np.empty(len(places), dtype=np.int64)
    found[np.lexsort((places, -values, tiers))] = np.arange(1, len(places) + 1)
    return found


def fused(by_words: Ranks, by_meaning: Ranks, covers: Numbers, *, words_lead: bool) -> Numbers:
    """Return the value by which passages are ordered, the highest first, from the ranks and the shares they cover.

    ``words_lead``: the order by words comes first, and what it lacks (covers 0) after it.
    """
    if words_lead:
        return np.where(covers > 0, 1 + 1 / by_words, 1 / by_meaning)
    value: Numbers = COVERED * covers / (CONSTANT + by_words) + 1 / (CONSTANT + by_meaning)
    return value
