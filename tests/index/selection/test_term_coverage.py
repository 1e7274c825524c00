from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.model import Confidence, Counts
from index.search import Index
from index.selection.confidence import judge
from index.selection.term_coverage import weighted_sum
from tests.index.corpora import passages, query, said, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer

FOUND, NEAR, NOTHING = Confidence.FOUND, Confidence.NEAR, Confidence.NOTHING


@pytest.mark.parametrize(("share", "confidence"), [(1.0, FOUND), (0.25, FOUND), (0.24, NOTHING), (0.0, NOTHING)])
def test_of_words_that_the_corpus_has_a_quarter_is_found(share: float, confidence: Confidence) -> None:
    assert judge(share) is confidence


@pytest.mark.parametrize(
    ("share", "confidence"), [(1.0, FOUND), (0.46, FOUND), (0.45, NEAR), (0.27, NEAR), (0.26, NOTHING)]
)
def test_where_missing_words_are_most_of_the_question_the_rest_is_only_near(
    share: float, confidence: Confidence
) -> None:
    assert judge(share, lacks=0.5) is confidence


@pytest.mark.parametrize(("share", "confidence"), [(0.25, FOUND), (0.12, FOUND), (0.11, NOTHING)])
def test_a_body_or_a_person_that_is_asked_for_is_a_part_of_the_question(share: float, confidence: Confidence) -> None:
    assert judge(share, restricted=True) is confidence


def test_what_a_passage_covers_does_not_depend_on_how_many_others_there_are() -> None:
    chance = np.random.default_rng(1)
    weights, held = chance.random(7), chance.choice([0.0, 0.45, 0.75, 1.0], (7, 3_000))
    of_all = weighted_sum(weights, held)
    for count in (1, 2, 3, 5, 17, 100, 2_999):
        assert np.array_equal(weighted_sum(weights, held[:, :count]), of_all[:count])


def test_words_that_no_passage_has_are_named_as_they_were_typed(analyzer: Analyzer) -> None:
    index = Index.build(said("採用の条件です。", "研修です。"), analyzer)
    results = index.search(query("宇宙旅行の採用", analyzer))
    assert results.missing == ("宇宙旅行",)
    assert index.search(query("採用の条件", analyzer)).missing == ()


def test_a_common_word_of_many_rare_ones_is_nothing(analyzer: Analyzer) -> None:
    index = Index.build(said("職員が増えました。", "職員の研修です。", "職員の採用です。"), analyzer)
    results = index.search(query("宇宙飛行士の職員の健康診断と食事", analyzer))
    assert results.confidence is Confidence.NOTHING
    assert results.hits[0].covers < 0.25


def test_a_passage_that_holds_every_word_covers_all(analyzer: Analyzer) -> None:
    results = Index.build(said("採用の条件です。"), analyzer).search(query("採用の条件", analyzer))
    assert results.hits[0].covers == pytest.approx(1.0)
    assert results.confidence is Confidence.FOUND


def test_the_speakers_name_covers_its_words(analyzer: Analyzer) -> None:
    index = Index.build(passages(transcript(("青山", ("採用です。",)))), analyzer)
    assert index.search(query("青山さんは採用について何と言った", analyzer)).hits[0].covers == pytest.approx(1.0)


def test_another_name_covers_the_words_of_the_name_that_was_asked(analyzer: Analyzer) -> None:
    index = Index.build(said("ガバメントクラウドに移ります。", "窓口の予算です。"), analyzer)
    for question in ("ガバクラ", "政府クラウド"):
        results = index.search(query(question, analyzer))
        assert results.hits[0].covers == pytest.approx(1.0)
        assert results.confidence is Confidence.FOUND


def test_the_least_telling_words_of_a_long_message_are_not_missed(analyzer: Analyzer) -> None:
    common, telling = "職員が職場で資料を毎日印刷します。", "標準化と防災と採用と予算と窓口と研修と育成と申請です。"
    index = Index.build(said(*[common] * 30, telling), analyzer)
    assert index.search(query(common + telling, analyzer)).hits[0].covers == pytest.approx(1.0)


def test_the_count_is_of_passages_that_cover_half_and_of_their_municipalities(analyzer: Analyzer) -> None:
    first = transcript(("青山", ("採用の条件です。",)), ("黒川", ("採用の条件ですか。",)), key="n1")
    second = transcript(("白石", ("採用の条件を変えました。", "天気がよいです。")), key="n2", hosts=("夕凪区",))
    results = Index.build(passages(first, second), analyzer).search(query("採用の条件", analyzer), limit=1)
    assert results.counts == Counts(passages=3, municipalities=2)


def test_no_hit_counts_nothing(analyzer: Analyzer) -> None:
    assert Index.build((), analyzer).search(query("採用", analyzer)).counts == Counts(0, 0)
