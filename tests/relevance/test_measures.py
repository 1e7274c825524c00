from __future__ import annotations

import math

import pytest

from tools.relevance.collection import Collection, Question
from tools.relevance.measures import by_kind, means, measured, paired

#: One question: a is right (2), b acceptable (1), c was judged wrong (0), u by nobody.
COLLECTION = Collection(
    passages=(),
    questions=(Question("q", "どれ", "natural"), Question("x", "なし", "none")),
    grades={"q": {"a": 2, "b": 1, "c": 0}, "x": {"a": 0}},
)


def figures(*ranked: str) -> dict[str, float]:
    return means(measured(COLLECTION, lambda _: list(ranked)))


def test_the_best_order_is_worth_one() -> None:
    assert figures("a", "b")["nDCG@10"] == pytest.approx(1.0)


def test_a_grade_of_two_gains_three_and_a_grade_of_one_one() -> None:
    ideal = 3 + 1 / math.log2(3)
    assert figures("b", "a")["nDCG@10"] == pytest.approx((1 + 3 / math.log2(3)) / ideal)


def test_a_passage_that_nobody_judged_counts_as_wrong_except_where_it_is_left_out() -> None:
    own = figures("u", "a", "b")
    assert own["nDCG@10"] < 1
    assert own["nDCG@10 judged only"] == pytest.approx(1.0)
    assert own["judged@10"] == pytest.approx(2 / 3)


def test_rank_success_and_recall() -> None:
    own = figures("c", "u", "b")
    assert own["MRR@10"] == pytest.approx(1 / 3)
    assert (own["success@1"], own["success@5"], own["recall@10"]) == (0.0, 1.0, 0.5)


def test_an_engine_that_finds_nothing_is_worth_nothing() -> None:
    assert figures()["nDCG@10"] == 0.0


def test_questions_without_an_answer_are_not_measured() -> None:
    assert set(by_kind(COLLECTION, measured(COLLECTION, lambda _: ["a"]))) == {"natural"}


def test_a_constant_gain_has_an_interval_of_itself() -> None:
    ours = {str(n): {"MRR@10": 1.0} for n in range(20)}
    other = {str(n): {"MRR@10": 0.75} for n in range(20)}
    interval = paired(ours, other, "MRR@10")
    assert (interval.difference, interval.low, interval.high) == (0.25, 0.25, 0.25)


def test_a_gain_of_one_question_in_twenty_is_not_above_chance() -> None:
    ours = {str(n): {"MRR@10": float(n == 0)} for n in range(20)}
    other = {str(n): {"MRR@10": 0.0} for n in range(20)}
    assert paired(ours, other, "MRR@10").low == 0.0
