"""Measures of ranked answers against judgements, and what chance leaves of a difference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ir_measures
import numpy as np
from ir_measures import RR, Judged, R, Success, nDCG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.relevance.collection import Collection
    from tools.relevance.engines import Engine

#: Resamples of a bootstrap.
RESAMPLES = 10_000
BATCH = 100

#: Question → measure → value.
Values = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Interval:
    """A paired difference of means, with the middle 95 % of its bootstrap."""

    difference: float
    low: float
    high: float


def measured(collection: Collection, engine: Engine) -> Values:
    """Return every measure of every answerable question."""
    runs = [
        # Ranks as scores: the evaluator would break ties in its own way.
        ir_measures.ScoredDoc(question.id, passage, -float(rank))
        for question in collection.answerable
        for rank, passage in enumerate(engine(question.text))
    ]
    answerable = {question.id for question in collection.answerable}
    judged = [
        ir_measures.Qrel(question, passage, grade)
        for question, grades in collection.grades.items()
        if question in answerable
        for passage, grade in grades.items()
    ]
    names = named(max(qrel.relevance for qrel in judged))
    values: Values = defaultdict(dict)
    for metric in ir_measures.iter_calc(list(names), judged, runs):
        values[metric.query_id][names[metric.measure]] = metric.value
    # The evaluators answer in an order of their own.
    return {question: {name: own[name] for name in names.values()} for question, own in values.items()}


def named(highest: int) -> dict[ir_measures.Measure, str]:
    """Return the measures and what they are called here; a grade g gains 2^g - 1."""
    gains = {grade: 2**grade - 1 for grade in range(highest + 1)}
    return {
        nDCG(gains=gains) @ 10: "nDCG@10",
        RR @ 10: "MRR@10",
        R @ 10: "recall@10",
        Success @ 1: "success@1",
        Success @ 5: "success@5",
        Judged @ 10: "judged@10",
        nDCG(gains=gains, judged_only=True) @ 10: "nDCG@10 judged only",
    }


def means(values: Values) -> dict[str, float]:
    """Return the mean of each measure."""
    names = dict.fromkeys(name for own in values.values() for name in own)
    return {name: float(np.mean([own[name] for own in values.values()])) for name in names}


def by_kind(collection: Collection, values: Values) -> dict[str, dict[str, float]]:
    """Return the means of each kind of question."""
    kinds: dict[str, Values] = {}
    for question in collection.answerable:
        kinds.setdefault(question.kind or "all", {})[question.id] = values[question.id]
    return {kind: means(own) for kind, own in kinds.items()}


def paired(ours: Values, other: Values, measure: str) -> Interval:
    """Return what ``ours`` gains over ``other``, question by question, resampled with a fixed seed."""
    gains = np.array([ours[question][measure] - other[question][measure] for question in ours])
    generator = np.random.default_rng(0)
    # In batches: at once, thousands of questions would take a third of a gigabyte.
    batches = [generator.choice(gains, (BATCH, len(gains))).mean(axis=1) for _ in range(RESAMPLES // BATCH)]
    low, high = np.quantile(np.concatenate(batches), (0.025, 0.975))
    return Interval(float(gains.mean()), float(low), float(high))


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """Return figures to four places: more is noise."""
    return {name: round(value, 4) for name, value in figures.items()}
