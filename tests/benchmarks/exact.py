"""Our scores are rank_bm25's own, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

from index.ranking import Idf, PositiveOkapi, Ranking

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Each idf beside the model that it must be bit for bit.
MODELS = ((Idf.OKAPI, BM25Okapi), (Idf.POSITIVE, PositiveOkapi))


def differing(
    documents: Sequence[Sequence[str]], questions: Sequence[Sequence[str]], idf: Idf, model: type[BM25Okapi]
) -> int:
    """Return how many questions get another score than the model's for any document."""
    ours, theirs = Ranking.compile(documents, idf=idf), model(documents)
    return sum(
        ours.get_scores(terms).tobytes() != np.asarray(theirs.get_scores(terms)).tobytes() for terms in questions
    )
