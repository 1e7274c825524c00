"""``python -m tools.relevance.decision [DIR…]``: "nothing" by rule and by a small learned decision, side by side.

The learned one is a logistic regression on what the rule uses and more: the share that the best passages cover, the
share of the question's weight that the corpus lacks, its rarest missing word, the best score for each unit of weight,
its distance to the fifth, and the number of words. Ten-fold, so that no question decides about itself. Printed: how
many questions without an answer rightly get "nothing", and how many answerable ones wrongly.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from index.analysis import Analyzer
from index.fields import query_terms
from index.model import Confidence, Field, Query
from index.search import Index
from index.selection.confidence import BEST
from index.selection.term_coverage import TermCoverage
from tools.relevance.__main__ import collected
from tools.relevance.engines import asking
from tools.relevance.floors import JUDGED

FOLDS = 10
#: Strength of the regularisation, and Newton's steps: many more than it takes.
PENALTY, STEPS = 1.0, 30

Matrix = NDArray[np.float64]


def features(index: Index, query: Query) -> list[float]:
    """Return what the learned decision knows of a question."""
    terms = query_terms(query, index.synonyms, index.rankings[Field.SPEAKER].numbers)
    coverage = TermCoverage(query, terms, index.rankings, index.synonyms)
    weights = coverage.weights()
    hits = index.search(query, BEST).hits
    missing = [weight for word, weight in weights.items() if word not in index.rankings[Field.TEXT].numbers]
    total, scores = sum(weights.values()) or 1.0, [hit.score for hit in hits] or [0.0]
    share = max((hit.covers for hit in hits), default=0.0)
    gap = (scores[0] - scores[-1]) / (scores[0] or 1.0)
    return [1.0, share, sum(missing) / total, max(missing, default=0.0), scores[0] / total, gap, float(len(weights))]


def fitted(rows: Matrix, labels: Matrix) -> Matrix:
    """Return the weights of a logistic regression, by Newton's method (Hastie et al., 2009, §4.4.1) with a ridge."""
    weights = np.zeros(rows.shape[1])
    ridge = PENALTY * np.eye(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curvature = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(curvature, rows.T @ (labels - chance) - PENALTY * weights)
    return weights


def held_out(rows: Matrix, labels: Matrix) -> Matrix:
    """Return for each question the chance that it has no answer, from the others."""
    chances = np.zeros(len(rows))
    folds = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    for fold in range(FOLDS):
        own = folds == fold
        chances[own] = 1 / (1 + np.exp(-rows[own] @ fitted(rows[~own], labels[~own])))
    return chances


def main(folders: Sequence[str]) -> None:
    """Print right and wrong "nothing" of both, over all collections together."""
    rows, labels, ruled = [], [], []
    for folder in folders or [str(JUDGED)]:
        collection, analyzer = collected(Path(folder)), Analyzer()
        index = Index.build(collection.passages, analyzer)
        ask = asking(index, analyzer)
        for question in collection.questions:
            query = ask(question.text)
            rows.append(features(index, query))
            labels.append(float(not collection.is_answerable(question)))
            ruled.append(index.search(query, BEST).confidence is Confidence.NOTHING)
    values = np.array(rows)
    values[:, 1:] = (values[:, 1:] - values[:, 1:].mean(axis=0)) / (values[:, 1:].std(axis=0) + 1e-9)
    none, chances = np.array(labels), held_out(values, np.array(labels))
    rule = np.array(ruled, dtype=np.float64)
    grid = Table(
        "decision",
        "right nothing",
        "wrong nothing",
        title=f"{int(none.sum())} without an answer, {int((1 - none).sum())} with",
    )
    wrong = float(rule[none == 0].mean())
    grid.add_row("rule", f"{rule[none == 1].mean():.0%}", f"{wrong:.1%}")
    for name, point in (
        ("learned, as many wrong", np.quantile(chances[none == 0], 1 - wrong)),
        ("learned, even odds", 0.5),
    ):
        said = chances > point
        grid.add_row(name, f"{said[none == 1].mean():.0%}", f"{said[none == 0].mean():.1%}")
    Console(width=100).print(grid)


if __name__ == "__main__":
    main(sys.argv[1:])
