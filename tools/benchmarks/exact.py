"""Our scores are rank_bm25's own, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.ranking import PositiveOkapi, Ranking, scattered

if TYPE_CHECKING:
    from collections.abc import Sequence


def differing(documents: Sequence[Sequence[str]], questions: Sequence[Sequence[str]]) -> int:
    """Return how many questions get another score than the model's for any document."""
    ours, theirs = Ranking.compile(documents), PositiveOkapi(documents)
    return sum(
        scattered(ours.size, [ours.postings(term) for term in terms]).tobytes()
        != np.asarray(theirs.get_scores(terms)).tobytes()
        for terms in questions
    )
