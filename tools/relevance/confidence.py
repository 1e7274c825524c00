"""Where "nothing" should begin, by the share of a question's weight that the best passages cover.

For each share: how many answerable questions would wrongly get "nothing", and how many questions without an answer
would rightly get it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.analysis import Analyzer
from index.model import Confidence
from index.search import Index
from index.selection.confidence import BEST
from tools.relevance.engines import asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tools.relevance.collection import Collection

    #: A question's share.
    Share = Callable[[str], float]

#: The points of the curve.
POINTS = tuple(round(hundredths / 100, 2) for hundredths in range(10, 65, 5))


def curve(collection: Collection, foreign: Iterable[str] = ()) -> dict[str, Any]:
    """Return the curve as figures; ``foreign`` are questions to which this collection has no answer."""
    answerable, without = shares(collection, foreign)
    points = {
        f"{point:.2f}": {
            "wrong nothing": round(below(answerable, point), 4),
            "right nothing": round(below(without, point), 4),
        }
        for point in POINTS
    }
    return {"answerable": len(answerable), "without an answer": len(without), "curve": points}


def shares(collection: Collection, foreign: Iterable[str] = ()) -> tuple[list[float], list[float]]:
    """Return the shares of the answerable questions, and of those without an answer."""
    share = covering(collection)
    without = [question.text for question in collection.questions if not collection.is_answerable(question)]
    return [share(question.text) for question in collection.answerable], [share(t) for t in (*without, *foreign)]


def covering(collection: Collection) -> Share:
    """Return what tells the share of a question that the best passages cover."""
    analyzer = Analyzer()
    index = Index.build(collection.passages, analyzer)
    query = asking(index, analyzer)

    def share(text: str) -> float:
        hits = index.search(query(text), BEST).hits
        return max((hit.covers for hit in hits), default=0.0)

    return share


def says_nothing(collection: Collection) -> Callable[[str], bool]:
    """Return what tells whether a question is answered with "nothing", by the rule in use."""
    analyzer = Analyzer()
    index = Index.build(collection.passages, analyzer)
    query = asking(index, analyzer)
    return lambda text: index.search(query(text), BEST).confidence is Confidence.NOTHING


def below(values: Sequence[float], point: float) -> float:
    """Return the share of ``values`` under ``point``; of no values, 0."""
    return float(np.mean(np.array(values) < point)) if values else 0.0
