from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.ranking import PositiveOkapi, Ranking, best, scattered

TERMS = st.sampled_from(("人材", "採用", "研修", "窓口", "予算", "防災", "未知"))
DOCUMENTS = st.lists(st.lists(TERMS, max_size=20), min_size=1, max_size=30).filter(any)
QUESTIONS = st.lists(TERMS | st.just("どこにもない"), max_size=12)


def scores(ranking: Ranking, terms: list[str]) -> NDArray[np.float64]:
    """Return every document's score, as a search adds it up."""
    return scattered(ranking.size, [ranking.postings(term) for term in terms])


@given(documents=DOCUMENTS, question=QUESTIONS, parameters=st.tuples(st.floats(0.1, 3), st.floats(0, 0.99)))
@example(documents=[["人材"]], question=["人材", "人材"], parameters=(1.5, 0.75))
@example(documents=[["人材"], []], question=["人材"], parameters=(1.5, 0.75))
def test_scores_are_the_models_own_bit_for_bit(
    documents: list[list[str]], question: list[str], parameters: tuple[float, float]
) -> None:
    k1, b = parameters
    expected = PositiveOkapi(documents, k1=k1, b=b).get_scores(question)
    own = scores(Ranking.compile(documents, k1=k1, b=b), question)
    assert own.tobytes() == np.asarray(expected, dtype=np.float64).tobytes()


def test_the_positive_model_overrides_the_idf_and_nothing_else() -> None:
    own = {name for name in vars(PositiveOkapi) if not name.startswith("__")}
    assert own == {"_calc_idf"}


def test_the_positive_idf_by_hand() -> None:
    # 3 documents, 2 hold the term: log(1 + (3 - 2 + .5) / (2 + .5)) = log(1.6)
    ranking = Ranking.compile([["区"], ["区"], ["市"]])
    assert ranking.idf[ranking.numbers["区"]] == pytest.approx(0.4700036)


@given(documents=DOCUMENTS, question=QUESTIONS)
def test_the_documents_that_hold_a_term_are_marked_and_no_others(
    documents: list[list[str]], question: list[str]
) -> None:
    ranking, held = Ranking.compile(documents), np.zeros(len(documents), dtype=np.bool_)
    ranking.mark(held, question)
    assert held.tolist() == [bool(set(document) & set(question)) for document in documents]
    assert held.tolist() == (scores(ranking, question) > 0).tolist()


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 3000), kinds=st.integers(1, 40), limit=st.integers(1, 300))
@example(seed=0, size=3000, kinds=1, limit=10)
def test_the_best_of_many_scores_are_those_that_sorting_gives(seed: int, size: int, kinds: int, limit: int) -> None:
    # Few different scores, most of them 0, as a question leaves them.
    generator = np.random.default_rng(seed)
    given = np.maximum(generator.integers(-3 * kinds, kinds, size), 0).astype(np.float64)
    assert best(given, limit).tolist() == sorted(range(size), key=lambda place: (-given[place], place))[:limit]


def test_a_term_in_every_document_still_counts() -> None:
    ranking = Ranking.compile([["区", "区", "採用"], ["区", "市", "市"]])
    assert (scores(ranking, ["区"]) > 0).all()


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_documents_without_terms_are_found_by_nothing(documents: list[list[str]]) -> None:
    assert scores(Ranking.compile(documents), ["予算"]).tolist() == [0.0] * len(documents)


def test_a_str_is_refused_as_a_document() -> None:
    with pytest.raises(TypeError, match="list of terms"):
        Ranking.compile(["人材の採用"])
