from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.ranking import Idf, PositiveOkapi, Ranking, best

TERMS = st.sampled_from(("人材", "採用", "研修", "窓口", "予算", "防災", "未知"))
DOCUMENTS = st.lists(st.lists(TERMS, max_size=20), min_size=1, max_size=30).filter(any)
QUESTIONS = st.lists(TERMS | st.just("どこにもない"), max_size=12)


@given(documents=DOCUMENTS, question=QUESTIONS, parameters=st.tuples(st.floats(0.1, 3), st.floats(0, 0.99)))
@example(documents=[["人材"]], question=["人材", "人材"], parameters=(1.5, 0.75))
@example(documents=[["人材"], []], question=["人材"], parameters=(1.5, 0.75))
@pytest.mark.parametrize(("idf", "reference"), [(Idf.OKAPI, BM25Okapi), (Idf.POSITIVE, PositiveOkapi)])
def test_scores_are_the_models_own_bit_for_bit(
    documents: list[list[str]],
    question: list[str],
    parameters: tuple[float, float],
    idf: Idf,
    reference: type[BM25Okapi],
) -> None:
    k1, b = parameters
    expected = reference(documents, k1=k1, b=b).get_scores(question)
    scores = Ranking.compile(documents, idf=idf, k1=k1, b=b).get_scores(question)
    assert scores.tobytes() == np.asarray(expected, dtype=np.float64).tobytes()


def test_the_positive_model_overrides_the_idf_and_nothing_else() -> None:
    own = {name for name in vars(PositiveOkapi) if not name.startswith("__")}
    assert own == {"_calc_idf"}


def test_the_positive_idf_by_hand() -> None:
    # 3 documents, 2 hold the term: log(1 + (3 - 2 + .5) / (2 + .5)) = log(1.6)
    ranking = Ranking.compile([["区"], ["区"], ["市"]])
    assert ranking.idf[ranking.numbers["区"]] == pytest.approx(0.4700036)


@given(documents=DOCUMENTS, question=QUESTIONS, limit=st.integers(0, 40))
@pytest.mark.parametrize("idf", list(Idf))
def test_the_best_are_those_that_hold_a_term_by_score_then_position(
    documents: list[list[str]], question: list[str], limit: int, idf: Idf
) -> None:
    ranking = Ranking.compile(documents, idf=idf)
    scores = ranking.get_scores(question)
    holders = [place for place, document in enumerate(documents) if set(document) & set(question)]
    expected = sorted(holders, key=lambda place: (-scores[place], place))[:limit]
    ranked = ranking.top(question, limit)
    assert list(ranked.positions) == expected
    assert list(ranked.scores) == [scores[place] for place in expected]
    assert ranked.total == len(holders)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 3000), kinds=st.integers(1, 40), limit=st.integers(1, 300))
@example(seed=0, size=3000, kinds=1, limit=10)
def test_the_best_of_many_scores_are_those_that_sorting_gives(seed: int, size: int, kinds: int, limit: int) -> None:
    # Few different scores, most of them 0, as a question leaves them.
    generator = np.random.default_rng(seed)
    scores = np.maximum(generator.integers(-3 * kinds, kinds, size), 0).astype(np.float64)
    assert best(scores, limit).tolist() == sorted(range(size), key=lambda place: (-scores[place], place))[:limit]


def test_the_best_of_many_documents_are_found_among_all_of_them() -> None:
    documents = [["区"] + ["市"] * (place % 7) for place in range(2000)]
    ranking = Ranking.compile(documents)
    scores = ranking.get_scores(["区"])
    assert (
        list(ranking.top(["区"], 10).positions) == sorted(range(2000), key=lambda place: (-scores[place], place))[:10]
    )


def test_a_term_in_every_document_still_counts() -> None:
    ranking = Ranking.compile([["区", "区", "採用"], ["区", "市", "市"]])
    assert all(score > 0 for score in ranking.top(["区"], 2).scores)


def test_a_term_with_the_librarys_idf_of_zero_is_a_match_all_the_same() -> None:
    ranking = Ranking.compile([["区"], ["市"]], idf=Idf.OKAPI)
    assert ranking.top(["区"], 2).positions == (0,)


def test_equal_documents_come_in_order_of_position() -> None:
    assert Ranking.compile([["予算"]] * 50).top(["予算"], 10).positions == tuple(range(10))


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_documents_without_terms_are_found_by_nothing(documents: list[list[str]]) -> None:
    ranking = Ranking.compile(documents)
    assert ranking.get_scores(["予算"]).tolist() == [0.0] * len(documents)
    assert ranking.top(["予算"], 10).total == 0


def test_a_str_is_refused_as_a_document() -> None:
    with pytest.raises(TypeError, match="list of terms"):
        Ranking.compile(["人材の採用"])
